/* From a postcode, or the beginning of one, to the areas it can lie in.
 *
 * Knows the text of postcodes.js and how people type. Knows no page and sends nothing anywhere.
 * It answers as hustings/guide/postcode.py and index.py do, rule for rule.
 *
 *   const index = HustingsLookup.read(HustingsPostcodes);
 *   HustingsLookup.lookup(index, "sw1a 1aa")
 *     -> {outcome: "found", postcode: "SW1A 1AA", areas: [3], places: [], route: ""}
 *
 * outcome: found | split | unknown | malformed | elsewhere. areas: places in index.areas, the
 * likeliest first; places: for a split, a town for each area. route: for what is elsewhere, jersey,
 * guernsey, isle-of-man, forces or overseas.
 */
var HustingsLookup = (function () {
  "use strict";

  const LONGEST = 64; // more than this was not typed as a postcode
  const AWAY = { JE: "jersey", GY: "guernsey", IM: "isle-of-man", BF: "forces", GX: "overseas" };
  // A: a letter, 9: a digit, B: a letter that is neither I nor O.
  const FORMS = ["A9", "AA9", "A99", "A9B", "AA99", "AA9B"];
  // The second half or its beginning. C, I, K, M, O, V are not used: there, 0 and 1 are digits.
  const REST = /^[0-9OI][ABD-HJLNP-UW-Z]{0,2}$/;
  const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]/g;
  const BETWEEN =
    /[\0-/:-@\[-`{-\u00a0\u00b7\u1680\u2000-\u200a\u2010-\u2029\u202f-\u205f\u3000-\u3002]+/g;
  const WIDE = /[\uff01-\uff5e]/g;
  // Codes of another form, with O and I written as digits.
  const FORCES = /^BFP0(?:C0)?([0-9]{0,4})$/;
  const TERRITORY = /^(ASCN|BBND|B1QQ|F1QQ|PCRN|S1QQ|STHL|TDCU|TKCA)(1Z{0,2})?$/;
  const NUMBERED = /^(A1)(2640)$|^(KY[123]|MSR|VG)([0-9]{4})$/;

  const isDigit = (sign) => sign >= "0" && sign <= "9";
  const asDigits = (text) => text.replace(/O/g, "0").replace(/I/g, "1");
  const asLetters = (text) => text.replace(/0/g, "O").replace(/1/g, "I");

  /* The index in the text of postcodes.js. */
  function read(text) {
    const index = { areas: [], outcodes: {}, districts: {} };
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

  /* Where the postcode lies: of its readings the first counts whose outcode is known. */
  function lookup(index, typed) {
    const possible = readings(String(typed));
    for (const reading of possible) {
      const found = answer(index, reading);
      if (found) return found;
    }
    return possible.length ? made("unknown", written(possible[0])) : made("malformed", "");
  }

  const made = (outcome, postcode, areas = [], places = [], route = "") =>
    ({ outcome, postcode, areas, places, route });
  const written = (reading) => reading.outcode + (reading.rest && " " + reading.rest);

  /* The answer to one reading; null where its outcode is not known. */
  function answer(index, reading) {
    const { outcode, rest, route } = reading;
    if (route) return made("elsewhere", written(reading), [], [], route);
    const known = index.outcodes[outcode] || (rest.length < 3 && index.districts[outcode]);
    if (!known) return null;
    const areas = beginning(known, rest);
    if (areas.length === 1) return made("found", written(reading), areas);
    const places = areas.map((area) => known.places[known.areas.indexOf(area)]);
    return made("split", written(reading), areas, places);
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

  /* The ways to read what was typed, the likeliest first. Where the second half is not complete, a
   * space says where it begins: "M1 1" begins M1 1AA, "M11" does not. */
  function readings(typed) {
    const parts = partsOf(typed);
    const whole = parts.join("");
    if (whole.length < 2 || whole.length > 10) return [];
    const away = elsewhere(whole);
    if (away) return [away];
    const full = halves(whole, 3);
    if (full.length) return full;
    const begun = parts.length > 1 ? halves(whole, parts[parts.length - 1].length) : [];
    if (begun.length) return begun;
    for (const length of [0, 1, 2]) {
      const found = halves(whole, length);
      if (found.length) return found;
    }
    return [];
  }

  /* Letters and digits between the spaces, in capitals; none where anything else is there. */
  function partsOf(typed) {
    if (typed.length > LONGEST) return [];
    const plain = typed
      .replace(UNSEEN, "")
      .replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
      .replace(BETWEEN, " ");
    return /^[0-9A-Za-z ]*$/.test(plain) ? plain.toUpperCase().split(" ").filter(Boolean) : [];
  }

  /* Readings with a second half of so many characters. */
  function halves(whole, length) {
    const first = whole.slice(0, Math.max(whole.length - length, 0));
    const rest = whole.slice(first.length);
    if (length && !REST.test(rest)) return [];
    const meant = asDigits(rest.slice(0, 1)) + rest.slice(1);
    return outcodes(first).map((outcode) => ({ outcode, rest: meant, route: routeOf(outcode) }));
  }

  const routeOf = (outcode) =>
    (/^[0-9]+$/.test(outcode.slice(2)) && AWAY[outcode.slice(0, 2)]) || "";

  /* The outcodes that these characters can be, those with the fewest slips first. */
  function outcodes(typed) {
    const found = [];
    for (const form of /[A-Z]/.test(typed) ? FORMS : []) {
      if (form.length !== typed.length) continue;
      let outcode = "";
      let slips = 0;
      let fits = true;
      for (let at = 0; at < form.length; at++) {
        const sign = form[at] === "A" ? asLetters(typed[at]) : asDigits(typed[at]);
        fits = fits && isDigit(sign) === (form[at] === "9");
        slips += sign === typed[at] ? 0 : 1;
        outcode += sign;
      }
      // No number of two digits begins with 0.
      if (fits && !(form.endsWith("99") && outcode.slice(-2, -1) === "0")) {
        found.push({ outcode, slips, place: found.length });
      }
    }
    // In the order of the forms where the slips are as many.
    const order = (one, other) => one.slips - other.slips || one.place - other.place;
    return found.sort(order).map((one) => one.outcode);
  }

  /* Forces' and overseas territories' codes of a form of their own; null for any other. */
  function elsewhere(whole) {
    const digits = asDigits(whole);
    const forces = FORCES.exec(digits);
    if (forces) return { outcode: "BFPO", rest: forces[1], route: "forces" };
    const territory = TERRITORY.exec(digits);
    if (territory) {
      const outcode = asLetters(territory[1]);
      return { outcode, rest: territory[2] || "", route: "overseas" };
    }
    const numbered = NUMBERED.exec(digits);
    if (!numbered) return null;
    if (numbered[1]) return { outcode: "AI-2640", rest: "", route: "overseas" };
    return { outcode: numbered[3], rest: numbered[4], route: "overseas" };
  }

  return { read, lookup };
})();
