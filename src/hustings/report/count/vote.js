// Where a vote like the reader's would have gone: the page's record followed as
// hustings.counting.journey follows it, in the words of hustings.report.count.way.
// Sends nothing, keeps nothing. Parts of votes are exact: fractions of BigInt.
"use strict";
(() => {
  const of = id => document.getElementById(id);
  const record = JSON.parse(of("vote-record").textContent);
  const { course, names, elected, done } = record;
  const places = course.places || 0;
  const scale = 10n ** BigInt(places);
  const kind = course.moves ? "piles" : course.keep ? "keeps" : "equals";

  // -- fractions ----------------------------------------------------------------------------------

  const reduced = (n, d) => {
    let a = n < 0n ? -n : n;
    let b = d;
    while (b) [a, b] = [b, a % b];
    return [n / a, d / a];
  };
  const part = (n, d = 1n) => (n ? reduced(n, d) : [0n, 1n]);
  const plus = (a, b) => part(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
  const minus = (a, b) => plus(a, [-b[0], b[1]]);
  const same = (a, b) => a[0] === b[0] && a[1] === b[1];
  const NONE = part(0n);

  // -- the way of a paper ---------------------------------------------------------------------------

  const throughPiles = ranking => {
    const moves = course.moves.map(([stage, whose, closed, parcel, value, onward, aside, staying, twice]) => ({
      stage, whose, closed, parcel, twice,
      value: value === null ? null : BigInt(value),
      onward: onward.map(BigInt), aside: aside.map(BigInt), staying: staying.map(BigInt),
    }));
    const closed = new Set();
    const parts = new Map([[ranking[0], part(scale)]]);
    const found = [];
    let [next, at, value, parcel, nobody, lost, index] = [1, ranking[0], scale, -1, NONE, NONE, 0];
    const goes = move =>
      move.parcel !== null ? parcel === move.parcel : move.value === null || value >= move.value;
    const worthAfter = ({ onward: [n, d], twice }) =>
      twice ? (((value * n) / scale) * scale) / d : (value * n) / d;
    for (let stage = 1; stage <= course.stages; stage++) {
      let moved = stage === 1;
      for (; index < moves.length && moves[index].stage === stage; index++) {
        const move = moves[index];
        move.closed.forEach(c => closed.add(c));
        if (at === null || !move.whose.includes(at)) continue;
        const donor = at;
        if (!goes(move)) {
          const taken = part(value * move.staying[0], move.staying[1]);
          parts.set(donor, minus(parts.get(donor), taken));
          nobody = plus(nobody, taken);
          continue;
        }
        moved = true;
        while (next < ranking.length && closed.has(ranking[next])) next++;
        at = next < ranking.length ? ranking[next++] : null;
        const worth = worthAfter(move);
        parcel = index;
        const [n, d] = at === null ? move.aside : move.onward;
        const taken = part(value * n, d);
        parts.set(donor, minus(parts.get(donor), taken));
        if (at !== null) {
          parts.set(at, part(worth));
          lost = plus(lost, minus(taken, part(worth)));
        } else if (move.aside.every((figure, i) => figure === move.onward[i])) {
          nobody = plus(nobody, part(worth));
          lost = plus(lost, minus(taken, part(worth)));
        } else {
          nobody = plus(nobody, taken);
        }
        value = at === null ? 0n : worth;
      }
      found.push({ stage, at, value, moved, nobody, lost, parts: [...parts].filter(([, p]) => p[0]) });
    }
    return found;
  };

  const throughKeeps = ranking =>
    course.keep.map((keep, index) => {
      let weight = scale;
      let nobody = 0n;
      const parts = [];
      for (const c of ranking) {
        const kept = (weight * BigInt(keep[c]) + scale - 1n) / scale;
        weight -= kept;
        if (course.gone[index].includes(c)) nobody += kept;
        else if (kept) parts.push([c, part(kept)]);
      }
      const [at, value] = parts.length ? parts[parts.length - 1] : [null, NONE];
      return { stage: index + 1, at, value: value[0], nobody: part(weight + nobody), lost: NONE, parts };
    });

  const equals = ranking => {
    const parts = ranking.slice(0, course.each).map(c => [c, part(1n)]);
    const nobody = part(BigInt(course.each - parts.length));
    return [{ stage: 1, at: parts[parts.length - 1][0], value: 1n, nobody, lost: NONE, parts }];
  };

  const follow = { piles: throughPiles, keeps: throughKeeps, equals }[kind];

  // -- words ----------------------------------------------------------------------------------------

  const decimal = units => {
    const digits = units.toString().padStart(places + 1, "0");
    return places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
  };
  const amount = ([n, d]) => {
    let units = n / d;
    const twice = 2n * (n % d);
    if (twice > d || (twice === d && units % 2n)) units++;
    return n && !units ? `less than ${decimal(1n)}` : decimal(units);
  };
  const listed = words =>
    words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
  const withNobody = kind === "equals" ? "not given" : "non-transferable";

  const happened = (before, now) => {
    if (kind !== "piles") {
      const held = now.parts.map(([c, p]) => `${amount(p)} with ${names[c]}`);
      if (now.nobody[0]) held.push(`${amount(now.nobody)} ${withNobody}`);
      return held.join(", ");
    }
    if (!before) return `with ${names[now.at]} at ${decimal(now.value)}`;
    if (!now.moved) return `stays with ${names[now.at]}; a part of it is non-transferable`;
    const left = now.parts.find(([c]) => c === before.at);
    const stays = left ? `; ${amount(left[1])} stays with ${names[before.at]}` : "";
    if (now.at !== null) return `to ${names[now.at]} at ${decimal(now.value)}${stays}`;
    const gone = minus(now.nobody, before.nobody);
    const nobody = gone[0] ? `: ${amount(gone)} is non-transferable` : "";
    return `no further preference for anybody who continues${nobody}${stays}`;
  };

  const unchanged = (a, b) =>
    a.at === b.at && a.value === b.value && same(a.nobody, b.nobody) && same(a.lost, b.lost) &&
    a.parts.length === b.parts.length &&
    a.parts.every(([c, p], i) => c === b.parts[i][0] && same(p, b.parts[i][1]));

  const rowsOf = way => {
    const rows = way.map((now, i) =>
      i && unchanged(way[i - 1], now) ? null : [String(now.stage), done[i], happened(way[i - 1], now)]);
    const shown = rows.filter(Boolean);
    const still = rows.length - shown.length;
    const at = still === 1 ? "At one other stage" : `At ${still} other stages`;
    return [shown, still ? `${at} nothing happens to it.` : ""];
  };

  const ended = end => {
    const held = end.parts.map(([c, p]) =>
      `${amount(p)} with ${names[c]}, ${elected.includes(c) ? "elected" : "not elected"}`);
    if (end.nobody[0]) held.push(`${amount(end.nobody)} ${withNobody}`);
    if (end.lost[0]) held.push(`${amount(end.lost)} lost to fractions`);
    return `At the end: ${held.join("; ")}.`;
  };

  const helped = end => {
    const theirs = end.parts.filter(([c]) => elected.includes(c));
    if (!theirs.length) return "Nobody who is elected has a part of it.";
    const total = theirs.reduce((sum, [, p]) => plus(sum, p), NONE);
    const all = theirs.length === end.parts.length && !end.nobody[0] && !end.lost[0];
    const whole = kind === "equals" ? "its votes" : "it";
    const share = all ? `all of ${whole}` : `${amount(total)} of ${whole}`;
    const are = theirs.length === 1 ? "is" : "are";
    return `It helped ${listed(theirs.map(([c]) => names[c]))}, who ${are} elected, with ${share}.`;
  };

  // How many papers begin like the vote: only as far as the page has it.
  const begun = ranking => {
    let [level, papers, depth] = [record.beginnings, 0, 0];
    for (const c of ranking) {
      const next = (level || []).find(one => one[0] === c);
      if (!next) break;
      [, papers, level] = next;
      depth++;
    }
    if (!depth) return "";
    const start = ranking.slice(0, depth).map(c => names[c]).join(" > ");
    const number = papers >= 10000 ? papers.toString().replace(/\B(?=(\d{3})+$)/g, ",") : papers;
    return `${number} papers begin ${start}.`;
  };

  // -- the form -------------------------------------------------------------------------------------

  const chosen = [];
  const form = of("vote-form");
  const select = of("vote-next");
  const list = of("vote-list");
  const answer = of("vote-answer");

  const made = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  };

  const button = (text, label, act) => {
    const element = made("button", text, { type: "button", "aria-label": label });
    element.addEventListener("click", act);
    return element;
  };

  const quoted = text => `'${text.replace(/'/g, `'"'"'`)}'`;

  const show = () => {
    select.replaceChildren(...record.standing.filter(c => !chosen.includes(c))
      .map(c => made("option", names[c], { value: c })));
    of("vote-choose").hidden = chosen.length === record.standing.length;
    of("vote-clear").hidden = !chosen.length;
    list.replaceChildren(...chosen.map((c, i) => {
      const item = made("li", "");
      item.append(made("span", names[c]));
      if (i) item.append(button("Up", `Move ${names[c]} up`, () => {
        [chosen[i - 1], chosen[i]] = [chosen[i], chosen[i - 1]];
        show();
        focus(i - 1);
      }));
      item.append(button("Remove", `Remove ${names[c]}`, () => {
        chosen.splice(i, 1);
        show();
        focus(Math.min(i, chosen.length - 1));
      }));
      return item;
    }));
    answer.hidden = !chosen.length;
    if (!chosen.length) return;
    const way = follow(chosen);
    const end = way[way.length - 1];
    const [rows, still] = rowsOf(way);
    of("vote-rows").replaceChildren(...rows.map(([stage, what, where]) => {
      const row = made("tr", "");
      row.append(made("th", stage, { scope: "row" }), made("td", what), made("td", where));
      return row;
    }));
    const said = [still, ended(end), helped(end), begun(chosen)].filter(Boolean);
    of("vote-said").replaceChildren(...said.map(sentence => made("p", sentence)));
    of("vote-status").textContent = `${ended(end)} ${helped(end)}`;
    of("vote-command").textContent =
      `${record.command} --vote ${quoted(chosen.map(c => record.written[c]).join(" > "))}`;
  };

  // Where a button has gone, its neighbour is next.
  const focus = index => {
    const item = list.children[index];
    (item ? item.querySelector("button") : select).focus();
  };

  form.addEventListener("submit", event => {
    event.preventDefault();
    if (select.value === "") return;
    chosen.push(Number(select.value));
    show();
    (of("vote-choose").hidden ? of("vote-clear") : select).focus();
  });
  of("vote-clear").addEventListener("click", () => {
    chosen.length = 0;
    show();
    select.focus();
  });
  of("vote-asked").hidden = false;
  of("vote-unasked").hidden = true;
  show();
})();
