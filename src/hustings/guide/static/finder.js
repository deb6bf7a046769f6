// The finder: from what a member types to the list they are asked to vote for.
//
// Everything happens on this device. Nothing here asks a server for anything, stores anything or
// writes anything into the address; what is typed is forgotten when the page is closed. The data is
// in the page itself (the element #guide) and in postcodes.js; lookup.js reads postcodes.
(function () {
  "use strict";

  const byId = (id) => document.getElementById(id);
  const block = byId("guide");
  const guide = block ? JSON.parse(block.textContent) : {};
  const answer = byId("answer");
  // Without an id or a name: browsers file what is typed under these, to offer it again.
  const box = document.querySelector("#finder input");

  const filled = (sentence, places) =>
    sentence.replace(/\{(\w+)\}/g, (place, name) => places[name]);

  function element(name, text, lang) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (lang) { made.lang = lang; made.dir = "auto"; }
    return made;
  }

  // -- the voting period ------------------------------------------------------------------------

  // The page says when voting opens and closes; the clock of the device says where we are in it.
  // Days are counted as on the ballot's own clock, wherever the member is.
  function tellPeriod() {
    const line = byId("state");
    if (!line || !guide.state) return;
    const now = Date.now();
    const opens = Date.parse(line.dataset.opens || "");
    const closes = Date.parse(line.dataset.closes || "");
    if (now < opens) return;
    if (now >= closes) {
      line.textContent = guide.state.closed;
      document.body.classList.add("over");
      return;
    }
    line.textContent = guide.state.open;
    const day = (time) => Math.floor((time + Number(line.dataset.shift) * 60000) / 86400000);
    const left = closes ? guide.state.left[day(closes - 1) - day(now)] : "";
    if (left) line.prepend(element("b", left), " ");
  }

  // -- a list: copy, share, print ---------------------------------------------------------------

  const addressOf = (list) => guide.address ? guide.address + list.page : "";

  function asText(list) {
    const names = list.names.map((name, place) => `${place + 1}. ${name}`);
    return [guide.title, list.title, "", ...names, ""].join("\n");
  }

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (refused) {
      // Older browsers, and pages served without encryption.
      const area = element("textarea", text);
      area.className = "away";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  async function act(button) {
    const told = button.parentNode.querySelector(".told");
    const list = guide.lists && guide.lists[button.dataset.list];
    const from = byId(button.dataset.from);
    if (button.dataset.do === "print") {
      window.print();
    } else if (button.dataset.do === "share") {
      const shared = { title: guide.title, text: asText(list) };
      if (guide.address) shared.url = addressOf(list);
      navigator.share(shared).catch(() => {}); // closed without sharing
    } else {
      const text = () => [asText(list), addressOf(list)].join("\n").trim() + "\n";
      const done = await copied(from ? from.textContent : text());
      button.focus();
      told.textContent = "";
      told.textContent = done ? guide.copied : guide.notCopied;
    }
  }

  function offerSharing(within) {
    if (!navigator.share) return;
    for (const button of within.querySelectorAll("[data-do=share]")) button.hidden = false;
  }

  // -- answers ----------------------------------------------------------------------------------

  // Puts the page's template of that name into the answer; `slots` says what goes where: a text,
  // elements, or nothing, which takes the place out.
  function show(name, slots) {
    const made = byId(name).content.cloneNode(true);
    for (const place of made.querySelectorAll("[data-slot]")) {
      const content = slots[place.dataset.slot];
      if (content === null) place.remove();
      else if (content !== undefined) place.append(...[].concat(content));
    }
    if (slots.list !== undefined) {
      for (const button of made.querySelectorAll("[data-do]")) button.dataset.list = slots.list;
      made.querySelector("[data-slot=open]").href = guide.lists[slots.list].page;
      offerSharing(made);
    }
    const within = answer.contains(document.activeElement);
    answer.textContent = "";
    answer.append(made);
    if (within) answer.focus({ preventScroll: true }); // the button that was pressed is gone
    document.body.classList.toggle("answered", slots.list !== undefined);
    if (box) box.setAttribute("aria-invalid", String(name === "malformed" || name === "unknown"));
    bringIntoView(slots.list !== undefined);
  }

  // A screen's keyboard would hide half of the list.
  function bringIntoView(found) {
    const { activeElement } = document;
    if (found && activeElement !== answer && window.matchMedia("(pointer: coarse)").matches) {
      activeElement.blur();
    }
    const { top, bottom } = answer.getBoundingClientRect();
    if (top < 0 || bottom > window.innerHeight) {
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      answer.scrollIntoView({ block: found ? "start" : "nearest", behavior: calm ? "auto" : "smooth" });
    }
  }

  // The list of a region. `place` is what was typed or chosen, and leads to that region.
  function showList(region, place, note) {
    const list = guide.lists[region.list];
    const title = element("span", region.title, region.lang);
    const [before, after] = guide.of.split("{region}").map((part) => filled(part, { place }));
    show("found", {
      list: region.list,
      place: place ? [before, title, after] : title,
      note: note && note.note ? element("span", note.note, note.lang) : null,
      vote: list.vote,
      names: list.names.map((name) => {
        const item = element("li");
        item.append(element("bdi", name));
        return item;
      }),
    });
  }

  // -- by postcode ------------------------------------------------------------------------------

  let index = null;
  let waiting = false;

  function byPostcode(typed) {
    if (!window.HustingsLookup || !window.HustingsPostcodes) {
      // On a slow line the postcodes come last: whoever was faster is answered when they are there.
      if (document.readyState !== "complete") waiting = true;
      else show("offline", {});
      return;
    }
    index = index || HustingsLookup.read(HustingsPostcodes);
    const found = HustingsLookup.lookup(index, typed);
    const { outcome, postcode } = found;
    if (outcome === "elsewhere") return byRoute(postcode, found.route);
    if (outcome === "unknown" || outcome === "malformed") return show(outcome, { postcode });
    const met = [...new Set(found.areas.map((area) => guide.areas[area]))];
    if (met.length === 1) return showList(guide.regions[met[0]], postcode);
    const { list } = guide.regions[met[0]];
    if (met.every((region) => guide.regions[region].list === list)) {
      return showList({ title: guide.lists[list].title, list }, postcode);
    }
    show("split", { postcode, choices: met.map((region) => choiceOf(found, region)) });
  }

  // One of the regions that a postcode may be in, with the towns that tell which.
  function choiceOf(found, region) {
    const towns = found.places.filter((town, at) => town && guide.areas[found.areas[at]] === region);
    const { title, lang } = guide.regions[region];
    const button = element("button");
    button.type = "button";
    button.append(element("b", title, lang));
    if (towns.length) button.append(" ", element("span", filled(guide.near, { place: towns.join(", ") })));
    button.addEventListener("click", () => showList(guide.regions[region], found.postcode));
    return inItem(button);
  }

  function inItem(content) {
    const item = element("li");
    item.append(content);
    return item;
  }

  function byRoute(postcode, key) {
    const route = guide.routes[key];
    if (route && route.region !== null) {
      // "Any other country" would be no answer to a postcode.
      return showList(guide.regions[route.region], key === "overseas" ? postcode : route.title, route);
    }
    show("elsewhere", { postcode });
    if (route && route.note) {
      answer.querySelector("[data-slot=note]").replaceWith(element("p", route.note, route.lang));
    }
  }

  // -- by another key: initial, month of birth, last digit ----------------------------------------

  function byKey(key, label) {
    const region = guide.keys[key];
    if (region === undefined) return show("unknown", { typed: label });
    showList(guide.regions[region], label);
  }

  function byInitial(typed) {
    // É is filed under E, and O’Brien under O.
    const letter = typed.normalize("NFD").toUpperCase().match(/\p{L}/u);
    if (letter) byKey(letter[0], letter[0]);
    else show("malformed", {});
  }

  // -- by choice ----------------------------------------------------------------------------------

  const links = [...document.querySelectorAll("a[data-region]")];

  function choose(link) {
    for (const one of links) one.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    showList(guide.regions[link.dataset.region]);
  }

  // Leaves the regions one of whose words begins with what is typed.
  function narrow() {
    const wanted = " " + folded(box.value);
    const met = links.filter((link) => {
      const fits = (" " + folded(link.textContent)).includes(wanted);
      link.parentNode.hidden = !fits;
      return fits;
    });
    const { found, more } = guide.met;
    byId("met").textContent = !wanted.trim() ? "" : met.length < found.length ? found[met.length] : more;
    return met;
  }

  // The only region that is left; among several nobody is guessed one.
  function chooseOnly() {
    const met = narrow();
    if (met.length === 1) choose(met[0]);
  }

  function find() {
    if (guide.kind === "choice") chooseOnly();
    else if (guide.kind === "place") byPostcode(box.value);
    else byInitial(box.value);
  }

  // -- by local party -----------------------------------------------------------------------------

  // As names are compared: without accents, marks and capitals.
  const folded = (text) => text.normalize("NFD").toLowerCase()
    .replace(/&/g, " and ").replace(/[\u0300-\u036f'’.]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  function offerParties() {
    const { names, shown, found, more } = guide.parties;
    const welsh = document.documentElement.lang === "cy";
    const parties = names.flatMap((said, region) => said.split("|").filter(Boolean).map((name) => {
      const both = name.split(";");
      return {
        name: both[welsh ? both.length - 1 : 0],
        other: both.length > 1 ? both[welsh ? 0 : 1] : "",
        known: both.map((one) => " " + folded(one)),
        region,
      };
    })).sort((one, other) => (one.known[0] < other.known[0] ? -1 : 1));
    const field = document.querySelector("#parties input");
    const told = byId("party-told");
    const choices = byId("party-list");

    function tell() {
      const wanted = folded(field.value);
      const first = (party) => party.known.some((name) => name.startsWith(" " + wanted));
      const met = wanted ? parties.filter((p) => p.known.some((name) => name.includes(" " + wanted))) : [];
      // Those that begin with it go before those that have it inside; else as they are sorted.
      const sorted = [...met.filter(first), ...met.filter((party) => !first(party))];
      choices.textContent = "";
      for (const party of sorted.slice(0, shown)) {
        const button = element("button");
        button.type = "button";
        button.append(element("b", party.name));
        if (party.other) button.append(" ", element("span", party.other));
        button.addEventListener("click", () => showList(guide.regions[party.region], party.name));
        choices.append(inItem(button));
      }
      told.textContent = !wanted ? "" : met.length > shown ? more : found[met.length];
    }

    field.addEventListener("input", tell);
    field.addEventListener("keydown", (event) => {
      const only = choices.querySelectorAll("button");
      if (event.key === "Enter" && only.length) only[0].click();
    });
  }

  // -- start --------------------------------------------------------------------------------------

  tellPeriod();
  offerSharing(document);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-region]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) { // these open a tab or window
      event.preventDefault();
      choose(link);
    }
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.do) act(button);
    if (button.dataset.key) {
      for (const one of document.querySelectorAll("[data-key]")) {
        one.setAttribute("aria-pressed", String(one === button));
      }
      byKey(button.dataset.key, button.textContent);
    }
  });
  if (byId("finder")) {
    byId("finder").addEventListener("submit", (event) => {
      event.preventDefault();
      find();
    });
    // Who comes back to the page finds the box as it was, and the answer again.
    window.addEventListener("pageshow", () => {
      if (waiting || (box && box.value && !answer.children.length)) find();
    });
  }
  if (guide.met) box.addEventListener("input", narrow);
  if (guide.parties) offerParties();

  // Keeps the site's files on the device so that it opens without a network; not in a frame, and not
  // from a folder, where browsers do not offer it.
  if (location.protocol.startsWith("http") && window.top === window && "serviceWorker" in navigator) {
    navigator.serviceWorker.register(document.documentElement.dataset.root + "sw.js").catch(() => {});
  }
})();
