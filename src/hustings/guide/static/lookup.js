/* From what was typed, a postcode or the beginning of one or a text with one in it, to the areas it
 * can lie in. Knows the text of postcodes.js and how people type. Knows no page and sends nothing
 * anywhere. It answers as hustings/guide/postcodes/postcode.py and index.py do, rule for rule.
 *
 *   const index = HustingsLookup.read(HustingsPostcodes);
 *   HustingsLookup.lookup(index, "sw1a 1aa")
 *     -> {outcome: "found", postcode: "SW1A 1AA", areas: [3], places: [""], route: "", choices: []}
 *
 * outcome: found | split | unsure | several | unknown | malformed | elsewhere. areas: places in
 * index.areas, the likeliest first; places: for a split, a town for each area. route: for what is
 * elsewhere, jersey, guernsey, isle-of-man, forces or overseas. choices: answers to choose from.
 */
var HustingsLookup = (function () {
  "use strict";

  const LONGEST = 1000; // more than this is no address
  const LONGEST_CODE = 10; // BFPO C/O 1234
  const MOST_CHOICES = 6;
  const LONGEST_SAID = 40;
  const AWAY = { JE: "jersey", GY: "guernsey", IM: "isle-of-man", BF: "forces", GX: "overseas" };
  // A: a letter, 9: a digit, B: a letter that is neither I nor O, R: a letter of the second half.
  const FORMS = ["A9", "AA9", "A99", "A9B", "AA99", "AA9B"];
  const TAKES = { A: /[A-Z]/, B: /[A-HJ-NP-Z]/, 9: /[0-9]/, R: /[ABD-HJLNP-UW-Z]/ };
  // A small l among capitals is as often a 1 as an L: it stands as |, and neither is a slip.
  const MENDED = {
    A: { 0: "O", 1: "IL", "|": "L" }, B: { 1: "L", "|": "L" },
    9: { O: "0", I: "1", L: "1", "|": "1" }, R: { 1: "L", "|": "L" },
  };
  const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]/g;
  const BETWEEN = new RegExp("[\\0-/:-@\\[-`{-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf" +
    "\u1680\u2000-\u200a\u2010-\u2029\u202f-\u205f\u3000-\u3002]+");
  const WIDE = /[\uff01-\uff5e]/g;
  const ORDINAL = /^(1ST|2ND|3RD|[04-9]TH)$/; // "Flat B1, 2nd floor" is no postcode
  // Codes of another form, with O and I written as digits.
  const FORCES = /^BFP0(?:C0)?([0-9]{0,4})$/;
  const TERRITORY = /^(ASCN|BBND|B1QQ|F1QQ|PCRN|S1QQ|STHL|TDCU|TKCA)(1Z{0,2})?$/;
  const NUMBERED = /^(A1)(2640)$|^(KY[123]|MSR|VG)([0-9]{4})$/;

  const isDigit = (sign) => sign >= "0" && sign <= "9";
  const lettersOf = (outcode) => outcode.split(/[0-9]/)[0];

  /* The index in the text of postcodes.js. */
  function read(text) {
    const index = { areas: [], outcodes: {}, districts: {}, letters: {} };
    let section = "";
    for (const line of text.split("\n")) {
      if (/^(outcodes|straddling|constituencies .*):$/.test(line)) {
        section = line;
      } else if (section === "outcodes:" && line) {
        readOutcodes(index, line);
      } else if (section === "straddling:" && line) {
        readStraddling(index, line);
      } else if (!section) {
        const header = /^(area [A-Z]|source|month|attribution): ?(.*)$/.exec(line);
        if (header && header[1].startsWith("area ")) {
          const [name, region, labourRegion, country] = header[2].split("; ");
          index.areas.push({ name, region, labourRegion, country });
        } else if (header) {
          index[header[1]] = header[2];
        }
      }
    }
    readDistricts(index);
    readLetters(index);
    return index;
  }

  const areaOf = (letter) => letter.charCodeAt(0) - 65;
  const add = (index, outcode, areas, places, runs) => {
    index.outcodes[outcode] = { areas, places: places || [], runs: runs || [] };
  };

  /* "E I1-18,20,1W": E1 to E18, E20 and E1W lie in area I. */
  function readOutcodes(index, line) {
    const [letters, ...groups] = line.split(" ");
    for (const group of groups) {
      const areas = [areaOf(group[0])];
      for (const item of group.slice(1).split(",")) {
        const [, first, last, after] = /^([0-9]+)(?:-([0-9]+)|([A-Z]+))?$/.exec(item);
        for (const letter of after || "") add(index, letters + first + letter, areas);
        for (let number = +first; !after && number <= +(last || first); number++) {
          add(index, letters + number, areas);
        }
      }
    }
  }

  /* "B79 LB L0PJB0PLL Town;Other town": areas, runs of second halves, a town for each area. */
  function readStraddling(index, line) {
    const [, outcode, areas, text, places] = /^(\S+) (\S+) (\S+) (.*)$/.exec(line);
    const runs = ("0AA" + text).match(/.{4}/g).map((run) => [run.slice(0, 3), areaOf(run[3])]);
    add(index, outcode, Array.from(areas, areaOf), places.split(";"), runs);
  }

  /* The halves that people know but no postcode has, such as SW1, where all outcodes that are it
   * and a letter lie in one area. */
  function readDistricts(index) {
    const met = {};
    for (const outcode of Object.keys(index.outcodes)) {
      const half = outcode.slice(0, -1);
      if (!isDigit(outcode.slice(-1))) {
        met[half] = new Set([...(met[half] || []), ...index.outcodes[outcode].areas]);
      }
    }
    for (const half of Object.keys(met)) {
      if (met[half].size === 1) index.districts[half] = { areas: [...met[half]] };
    }
  }

  /* The letters that outcodes begin with, such as BT: the areas with most outcodes first. */
  function readLetters(index) {
    const met = {};
    for (const outcode of Object.keys(index.outcodes)) {
      const counts = (met[lettersOf(outcode)] = met[lettersOf(outcode)] || {});
      for (const area of index.outcodes[outcode].areas) counts[area] = (counts[area] || 0) + 1;
    }
    for (const letters of Object.keys(met)) {
      const counts = met[letters];
      const areas = Object.keys(counts).map(Number);
      areas.sort((one, other) => counts[other] - counts[one] || one - other);
      index.letters[letters] = { areas, places: areas.map(() => "") };
    }
  }

  // -- what is answered ---------------------------------------------------------------------------

  /* Where the postcode lies. One list is given only for what stands there, or for what it must mean:
   * readings with the fewest slips count; if they lead to different places, it is asked which. */
  function lookup(index, text) {
    const typed = String(text);
    const { exact, mended, inside, doubtful, rivals } = readings(typed);
    const known = (some) => distinct(some.map((one) => answer(index, one)).filter(Boolean));
    const likely = (one) => one.route || index.letters[lettersOf(one.outcode)];
    const said = [...typed.replace(/[\t-\r \u00a0]+/g, " ").replace(/^ | $/g, "")]
      .slice(0, LONGEST_SAID).join("").replace(/ $/, "");
    const within = known(inside);
    const found = distinct([...known(exact), ...within]);
    if (found.length) {
      if (within.length > 1 && !exact.length) return made("several", "", [], [], "", found);
      const strange = inside.some((one) => likely(one) && !answer(index, one));
      return strange ? unsure(said, found) : one(said, [...found, ...known(rivals)]);
    }
    const meant = known(doubtful);
    const tiers = [[...exact, ...inside], ...mended];
    for (let at = 0; at < tiers.length; at++) {
      const met = known(tiers[at]);
      if (met.length) return one(said, [...met, ...known(rivals)]);
      // Well written, of letters that there are, and yet not known.
      if (tiers[at].some(likely)) {
        return unsure(said, distinct([...tiers.slice(at + 1).flatMap(known), ...meant]));
      }
    }
    return meant.length || tiers[0].length ? unsure(said, meant) : made("malformed", "");
  }

  const made = (outcome, postcode, areas = [], places = [], route = "", choices = []) =>
    ({ outcome, postcode, areas, places, route, choices: choices.slice(0, MOST_CHOICES) });

  function distinct(answers) {
    const met = {};
    for (const one of answers) met[one.postcode + " "] = one;
    return Object.values(met);
  }

  /* The first of what was found, if all of it is in the same place. */
  function one(said, found) {
    const places = new Set(found.map(({ areas, route }) => areas.join() + route));
    return places.size === 1 ? found[0] : unsure(said, found);
  }

  function unsure(said, found) {
    // A first half says no more than the whole that begins with it.
    const wholes = found.map(({ postcode }) => / /.test(postcode) && postcode.split(" ")[0]);
    const choices = found.filter(({ postcode }) => !wholes.includes(postcode));
    return made(choices.length ? "unsure" : "unknown", said, [], [], "", choices);
  }

  /* The answer to one reading; null where its outcode is not known. */
  function answer(index, { outcode, rest, route }) {
    const written = outcode + (rest && " " + rest);
    if (route) return made("elsewhere", written, [], [], route);
    const known = index.outcodes[outcode] || (rest.length < 3 && index.districts[outcode]) ||
      index.letters[outcode];
    if (!known) return null;
    const areas = beginning(known, rest);
    if (areas.length === 1) return made("found", written, areas);
    const places = areas.map((area) => known.places[known.areas.indexOf(area)]);
    return made("split", written, areas, places);
  }

  /* The areas of all postcodes whose second half begins with `rest`, the likeliest first. */
  function beginning(known, rest) {
    if (!rest || known.areas.length === 1) return known.areas.slice();
    const first = rest + "0AA".slice(rest.length);
    const last = rest + "9ZZ".slice(rest.length);
    const met = new Set();
    for (const [start, area] of known.runs) {
      if (start <= first) met.clear();
      if (start <= last) met.add(area);
    }
    return known.areas.filter((area) => met.has(area));
  }

  // -- what was typed -----------------------------------------------------------------------------

  /* The ways to read it: the whole as it stands (exact) or with slips put right in each half by
   * itself (mended: those of one slip, of two, ...), complete postcodes among other words (inside),
   * and what is never taken for granted (doubtful), of which some forbid to be sure of another reading
   * unless they lead to the same place (rivals). A typed space says where the second half begins:
   * "M1 1" begins M1 1AA, "M11" does not, and "EN1 10A" is not EN11 0A. */
  function readings(typed) {
    const words = wordsOf(typed);
    const [sure, doubtful, rivals] = whole(signsOf(words));
    const [inside, dim] = among(words);
    const mended = [];
    for (const way of sure) (mended[way.slips] = mended[way.slips] || []).push(way);
    return {
      exact: sorted(mended.shift() || []),
      mended: mended.filter(Boolean).map(sorted),
      inside: sorted(inside),
      doubtful: [...rivals, ...sorted(doubtful), ...dim],
      rivals,
    };
  }

  const sorted = (ways) => ways.map((way, at) => [way, at])
    .sort(([one, at], [other, place]) => one.slips - other.slips || at - place).map(([way]) => way);
  const slipped = (way) => way.slips > 0;

  /* What stands between spaces and punctuation. */
  function wordsOf(typed) {
    if ([...typed.slice(0, 2 * LONGEST + 1)].length > LONGEST) return [];
    return typed.replace(UNSEEN, "")
      .replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
      .split(BETWEEN).filter(Boolean);
  }

  /* Words in capitals; none where they have other signs or are too long for one postcode. */
  function signsOf(words) {
    const all = words.join("");
    if (all.length > LONGEST_CODE || !/^[0-9A-Za-z]+$/.test(all)) return [];
    const either = /l/.test(all) && /^[0-9A-Zl]*[A-Z][0-9A-Zl]*$/.test(all);
    return words.map((word) => (either ? word.replace(/l/g, "|") : word).toUpperCase());
  }

  /* Ways to read all of it: those that keep the typed spaces, doubtful ones, and rivals. */
  function whole(parts) {
    const all = parts.join("");
    const away = elsewhere(all);
    if (away) return [[away], [], []];
    const spaces = parts.slice(1).map((part, at) => parts.slice(0, at + 1).join("").length);
    return spaces.length ? spaced(all, spaces) : unspaced(all);
  }

  function unspaced(all) {
    const full = halves(all, 3);
    if (!full.every(slipped)) return [full, [], []];
    if (/^[A-Z]{1,2}$/.test(all)) full.push(way(0, all, ""));
    const [half, one, two] = [0, 1, 2].map((length) => halves(all, length));
    if (half.length) return [[...full, ...half], [...one, ...two], []];
    // Without a space, the beginning of a second half is none that a slip has to be put right in.
    const begun = [...one, ...two].filter((way) => !way.slips);
    const slips = [...one, ...two].filter(slipped);
    const first = firstHalves(all, [all.length - 3]);
    if (!begun.length) return [full, [...first, ...slips], []];
    // What looks like a whole postcode may be one whose second half cannot be read.
    return [[...full, ...begun], slips, two.length ? first : []];
  }

  function spaced(all, spaces) {
    const sure = [];
    const moved = [];
    for (const length of [3, 2, 1]) {
      (spaces.includes(all.length - length) && !sure.length ? sure : moved).push(...halves(all, length));
    }
    // A space between the letters and the number of the first half: "M 11".
    const apart = spaces.length === 1 && /^[A-Z]+$/.test(all.slice(0, spaces[0])) && isDigit(all[spaces[0]]);
    (apart ? sure : moved).push(...halves(all, 0));
    const unread = firstHalves(all, spaces);
    if (spaces.length === 1) return [sure, [...unread, ...moved], []];
    // Spaces within a half are one accident; a slip besides is too much to be sure of.
    const clean = sure.filter((way) => !way.slips);
    const begun = clean.some((way) => way.rest.length < 3);
    return [clean, [...sure.filter(slipped), ...unread, ...moved], begun ? unread : []];
  }

  /* What stands before what cannot be read, if that may have been meant for a second half. */
  function firstHalves(all, ends) {
    return ends.filter((end) => end > 0 && all.length - end <= 4).flatMap((end) =>
      outcodes(all.slice(0, end)).filter(([slips], at, [[least]]) => slips === least)
        .map(([slips, outcode]) => way(slips, outcode, "")));
  }

  /* Ways to read it with a second half of so many characters. */
  function halves(all, length) {
    const cut = Math.max(all.length - length, 0);
    return fitted(all.slice(cut), "9RR".slice(0, length)).flatMap(([more, rest]) =>
      outcodes(all.slice(0, cut)).map(([slips, outcode]) => way(slips + more, outcode, rest)));
  }

  function way(slips, outcode, rest) {
    const numbered = outcode.length === 2 || /^[0-9]+$/.test(outcode.slice(2));
    return { slips, outcode, rest, route: (numbered && AWAY[outcode.slice(0, 2)]) || "" };
  }

  /* [slips, outcode] of the outcodes that these characters can be, fewest slips first. */
  function outcodes(typed) {
    if (/^[0-9]*$/.test(typed)) return [];
    const found = FORMS.flatMap((form) => fitted(typed, form));
    // No number of two digits begins with 0.
    return found.filter(([, read]) => !/0[0-9]/.test(read)).map((one, at) => [...one, at])
      .sort((one, other) => one[0] - other[0] || one[2] - other[2]);
  }

  /* [slips, read] of the ways in which these characters take that form. */
  function fitted(typed, form) {
    if (typed.length !== form.length) return [];
    let found = [[0, ""]];
    for (let at = 0; at < form.length; at++) {
      const sign = typed[at];
      const stands = TAKES[form[at]].test(sign);
      const read = stands ? sign : MENDED[form[at]][sign] || "";
      const slip = stands || sign === "|" ? 0 : 1;
      found = found.flatMap(([slips, before]) => [...read].map((one) => [slips + slip, before + one]));
    }
    return found;
  }

  /* Forces' and overseas territories' codes of a form of their own; null for any other. */
  function elsewhere(all) {
    const digits = all.replace(/O/g, "0").replace(/I/g, "1").replace(/[|]/g, "L");
    const code = (outcode, rest, route) => ({ slips: 0, outcode, rest, route });
    const forces = FORCES.exec(digits);
    if (forces) return code("BFPO", forces[1], "forces");
    const territory = TERRITORY.exec(digits);
    if (territory) {
      const outcode = territory[1].replace(/0/g, "O").replace(/1/g, "I");
      return code(outcode, territory[2] || "", "overseas");
    }
    const numbered = NUMBERED.exec(digits);
    if (!numbered) return null;
    return numbered[1] ? code("AI-2640", "", "overseas") : code(numbered[3], numbered[4], "overseas");
  }

  /* Complete postcodes among other words: those that stand there, and those that may be meant. */
  function among(words) {
    const clear = [];
    const dim = [];
    for (let start = 0; start < words.length; start++) {
      for (let end = start + 1; end <= Math.min(start + 3, words.length); end++) {
        const signs = signsOf(words.slice(start, end));
        const alone = end - start === words.length;
        for (const one of complete(signs)) {
          if (!one.slips && (alone || !ORDINAL.test(one.rest))) clear.push(one);
          else if (one.slips < 3 && /[0-9]/.test(signs.join(""))) dim.push(one);
        }
      }
    }
    return [clear, dim];
  }

  /* The postcode, if these parts are one: NW16XE, NW1 6XE, NW 1 6XE, BFPO 57, FIQQ 1ZZ. */
  function complete(parts) {
    const all = parts.join("");
    if (parts.length === 1) return halves(all, 3);
    if (parts.length === 2 && parts[0].length === 4) {
      const away = elsewhere(all);
      if (away && away.rest) return [away];
    }
    if (parts.length === 3 && !(/^[A-Z]+$/.test(parts[0]) && isDigit(parts[1][0]))) return [];
    return parts.length && parts[parts.length - 1].length === 3 ? halves(all, 3) : [];
  }

  return { read, lookup };
})();
