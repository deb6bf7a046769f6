// Local parties: a constituency by any word of its name, in either language. Asked for when a member
// wants it; the names (HustingsConstituencies, by region) stand above. Sends nothing anywhere.
var HustingsParties = (function () {
  "use strict";

  // Shows under `choices` whose names begin with what stands in `field`; `choice` makes one of them,
  // `chosen` is told the name and the region. `said` has the page's words.
  function offer(said, folded, choice, chosen) {
    const welsh = document.documentElement.lang === "cy";
    const parties = HustingsConstituencies.flatMap((names, region) => names.split("|").filter(Boolean).map((name) => {
      const both = name.split(";");
      return {
        name: both[welsh ? both.length - 1 : 0],
        other: both.length > 1 ? both[welsh ? 0 : 1] : "",
        known: both.map((one) => " " + folded(one)),
        region,
      };
    })).sort((one, other) => (one.known[0] < other.known[0] ? -1 : 1));
    const field = document.querySelector("#parties input");
    const told = document.getElementById("party-told");
    const choices = document.getElementById("party-list");

    function tell() {
      const wanted = folded(field.value);
      const first = (party) => party.known.some((name) => name.startsWith(" " + wanted));
      const met = wanted ? parties.filter((p) => p.known.some((name) => name.includes(" " + wanted))) : [];
      // Those that begin with it go before those that have it inside; else as they are sorted.
      const sorted = [...met.filter(first), ...met.filter((party) => !first(party))];
      choices.textContent = "";
      for (const party of sorted.slice(0, said.shown)) {
        choices.append(choice(party.name, "", party.other, () => chosen(party.name, party.region)));
      }
      told.textContent = !wanted ? "" : met.length > said.shown ? said.more : said.found[met.length];
    }

    tell(); // what was typed meanwhile
    field.addEventListener("input", tell);
    field.addEventListener("keydown", (event) => {
      const only = choices.querySelectorAll("button");
      if (event.key === "Enter" && only.length) only[0].click();
    });
  }

  return { offer };
})();
