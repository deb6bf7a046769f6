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
    const after = list.after ? ["", list.after] : [];
    return [guide.title, list.title, "", ...names, ...after, ""].join("\n");
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

  // Puts the page's template of that name into the answer, or beside the box where the box is wrong;
  // `slots` says what goes where: a text, elements, or nothing, which takes the place out.
  function show(name, slots) {
    const wrong = box && ["empty", "malformed", "unknown"].includes(name);
    const made = byId(name).content.cloneNode(true);
    for (const place of made.querySelectorAll("[data-slot]")) {
      const content = slots[place.dataset.slot];
      if (content === null) place.remove();
      else if (content !== undefined) place.append(...[].concat(content));
    }
    if (slots.list !== undefined) {
      for (const button of made.querySelectorAll("[data-do]")) button.dataset.list = slots.list;
      made.querySelector("[data-slot=open]").href = guide.lists[slots.list].page;
      const ballot = made.querySelector("[data-slot=ballot]");
      if (ballot) ballot.href = guide.lists[slots.list].ballot;
      offerSharing(made);
    }
    const within = answer.contains(document.activeElement);
    if (byId("wrong")) byId("wrong").textContent = "";
    answer.textContent = "";
    byId("said").textContent = spoken(made);
    (wrong ? byId("wrong") : answer).append(made);
    document.body.classList.toggle("answered", slots.list !== undefined);
    if (box) box.setAttribute("aria-invalid", String(Boolean(wrong)));
    if (wrong) return box.focus();
    // The button that was pressed is gone; a screen's keyboard would hide half of the list.
    const touch = name !== "split" && window.matchMedia("(pointer: coarse)").matches;
    if (within || touch) answer.focus({ preventScroll: true });
    bringIntoView(slots.list !== undefined);
  }

  // What is read aloud: what it is, what to do, the names in their order; no buttons.
  function spoken(made) {
    const names = [...made.querySelectorAll(".names li")];
    return [...made.querySelectorAll("h2, p:not(.more, .hint), .names li")]
      .map((one) => (names.includes(one) ? `${names.indexOf(one) + 1} ` : "") + one.textContent.trim())
      .join("; ");
  }

  function bringIntoView(found) {
    const { top, bottom } = answer.getBoundingClientRect();
    if (top < 0 || bottom > window.innerHeight) {
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      answer.scrollIntoView({ block: found ? "start" : "nearest", behavior: calm ? "auto" : "smooth" });
    }
  }

  // The photograph of a candidate; as much room for one who has none.
  function face(name) {
    const made = element(Object.hasOwn(guide.faces, name) ? "img" : "span");
    made.className = "face";
    if (made.tagName === "SPAN") return made;
    const { path, alt, lang } = guide.faces[name];
    if (lang) made.lang = lang;
    made.alt = alt;
    made.src = document.documentElement.dataset.root + path;
    return made;
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
      after: list.after ? element("span", list.after, list.afterLang) : null,
      names: list.names.map((name) => {
        const item = element("li");
        if (guide.faces) item.append(face(name));
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
    tell(typed.trim() ? HustingsLookup.lookup(index, typed) : { outcome: "empty" });
  }

  function tell(found) {
    const { outcome, postcode } = found;
    if (outcome === "elsewhere") return byRoute(postcode, found.route);
    if (outcome === "unsure" || outcome === "several") {
      return show(outcome, { postcode, choices: found.choices.map((one) =>
        choice(one.postcode, "", whereIs(one), () => tell(one))) });
    }
    if (!found.areas || !found.areas.length) return show(outcome, { postcode });
    const met = regionsOf(found);
    if (met.length === 1) return showList(guide.regions[met[0]], postcode);
    const { list } = guide.regions[met[0]];
    if (met.every((region) => guide.regions[region].list === list)) {
      return showList({ title: guide.lists[list].title, list }, postcode);
    }
    show("split", { postcode, choices: met.map((region) => choiceOf(found, region)) });
  }

  const regionsOf = (found) => [...new Set(found.areas.map((area) => guide.areas[area]))];

  function whereIs({ areas, route }) {
    if (route) return guide.routes[route].title;
    return regionsOf({ areas }).map((region) => guide.regions[region].title).join(", ");
  }

  // One of the regions that a postcode may be in, with the towns that tell which.
  function choiceOf(found, region) {
    const towns = found.places.filter((town, at) => town && guide.areas[found.areas[at]] === region);
    const { title, lang } = guide.regions[region];
    const near = towns.length ? filled(guide.near, { place: towns.join(", ") }) : "";
    return choice(title, lang, near, () => showList(guide.regions[region], found.postcode));
  }

  function choice(title, lang, more, act) {
    const item = element("li");
    const button = element("button");
    button.type = "button";
    button.append(element("b", title, lang));
    if (more) button.append(" ", element("span", more));
    button.addEventListener("click", act);
    item.append(button);
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

  // The constituencies are loaded when they are wanted.
  function offerParties() {
    const script = element("script");
    script.src = document.documentElement.dataset.root + "parties.js";
    script.onload = () => HustingsParties.offer(guide.parties, folded, choice,
      (name, region) => showList(guide.regions[region], name));
    document.head.append(script);
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
    // Until here Enter would have had the browser load the page anew, and lost what was typed.
    const button = document.querySelector("#finder [type=submit]");
    if (button) button.disabled = false;
    // Who comes back to the page finds the box as it was, and the answer again.
    window.addEventListener("pageshow", () => {
      if (waiting || (box && box.value && !answer.children.length)) find();
    });
  }
  if (guide.met) box.addEventListener("input", narrow);
  if (guide.parties) byId("parties").addEventListener("toggle", offerParties, { once: true });

  // Keeps the site's files on the device so that it opens without a network; not in a frame, and not
  // from a folder, where browsers do not offer it.
  if (location.protocol.startsWith("http") && window.top === window && "serviceWorker" in navigator) {
    navigator.serviceWorker.register(document.documentElement.dataset.root + "sw.js").catch(() => {});
  }
})();
