// How STV works: shows the count that goes with the order one chooses. Nothing is counted here: the
// page brings the record of every order, made when the site was built.
(() => {
  "use strict";

  const told = JSON.parse(document.getElementById("how").textContent);
  const part = (selector, within = document) => within.querySelector(selector);
  const parts = (selector, within = document) => [...within.querySelectorAll(selector)];
  const ranked = part("#ranked");
  const dropped = part("#dropped");
  const list = part(".stages");
  const pattern = part(".stage").cloneNode(true);

  const outcomes = new Map();
  for (const outcome of told.outcomes) {
    for (const order of outcome.orders.split(" ")) outcomes.set(order, outcome);
  }
  let shown = outcomes.get(told.usual);

  const entry = (candidate) => part(`[data-candidate="${candidate}"]`);
  const chosen = () => [...ranked.children].map((one) => one.dataset.candidate).join("") || "-";

  // -- showing a count ---------------------------------------------------------------------

  function set(element, attributes) {
    for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name]);
  }

  function drawn(stage) {
    const [number, title, says, caption, quota, line, rows] = stage;
    const item = pattern.cloneNode(true);
    part(".number", item).textContent = number;
    part(".title", item).textContent = title;
    part(".says", item).textContent = says;
    part("caption", item).textContent = caption;
    part(".line text", item).textContent = quota;
    set(part(".line text", item), { x: line });
    parts("tbody tr", item).forEach((row, candidate) => {
      const [votes, moved, kept, came, kind, fate, look] = rows[candidate];
      const [first, second] = parts("rect", row);
      row.className = look;
      part(".fate", row).textContent = fate;
      part("b", row).textContent = votes;
      part(".moved", row).textContent = moved;
      set(first, { class: kind[0], width: kept });
      set(second, { class: kind[1], x: kept, width: came });
      set(part("line", row), { x1: line, x2: line });
    });
    return item;
  }

  function show(news) {
    const order = chosen();
    const before = shown;
    shown = outcomes.get(order);
    part(".elected").textContent = shown.elected;
    part(".slate").textContent = shown.slate;
    part(".way").textContent = shown.way;
    list.textContent = "";
    shown.stages.forEach((one) => list.append("\n", drawn(told.stages[one])));
    part(".news").textContent = `${news} ${told.changes[before.winners][shown.winners]}`;
    settle(order);
  }

  // What can be done now: the first cannot go up, the last not down.
  function settle(order) {
    parts(".ballot li").forEach((item) => {
      const stuck = { up: !item.previousElementSibling, down: !item.nextElementSibling };
      for (const act of ["up", "down"]) {
        part(`[data-act=${act}]`, item).setAttribute("aria-disabled", stuck[act]);
      }
    });
    ranked.hidden = !ranked.children.length;
    part("#off").hidden = dropped.hidden = !dropped.children.length;
    parts(".ready button").forEach((one) => {
      one.setAttribute("aria-pressed", one.dataset.order === order);
    });
  }

  // -- changing the order ------------------------------------------------------------------

  function ready(order) {
    const first = order === "-" ? [] : [...order];
    first.forEach((candidate) => ranked.append(entry(candidate)));
    told.names.forEach((_, candidate) => {
      if (!first.includes(String(candidate))) dropped.append(entry(candidate));
    });
    show(told.orders[order]);
  }

  function change(button) {
    const item = button.closest("li");
    const candidate = item.dataset.candidate;
    const act = button.dataset.act;
    if (button.getAttribute("aria-disabled") === "true") return;
    if (act === "up") item.previousElementSibling.before(item);
    if (act === "down") item.nextElementSibling.after(item);
    if (act === "on") ranked.append(item);
    if (act === "off") {
      const after = [...dropped.children].find((one) => one.dataset.candidate > candidate);
      dropped.insertBefore(item, after || null);
    }
    const news = act === "off" ? told.dropped : told.moved;
    const place = [...ranked.children].indexOf(item) + 1;
    show(news.replace("{name}", told.names[candidate]).replace("{n}", place));
    // The button that was used has moved with its candidate, or its opposite has taken its place.
    const next = { off: "on", on: "off" }[act] || act;
    part(`[data-act=${next}]`, item).focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.act) change(button);
    if (button.dataset.order) ready(button.dataset.order);
  });

  parts(".live, .acts").forEach((one) => { one.hidden = false; });
  part(".still").hidden = true;
  settle(chosen());
})();
