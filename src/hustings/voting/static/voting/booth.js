// The voter's booth: takes the code from the link, helps to rank, seals the ballot on this device.
// Its hash stands in the manifest. It asks for nothing but this server's pages and keeps no ranking.
"use strict";

// -- sealing: docs/sealing.md, byte for byte; HPKE (RFC 9180) by WebCrypto alone -------------------

const HustingsSeal = (() => {
  const { subtle } = globalThis.crypto;
  const encoder = new TextEncoder();
  const NONE = new Uint8Array(0);

  function joined(...parts) {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  // `length` bytes, big-endian; whole numbers stay below 2^53.
  function whole(number, length) {
    const bytes = new Uint8Array(length);
    for (let at = length - 1, left = number; at >= 0; at -= 1, left = Math.floor(left / 256)) {
      bytes[at] = left % 256;
    }
    return bytes;
  }

  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

  function frame(label, ...fields) {
    const bytes = [label, ...fields].map((field) =>
      typeof field === "number" ? whole(field, 8) : typeof field === "string" ? encoder.encode(field) : field);
    return joined(...bytes.flatMap((field) => [whole(field.length, 4), field]));
  }

  const digest = async (label, ...fields) =>
    new Uint8Array(await subtle.digest("SHA-256", frame(label, ...fields)));

  async function hmac(key, message) {
    // WebCrypto refuses an empty key; HMAC fills every key up with zeros anyway.
    const raw = key.length ? key : new Uint8Array(32);
    const made = await subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return new Uint8Array(await subtle.sign("HMAC", made, message));
  }

  const KEM = joined(encoder.encode("KEM"), whole(0x0020, 2));
  const SUITE = joined(encoder.encode("HPKE"), whole(0x0020, 2), whole(0x0001, 2), whole(0x0001, 2));
  const VERSION = encoder.encode("HPKE-v1");

  const extract = (suite, salt, label, material) =>
    hmac(salt, joined(VERSION, suite, encoder.encode(label), material));

  // Never more than one block of 32 bytes is asked for.
  const expand = async (suite, key, label, info, length) =>
    (await hmac(key, joined(whole(length, 2), VERSION, suite, encoder.encode(label), info, whole(1, 1))))
      .slice(0, length);

  async function ephemeral() {
    const pair = await subtle.generateKey("X25519", true, ["deriveBits"]);
    return { secret: pair.privateKey, raw: new Uint8Array(await subtle.exportKey("raw", pair.publicKey)) };
  }

  async function layer(key, info, content, own) {
    const receiver = await subtle.importKey("raw", key, "X25519", true, []);
    const shared = new Uint8Array(await subtle.deriveBits({ name: "X25519", public: receiver }, own.secret, 256));
    if (shared.every((byte) => byte === 0)) throw new Error("a key of low order");
    const secret = await expand(
      KEM, await extract(KEM, NONE, "eae_prk", shared), "shared_secret", joined(own.raw, key), 32);
    const context = joined(
      whole(0, 1), await extract(SUITE, NONE, "psk_id_hash", NONE), await extract(SUITE, NONE, "info_hash", info));
    const schedule = await extract(SUITE, secret, "secret", NONE);
    const iv = await expand(SUITE, schedule, "base_nonce", context, 12);
    const raw = await expand(SUITE, schedule, "key", context, 16);
    const aes = await subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
    return joined(own.raw, new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv }, aes, content)));
  }

  function payload(ranking) {
    const bytes = new Uint8Array(64);
    bytes[0] = 1;
    bytes.set(ranking, 1);
    return bytes;
  }

  // What each layer opens, outermost first. `layers` are [name, key]; `keys` gives a layer's
  // ephemeral key, which tests fix.
  async function stages(eid, contest, layers, content, keys = ephemeral) {
    const found = [];
    let inner = content;
    for (const [name, key] of [...layers].reverse()) {
      inner = await layer(key, frame("hustings-seal/1", eid, contest, name), inner, await keys(name));
      found.unshift(inner);
    }
    return found;
  }

  const blobHash = async (blob) => hex(await digest("hustings-blob/1", blob));

  const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  async function checkCode(eid, contest, stage) {
    const bits = Array.from((await digest("hustings-check/1", eid, contest, stage)).slice(0, 10),
      (byte) => byte.toString(2).padStart(8, "0")).join("");
    return bits.match(/.{5}/g).map((five) => ALPHABET[parseInt(five, 2)]).join("").match(/.{4}/g).join("-");
  }

  // Whether the server signed this receipt; also true where a browser knows no Ed25519.
  async function signed(receipt, server) {
    let key;
    try {
      key = await subtle.importKey("raw", server, "Ed25519", false, ["verify"]);
    } catch {
      return true;
    }
    return subtle.verify("Ed25519", key, unhex(receipt.signature), frame("hustings-receipt/1", unhex(receipt.eid),
      receipt.contest, receipt.n, receipt.sealed_by, unhex(receipt.blob_hash), unhex(receipt.head)));
  }

  async function possible() {
    try {
      await ephemeral();
      return true;
    } catch {
      return false;
    }
  }

  return { blobHash, checkCode, digest, extract, expand, frame, hex, KEM, payload, possible, signed, stages, unhex };
})();

// -- marks: what is written beside the names --------------------------------------------------------

const HustingsMarks = (() => {
  // `written` maps numbers of candidates to what stands beside them, in the order of the paper.
  function ranked(written) {
    const places = new Map();
    const unreadable = [];
    for (const [number, text] of written) {
      if (/^\d{1,6}$/.test(text) && Number(text)) {
        places.set(Number(text), [...(places.get(Number(text)) ?? []), number]);
      } else {
        unreadable.push(number);
      }
    }
    const sorted = [...places].sort((one, other) => one[0] - other[0]);
    const last = sorted.length ? sorted[sorted.length - 1][0] : 0;
    let gap = 0;
    for (let place = 1; place < last && !gap; place += 1) if (!places.has(place)) gap = place;
    const doubles = sorted.filter(([, several]) => several.length > 1);
    return {
      written, unreadable, doubles, gap, last, over: 0, order: sorted.flatMap(([, several]) => several),
      sound: !(unreadable.length || doubles.length || gap), blank: !written.size,
    };
  }

  function ticked(numbers, most) {
    const over = Math.max(0, numbers.length - most);
    return {
      written: new Map(numbers.map((number) => [number, "x"])), unreadable: [], doubles: [], gap: 0, last: 0,
      over, order: numbers, sound: !over, blank: !numbers.length,
    };
  }

  // No ballot has so many names, and no finder writes so much.
  const MOST_NAMES = 200;
  const MOST_LETTERS = 20000;

  // Names as people paste them: one a line, perhaps numbered, or a finder's link with `list=`. Beside
  // numbered lines the others may be headings and the like: they are asides.
  function listed(text) {
    let found = text.slice(0, MOST_LETTERS);
    const at = found.indexOf("list=");
    if (at >= 0) {
      found = found.slice(at + 5).split("&")[0];
      try {
        found = decodeURIComponent(found.replace(/\+/g, " "));
      } catch { /* as it stands */ }
    }
    const lines = found.split(/[\n\r|;]+/).map((line) => line.trim()).filter(Boolean).slice(0, MOST_NAMES);
    const numbered = (line) => /^\d+\s*[.):]/.test(line);
    const some = lines.some(numbered);
    return lines.map((line) => ({ name: line.replace(/^\d+\s*[.):]?\s*/, ""), aside: some && !numbered(line) }))
      .filter(({ name }) => name);
  }

  // The id of the contest that a finder's link is for; empty where it says none.
  const meant = (text) => (/&contest=([A-Za-z0-9_-]{1,100})$/.exec(text) ?? [])[1] ?? "";

  const folded = (name) =>
    name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  // Of each name of a list the number of whoever is meant, of `names`, [number, name]; undefined for
  // nobody. Accents may be missing, unless they are all that tells two people apart.
  function matched(names, wanted) {
    const known = new Map();
    for (const one of names) known.set(folded(one[1]), [...(known.get(folded(one[1])) ?? []), one]);
    const exact = (name) => name.normalize().toLowerCase();
    return wanted.map(({ name }) => {
      const alike = known.get(folded(name)) ?? [];
      const meant = alike.length > 1 ? alike.filter((one) => exact(one[1]) === exact(name)) : alike;
      return meant.length === 1 ? meant[0][0] : undefined;
    });
  }

  return { folded, listed, matched, meant, ranked, ticked };
})();

// -- the pages --------------------------------------------------------------------------------------

(() => {
  const LIST = "hustings-list";
  const CAME = "list-came";
  const MARKS = "hustings-marks";
  const CODE = /^[0-9A-Za-z]{26}$/;
  // Of a list that came with a link: names that are not on the paper are shown up to this.
  const MOST_SHOWN = 10;
  const LONGEST = 60;
  const { folded, listed, meant, ranked, ticked } = HustingsMarks;

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "text") made.textContent = value;
      else if (name === "click") made.addEventListener("click", value);
      else if (value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  }

  // Storage may be forbidden; then a list has to be pasted.
  function kept(key, value) {
    try {
      const before = sessionStorage.getItem(key);
      if (value === undefined) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, value);
      return before ?? "";
    } catch {
      return "";
    }
  }

  // The fragment never leaves this device by itself; the code goes into a form, and out of sight.
  function takeFragment() {
    const parts = location.hash.slice(1).split("&");
    const code = parts.find((part) => CODE.test(part));
    const list = parts.find((part) => part.startsWith("list="));
    if (!code && !list) return;
    history.replaceState(null, "", location.pathname + location.search);
    const contest = parts.find((part) => part.startsWith("contest="));
    if (list) kept(LIST, [list, contest].filter(Boolean).join("&"));
    if (code) {
      const form = document.getElementById("enter") ?? element("form", { method: "post", action: location.pathname });
      if (!form.isConnected) {
        form.hidden = true;
        form.append(element("input", { name: "code" }));
        document.body.append(form);
      }
      form.elements.code.value = code;
      form.submit();
    } else if (paper) {
      offerList();
    } else {
      sayItWaits();
    }
  }

  // Where the code is still to be given, names are not shown: anybody can write anything into a link.
  function sayItWaits() {
    const waits = document.getElementById("list-waits");
    const list = waits && kept(LIST);
    if (!list) return;
    kept(LIST, list);
    waits.hidden = false;
  }

  const main = document.querySelector("main[data-booth]");
  const paper = main && booth(main);
  const offerList = () => paper.offer(kept(LIST));
  takeFragment();
  addEventListener("hashchange", takeFragment);
  if (paper) offerList();
  else sayItWaits();

  // The ballot paper with everything a script can add to it.
  function booth(place) {
    const about = JSON.parse(place.dataset.booth);
    const eid = HustingsSeal.unhex(about.eid);
    const layers = about.layers.map(([name, key]) => [name, HustingsSeal.unhex(key)]);
    const form = document.getElementById("ballot");
    const paperPart = document.getElementById("paper");
    const status = element("p", { class: "heard", role: "status" });
    const possible = HustingsSeal.possible();
    let native = false;
    let sealed = new Map();
    let casting = false;
    document.body.append(status);

    function say(key, values = {}) {
      const one = values.n === 1 && about.words[`${key}_one`];
      return (one || about.words[key]).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
    }

    const announce = (text) => { status.textContent = text; };
    const contests = [...place.querySelectorAll("section.contest")].map(contest);

    // One contest: its boxes are the only place where marks are kept.
    function contest(section) {
      const id = section.dataset.contest;
      const most = Number(section.dataset.ticks ?? 0);
      const list = section.querySelector("ul.paper");
      const tools = section.querySelector("[data-tools]");
      const rows = [...list.children].map((row) => ({
        row, number: Number(row.dataset.number), box: row.querySelector("input"),
        name: row.querySelector("label b").textContent, slate: row.querySelector("label span")?.textContent ?? "",
        button: null,
      }));
      const byNumber = new Map(rows.map((one) => [one.number, one]));
      const names = (numbers) => numbers.map((number) => byNumber.get(number).name).join(", ");
      const count = element("p", { class: "count" });
      const faults = element("div", { class: "faults", hidden: true });
      const mine = element("ol");
      const none = element("p", { class: "hint", text: say("script.empty") });
      const order = button("script.order", putInOrder);
      const clear = button("script.clear", clearAll);
      const panel = element("div", { class: "mine", id: `mine-${id}`, role: "group", tabindex: "-1",
        "aria-labelledby": `mine-h-${id}` });
      const barCount = element("span");
      const bar = element("p", { class: "bar" }, barCount);

      function button(key, click, attributes = {}) {
        return element("button", { type: "button", text: say(key), click, ...attributes });
      }

      function marks() {
        if (most) return ticked(rows.filter((one) => one.box.checked).map((one) => one.number), most);
        return ranked(new Map(rows.map((one) => [one.number, one.box.value.trim()]).filter(([, text]) => text)));
      }

      function wrong(found) {
        return [
          ...found.unreadable.map((number) => say("script.unreadable", { name: byNumber.get(number).name })),
          ...found.doubles.map(([where, several]) => say("script.double", { names: names(several), place: where })),
          ...(found.gap ? [say("script.gap", { place: found.gap })] : []),
          ...(found.over ? [say("script.over", { n: found.order.length, of: most })] : []),
        ];
      }

      function set(number, value) {
        const { box } = byNumber.get(number);
        if (most) box.checked = Boolean(value);
        else box.value = value;
      }

      function rankNext(one) {
        const at = marks().last + 1;
        set(one.number, at);
        draw();
        announce(say("script.now", { name: one.name, n: at }));
      }

      // Those below move up, as in any list; where numbers are in doubt they stay as they are.
      function takeOff(one) {
        const found = marks();
        if (found.sound) found.order.slice(found.order.indexOf(one.number) + 1)
          .forEach((number) => set(number, Number(found.written.get(number)) - 1));
        set(one.number, "");
        draw();
        announce(say("script.off", { name: one.name }));
      }

      function move(one, by) {
        const found = marks();
        const at = found.order.indexOf(one.number);
        const other = found.order[at + by];
        if (other === undefined) return;
        const [own, theirs] = [found.written.get(one.number), found.written.get(other)];
        set(one.number, theirs);
        set(other, own);
        draw();
        const again = mine.querySelector(`[data-key="${one.number}:${by}"]`);
        (again.getAttribute("aria-disabled") ? mine.querySelector(`[data-key="${one.number}:${-by}"]`) : again).focus();
        announce(say("script.now", { name: one.name, n: theirs }));
      }

      function putInOrder() {
        marks().order.forEach((number, at) => set(number, at + 1));
        draw();
        panel.focus();
      }

      function clearAll() {
        if (clear.dataset.sure) {
          rows.forEach((one) => set(one.number, ""));
          draw();
          panel.focus();
        } else {
          clear.dataset.sure = "yes";
          clear.textContent = say("script.clear_sure");
        }
      }

      function item(one, at, found) {
        const step = (key, by) => button(`script.${key}`, () => move(one, by), {
          "aria-label": say(`script.${key}_name`, { name: one.name }), "data-key": `${one.number}:${by}`,
          "aria-disabled": found.order[at + by] === undefined ? "true" : false,
        });
        const off = button("script.take", () => { takeOff(one); panel.focus(); },
          { "aria-label": say("script.take_name", { name: one.name }) });
        return element("li", {}, element("b", { text: found.written.get(one.number) }),
          element("span", { text: one.name }), element("div", {}, step("up", -1), step("down", 1), off));
      }

      function draw() {
        const found = marks();
        const doubtful = new Set([...found.unreadable, ...found.doubles.flatMap(([, several]) => several)]);
        for (const one of rows) {
          const marked = found.written.has(one.number);
          one.row.classList.toggle("in", marked);
          if (doubtful.has(one.number)) one.box.setAttribute("aria-invalid", "true");
          else one.box.removeAttribute("aria-invalid");
          if (one.button) {
            one.button.textContent = say(marked ? "script.take" : "script.next");
            one.button.setAttribute("aria-label",
              say(marked ? "script.take_name" : "script.next_name", { name: one.name }));
          }
        }
        const counted = most ? say("script.ticked", { n: found.order.length, of: most })
          : say("script.ranked", { n: found.order.length, of: rows.length });
        count.textContent = counted;
        barCount.textContent = counted;
        mine.replaceChildren(...found.order.map((number, at) => item(byNumber.get(number), at, found)));
        none.hidden = found.order.length > 0;
        const sentences = wrong(found);
        faults.hidden = !sentences.length;
        if (most) panel.hidden = faults.hidden;
        faults.replaceChildren(...sentences.map((text) => element("p", { text })));
        order.hidden = !found.gap || found.doubles.length > 0 || found.unreadable.length > 0;
        clear.hidden = found.blank;
        delete clear.dataset.sure;
        clear.textContent = say("script.clear");
      }

      function filter(text) {
        const wanted = folded(text);
        let shown = 0;
        for (const one of rows) {
          one.row.hidden = !folded(`${one.name} ${one.slate}`).includes(wanted);
          shown += !one.row.hidden;
        }
        return shown;
      }

      function matched(wanted) {
        const numbers = HustingsMarks.matched(rows.map((one) => [one.number, one.name]), wanted);
        return {
          numbers: [...new Set(numbers.filter(Boolean))],
          unknown: wanted.filter(({ aside }, at) => !aside && !numbers[at]).map(({ name }) => name),
        };
      }

      // What fills in the list and says what became of it; nothing changes where no name is known.
      function filling(text, result) {
        const { numbers, unknown } = matched(listed(text));
        if (numbers.length) {
          rows.forEach((one) => set(one.number, ""));
          numbers.forEach((number, at) => set(number, most ? "x" : at + 1));
          draw();
        }
        const sentences = numbers.length ? [say("script.filled", { n: numbers.length })] : [];
        if (unknown.length) {
          const shown = unknown.slice(0, MOST_SHOWN).map((name) => name.slice(0, LONGEST)).join(", ");
          sentences.push(say("script.not_found", { names: shown }));
        }
        result.textContent = sentences.join(" ");
        if (numbers.length) panel.focus();
      }

      function furnish() {
        if (rows.length > 8) {
          const search = element("input", { type: "search", id: `find-${id}`, autocomplete: "off" });
          const empty = element("p", { class: "hint", role: "status" });
          search.addEventListener("input", () => {
            empty.textContent = filter(search.value) ? "" : say("script.none_found");
          });
          search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
          tools.append(element("div", { class: "find" },
            element("label", { for: search.id, text: say("script.filter") }), search, empty));
        }
        if (!most) {
          for (const one of rows) {
            one.button = element("button", { type: "button", click: () => {
              if (marks().written.has(one.number)) takeOff(one);
              else rankNext(one);
            } });
            one.row.classList.add("tools-in");
            one.row.querySelector("label").after(one.button);
          }
          panel.append(element("h3", { id: `mine-h-${id}`, text: say("script.list") }), count, faults, none, mine,
            element("p", { class: "actions" }, order, clear));
          bar.append(" ", element("a", { href: `#mine-${id}`, text: say("script.list") }));
        } else {
          panel.append(element("h3", { id: `mine-h-${id}`, class: "heard", text: section.dataset.title }), faults);
        }
        const area = element("textarea", { id: `paste-${id}`, rows: "4", autocomplete: "off", spellcheck: "false" });
        const result = element("p", { role: "status" });
        list.after(bar, panel, element("details", { class: "paste" },
          element("summary", {}, say("script.paste"), element("span", { class: "heard", text: ` ${section.dataset.title}` })),
          element("div", {}, element("label", { for: area.id, text: say("script.paste_hint") }), area,
            element("p", { class: "hint", text: say("script.paste_full") }),
            button("script.paste_go", () => filling(area.value, result)), result)));
        list.addEventListener("input", draw);
        list.addEventListener("change", draw);
        draw();
      }

      // Names stand here as the paper has them; a stranger's words, cut short, only where it has not.
      function offer(text) {
        const { numbers, unknown } = matched(listed(text));
        const result = element("p", { role: "status" });
        const shown = unknown.slice(0, MOST_SHOWN).map((name) => `“${name.slice(0, LONGEST)}”`).join(", ");
        tools.prepend(element("div", { class: "notice", id: CAME, tabindex: "-1" },
          element("p", { text: say("script.paste_link") }),
          element("ol", {}, ...numbers.map((number) => element("li", {}, element("bdi", { text: byNumber.get(number).name })))),
          ...(unknown.length ? [element("p", {}, element("bdi", { text: say("script.not_found", { names: shown }) }))] : []),
          element("p", { class: "hint", text: say("script.paste_full") }),
          button("script.paste_go", () => filling(text, result)), result));
      }

      furnish();
      return {
        id, section, title: section.dataset.title, ticks: most > 0, rows, byNumber, marks, wrong, matched, offer, panel,
        draw, set,
      };
    }

    // A list that came with a link is shown where it belongs, and fills in nothing by itself.
    function offer(text) {
      const wanted = text && listed(text);
      if (!wanted || !wanted.length) return;
      document.getElementById(CAME)?.remove();
      const asked = meant(text);
      const [best] = contests.filter((one) => !asked || one.id === asked)
        .map((one) => [one, one.matched(wanted).numbers.length]).sort((a, b) => b[1] - a[1]);
      if (best && best[1]) best[0].offer(text);
      else paperPart.querySelector("h1").after(
        element("p", { class: "notice", id: CAME, tabindex: "-1", text: say("script.list_elsewhere") }));
      // Perhaps far down, at the second contest or the third.
      document.getElementById(CAME).focus();
    }

    // Only the paper can be asked for in another language.
    function languages(offered) {
      const choice = document.querySelector("header .tongues");
      if (choice) choice.hidden = !offered;
    }

    // -- another language: marks stay on this device -----------------------------------------------

    function stash() {
      const all = contests.flatMap((one) => [...one.marks().written].map(([number, text]) => [one.id, number, text]));
      if (all.length) kept(MARKS, JSON.stringify(all));
      contests.forEach((one) => one.rows.forEach((row) => { row.box.disabled = true; }));
    }

    function unstash() {
      for (const [id, number, text] of JSON.parse(kept(MARKS) || "[]")) {
        contests.find((one) => one.id === id)?.set(number, text);
      }
      contests.forEach((one) => one.draw());
    }

    addEventListener("pageshow", () => contests.forEach((one) =>
      one.rows.forEach((row) => { row.box.disabled = false; })));

    // -- checking ----------------------------------------------------------------------------------

    function pointOut(faulty) {
      paperPart.querySelector("#faults")?.remove();
      const box = element("div", { class: "wrong", id: "faults", role: "alert", tabindex: "-1" },
        element("h2", { text: say("script.faults") }));
      for (const one of faulty) {
        box.append(element("ul", {}, ...one.wrong(one.marks()).map((text) =>
          element("li", {}, element("a", { href: `#mine-${one.id}`, text: `${one.title}: ${text}` })))));
      }
      paperPart.querySelector("h1").after(box);
      box.focus();
      box.scrollIntoView();
    }

    async function check(only) {
      const chosen = contests.filter((one) => !only || one.id === only);
      const faulty = chosen.filter((one) => !one.marks().sound);
      if (faulty.length) {
        pointOut(faulty);
        return;
      }
      announce(say("script.sealing"));
      sealed = new Map();
      const sections = [];
      for (const one of chosen) {
        const found = one.marks();
        const stages = await HustingsSeal.stages(eid, one.id, layers, HustingsSeal.payload(found.order));
        const entering = Math.max(0, layers.findIndex(([name]) => name === "O1"));
        sealed.set(one.id, {
          blob: HustingsSeal.hex(stages[0]), hash: await HustingsSeal.blobHash(stages[0]), cast: !found.blank,
          code: about.checkCodes ? await HustingsSeal.checkCode(eid, one.id, stages[entering]) : "",
        });
        sections.push(reviewed(one, found));
      }
      announce("");
      show(sections);
    }

    function reviewed(one, found) {
      const mine = sealed.get(one.id);
      const section = element("section", { class: "reviewed", "aria-labelledby": `v-${one.id}` },
        element("h2", { id: `v-${one.id}`, text: one.title }));
      if (found.blank) {
        const box = element("input", { type: "checkbox", id: `b-${one.id}` });
        box.addEventListener("change", () => { mine.cast = box.checked; });
        section.append(
          element("p", {}, element("b", { text: say("review.blank") }), ` ${say("review.blank_more")}`),
          element("p", { class: "check" }, box, element("label", { for: box.id, text: say("review.blank_cast") })));
      } else {
        const values = { n: found.order.length, of: one.rows.length };
        section.append(element("p", { text: say(one.ticks ? "review.ticked" : "review.ranked", values) }),
          element(one.ticks ? "ul" : "ol", { class: "names" }, ...found.order.map((number) => {
            const row = one.byNumber.get(number);
            return element("li", {}, row.name, ...(row.slate ? [" ", element("span", { text: row.slate })] : []));
          })));
      }
      if (mine.code) {
        section.append(element("p", {}, `${say("review.code")} `, element("code", { text: mine.code })),
          element("p", { class: "hint", text: say("review.code_more") }));
      }
      return section;
    }

    function show(sections) {
      const trouble = element("div", { class: "wrong", role: "alert", hidden: true, tabindex: "-1" });
      const go = element("button", { type: "button", class: "go", text: say("review.cast"), click: () => cast(go, trouble) });
      const heading = element("h1", { tabindex: "-1", text: say("review.title") });
      const review = element("div", { id: "review" }, heading,
        element("p", { class: "lead", text: say("review.lead") }), ...sections,
        element("div", { class: "notice" }, element("p", { text: say("script.sealed_here") })),
        element("p", { text: say("review.final") }), trouble,
        element("p", { class: "actions" }, go,
          element("button", { type: "button", text: say("review.change"), click: () => goBack(review) }),
          element("button", { type: "button", text: say("script.print"), click: () => print() })),
        element("p", { class: "hint", text: say("review.print") }));
      document.getElementById("review")?.remove();
      paperPart.hidden = true;
      languages(false);
      place.append(review);
      scrollTo(0, 0);
      heading.focus();
    }

    function goBack(review) {
      if (casting) return;
      review.remove();
      sealed = new Map();
      paperPart.hidden = false;
      languages(true);
      scrollTo(0, 0);
      place.focus();
    }

    // -- casting: posting again is the same ballot ---------------------------------------------------

    async function cast(go, trouble) {
      if (casting) return;
      casting = true;
      go.setAttribute("aria-disabled", "true");
      go.textContent = say("script.casting");
      trouble.hidden = true;
      const body = new URLSearchParams({ code: form.elements.code.value });
      body.set("language", document.documentElement.lang);
      for (const [id, one] of sealed) if (one.cast) body.set(`browser.${id}`, one.blob);
      let answer = null;
      let key = "script.lost";
      try {
        const response = await fetch(form.dataset.cast, {
          method: "POST", body, redirect: "error", cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(60000),
        });
        if (response.status < 500 && response.status !== 429) answer = await response.text();
        else key = "script.busy";
      } catch { /* the connection was lost */ }
      casting = false;
      const page = answer && new DOMParser().parseFromString(answer, "text/html");
      if (page?.querySelector("main h1")) {
        await finish(page);
        return;
      }
      trouble.replaceChildren(element("p", { text: say(key) }));
      trouble.hidden = false;
      go.removeAttribute("aria-disabled");
      go.textContent = say("script.again");
      go.focus();
    }

    // A receipt is held to the ballot that was sealed here, and to the server's key.
    async function genuine(section) {
      try {
        const receipt = JSON.parse(section.querySelector("pre").textContent);
        return receipt.contest === section.dataset.receipt && receipt.eid === about.eid
          && receipt.sealed_by === "browser" && receipt.blob_hash === sealed.get(receipt.contest)?.hash
          && await HustingsSeal.signed(receipt, HustingsSeal.unhex(about.server));
      } catch {
        return false;
      }
    }

    async function finish(page) {
      const fresh = document.adoptNode(page.querySelector("main"));
      const receipts = [...fresh.querySelectorAll("[data-receipt]")];
      const same = (await Promise.all(receipts.map(genuine))).every(Boolean);
      const heading = fresh.querySelector("h1");
      if (receipts.length) {
        heading.after(element("p", same ? { class: "hint", text: say("script.matches") }
          : { class: "wrong", role: "alert", text: say("script.differs") }));
        fresh.querySelector("[data-print]")?.append(
          element("button", { type: "button", text: say("script.print"), click: () => print() }));
      }
      // With the paper goes every trace of the ranking.
      contests.forEach((one) => one.rows.forEach((row) => one.set(row.number, "")));
      sealed = new Map();
      document.title = page.title;
      place.replaceWith(fresh);
      scrollTo(0, 0);
      heading.setAttribute("tabindex", "-1");
      heading.focus();
    }

    // -- beginning -----------------------------------------------------------------------------------

    unstash();
    possible.then((able) => {
      if (able) return;
      const key = about.serverSeals ? "script.cannot_seal" : "script.cannot_at_all";
      paperPart.querySelector("h1").after(element("p", { class: "notice", text: say(key) }));
    });
    form.addEventListener("submit", async (event) => {
      const { submitter } = event;
      if (submitter?.name === "language") {
        stash();
        return;
      }
      if (native) return;
      event.preventDefault();
      if (await possible) {
        await check(submitter?.name === "only" ? submitter.value : "");
      } else if (about.serverSeals) {
        // Not while the event is under way: a form does not submit itself then.
        setTimeout(() => {
          native = true;
          form.requestSubmit(submitter);
          native = false;
        });
      }
    });
    return { offer };
  }
})();
