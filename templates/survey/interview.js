// The interviewer's page: one respondent after another; all that is given is in this browser at once, in a
// place of its own for each respondent, so that neither a closed tab nor a second one loses anything.
"use strict";
const kit = JSON.parse(document.getElementById("kit").textContent);
const main = document.querySelector("main");
const say = (name, blanks = {}) => kit.say[name].replace(/\{(\w+)\}/g, (_, blank) => blanks[blank]);
const draw = (ids) => {
  const order = [...ids];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const at = crypto.getRandomValues(new Uint32Array(1))[0] % (last + 1);
    [order[last], order[at]] = [order[at], order[last]];
  }
  return order;
};

// what is kept

const PLACE = `cxw survey ${kit.key} `;
const memory = new Map();
let keeps = true;
const keep = (name, value) => {
  memory.set(name, value);
  try { localStorage.setItem(PLACE + name, JSON.stringify(value)); } catch { keeps = false; }
};
const drop = (name) => {
  memory.delete(name);
  try { localStorage.removeItem(PLACE + name); } catch { keeps = false; }
};
const look = () => {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PLACE)) { memory.set(name.slice(PLACE.length), JSON.parse(localStorage.getItem(name))); }
    }
  } catch { keeps = false; }
};
const kept = (kind) => [...memory].filter(([name]) => name.startsWith(`${kind} `)).sort(([a], [b]) => (a < b ? -1 : 1));
let now = null;
const save = () => keep(`open ${now.id}`, now);
const newcomer = () => {
  look();
  const number = Math.max(0, ...[...kept("done"), ...kept("open")].map(([, one]) => one.number)) + 1;
  const id = `${String(Date.now()).padStart(15, "0")}-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  now = { id, number, step: "points", order: draw(kit.needs.map((one) => one.id)), companies: draw(kit.companies.map((one) => one.id)),
    cannot: false, points: {}, texts: {}, used: [], marks: {}, who: null };
  save();
  show();
};
const finish = () => {
  keep(`done ${now.id}`, { number: now.number, cells: cells(now), fresh: true });
  drop(`open ${now.id}`);
  now = null;
};

// what was given, as a row of the kit's table

// An empty field is a zero; what is no whole number makes the sum none.
const number = (text) => (/^\d{0,3}$/.test((text || "").trim()) ? Number(text || 0) : NaN);
const total = (one) => one.order.reduce((sum, id) => sum + number(one.points[id]), 0);
const whole = (one) => one.cannot || total(one) === 100;
const guarded = (text) => (/^'*[=+\-@|%\t\r]/.test(text) ? `'${text}` : text);
const cells = (one) => {
  const row = { who: one.who || "", order: one.order.join(" ") };
  for (const { id } of kit.needs) { row[kit.points + id] = one.cannot ? "dk" : whole(one) ? String(number(one.points[id])) : ""; }
  for (const company of one.used) {
    for (const { id } of kit.needs) { row[`${kit.marks}${company}_${id}`] = (one.marks[company] || {})[id] || ""; }
  }
  for (const name of Object.keys(kit.texts)) { row[name] = guarded(one.texts[name] || ""); }
  return kit.heads.map((head) => row[head] || "");
};
const quoted = (cell) => (/[",;\n\r]|^\s|\s$/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
const download = () => {
  look();
  const rows = [kit.heads, ...kept("done").map(([, one]) => one.cells)];
  const text = "\ufeff" + rows.map((row) => row.map(quoted).join(kit.between)).join("\r\n") + "\r\n";
  const at = new Date();
  const two = (value) => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}${two(at.getMinutes())}`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = `answers ${day}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  kept("done").forEach(([name, one]) => keep(name, { ...one, fresh: false }));
  start();
};

// what stands on the page

const make = (tag, given = {}, ...inside) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) { element.addEventListener(name.slice(2), value); }
    else if (typeof value === "boolean") { element[name] = value; }
    else { element.setAttribute(name, value); }
  }
  element.append(...inside);
  return element;
};
const page = (heading, ...parts) => {
  main.replaceChildren(make("h1", { tabindex: "-1" }, heading), ...parts);
  scrollTo(0, 0);
  main.querySelector("h1").focus();
};
const press = (words, onclick, more = {}) => make("button", { type: "button", onclick, ...more }, words);
const fault = (words, at) => {
  main.querySelector(".fault")?.remove();
  const said = make("p", { class: "fault", role: "alert" }, words);
  main.querySelector(".keys").before(said);
  (at || said).focus();
};
const start = (asks = false) => {
  now = null;
  look();
  const done = kept("done");
  const fresh = done.filter(([, one]) => one.fresh).length;
  const parts = [make("p", { class: "quiet" }, say("hand_over"))];
  if (!keeps) { parts.push(make("p", { class: "fault" }, say("nothing_kept"))); }
  for (const [, one] of kept("open")) {
    parts.push(press(say("go_on", { number: one.number }), () => { now = one; show(); }, { class: "wide" }));
  }
  parts.push(press(say("new"), newcomer, { class: "main wide", id: "new" }));
  if (done.length) {
    parts.push(make("p", {}, say("kept", { number: done.length }), make("br"), say("fresh", { number: fresh })));
    parts.push(press(say("download"), download, { class: "wide", id: "download" }));
  }
  if (asks) {
    const all = () => { [...memory.keys()].forEach(drop); start(); };
    parts.push(make("div", { role: "alert" }, make("p", {}, say("sure")), make("div", { class: "keys" },
      press(say("yes_delete"), all, { id: "yes" }), press(say("no_keep"), () => start()))));
  } else if (memory.size) {
    parts.push(press(say("delete"), () => start(true), { class: "wide", id: "delete" }));
  }
  page(say("title"), ...parts);
};
const steps = () => (kit.long ? ["points", "texts", "used", ...now.companies.filter((id) => now.used.includes(id)).map((id) => `marks ${id}`), "who"] : ["points", "texts", "who"]);
const names = (step) => step === "used" || (step === "who" && !kit.long);
const go = (by) => {
  const every = steps();
  const next = every[every.indexOf(now.step) + by];
  if (next === undefined) { finish(); page(say("thanks"), make("p", {}, say("hand_back")), make("div", { class: "keys" }, press(say("ready"), () => start(), { class: "main", id: "ready" }))); return; }
  now.step = next;
  save();
  show();
};
const keys = () => {
  const every = [];
  // Whoever has read a company's name does not come back to the points.
  if (now.step !== "points" && !names(now.step)) { every.push(press(say("back"), () => go(-1), { id: "back" })); }
  every.push(make("button", { type: "submit", class: "main" }, say("next")));
  const stop = press(say("stop"), () => { finish(); start(); }, { class: "wide", id: "stop" });
  return [make("div", { class: "keys" }, ...every), stop];
};
const form = (heading, asked, ...parts) => page(heading, make("form", {
  novalidate: "",
  onsubmit: (event) => { event.preventDefault(); const [why, at] = asked() || []; if (why) { fault(why, at); } else { go(1); } },
}, ...parts, ...keys()));
const words = (id) => [...kit.needs, ...kit.companies].find((one) => one.id === id).words;

const rest = () => {
  const said = main.querySelector(".rest");
  const left = 100 - total(now);
  said.className = "rest";
  if (now.cannot) { said.textContent = ""; return; }
  if (Number.isNaN(left)) { said.textContent = say("whole"); said.classList.add("over"); }
  else if (left === 0) { said.textContent = say("all_given"); said.classList.add("whole"); }
  else if (left < 0) { said.textContent = say(left === -1 ? "too_many_one" : "too_many", { number: -left }); said.classList.add("over"); }
  else { said.textContent = say(left === 1 ? "left_one" : "left", { number: left }); }
};
const pointsRow = (id, place) => {
  const name = `p${place + 1}`;
  const input = make("input", { id: name, name, inputmode: "numeric", autocomplete: "off", maxlength: "3", disabled: now.cannot,
    oninput: () => { now.points[id] = input.value; save(); rest(); },
    onkeydown: (event) => {
      const next = main.querySelector(`#p${place + 2}`);
      if (event.key === "Enter" && next) { event.preventDefault(); next.focus(); next.select(); }
    } });
  input.value = now.points[id] || "";
  const by = (step) => () => {
    input.value = String(Math.min(100, Math.max(0, (number(input.value) || 0) + step)));
    now.points[id] = input.value;
    save();
    rest();
  };
  return make("div", { class: "row" }, make("label", { for: name }, words(id)),
    press("−5", by(-5), { "aria-label": say("fewer", { need: words(id) }), disabled: now.cannot }), input,
    press("+5", by(5), { "aria-label": say("further", { need: words(id) }), disabled: now.cannot }));
};
const tick = (type, name, value, label, checked, onchange) =>
  make("label", { class: "pick" }, make("input", { type, name, value, checked, onchange }), make("span", {}, label));
const shows = {
  points: () => {
    const cannot = tick("checkbox", "cannot", "dk", say("cannot"), now.cannot, (event) => {
      now.cannot = event.target.checked;
      save();
      main.querySelectorAll(".row input, .row button").forEach((one) => { one.disabled = now.cannot; });
      rest();
    });
    const about = kit.about ? [make("p", {}, say("about", { about: kit.about }))] : [];
    form(say("respondent", { number: now.number }), () => (whole(now) ? [] : [say("not_yet"), main.querySelector("#p1")]),
      make("p", { class: "quiet" }, kit.intro), ...about, make("p", {}, say("points")),
      ...now.order.map(pointsRow), cannot, make("p", { class: "rest", "aria-live": "polite" }));
    rest();
  },
  texts: () => form(say("respondent", { number: now.number }), () => [], ...Object.entries(kit.texts).map(([name, question]) => {
    const field = make("textarea", { id: name, name, oninput: () => { now.texts[name] = field.value; save(); } });
    field.value = now.texts[name] || "";
    const hint = name === kit.more ? [make("p", { class: "quiet" }, say("if_nothing"))] : [];
    return make("div", { class: "open" }, make("label", { for: name }, question), ...hint, field);
  })),
  used: () => form(say("used"), () => [], make("fieldset", {}, make("legend", { class: "quiet" }, say("several")),
    ...now.companies.map((id) => tick("checkbox", "used", id, words(id), now.used.includes(id), (event) => {
      now.used = event.target.checked ? [...now.used, id] : now.used.filter((one) => one !== id);
      save();
    })))),
  marks: (company) => {
    const row = (now.marks[company] ||= {});
    const fields = now.order.map((id, place) => {
      const choices = [["", ""], ...Array.from({ length: 11 }, (_, mark) => [String(mark), String(mark)]), ["dk", say("cannot")]];
      const field = make("select", { id: `m${place + 1}`, name: id, onchange: () => { row[id] = field.value; save(); } },
        ...choices.map(([value, label]) => make("option", { value }, label)));
      field.value = row[id] || "";
      return make("div", { class: "row" }, make("label", { for: field.id }, words(id)), field);
    });
    const missing = () => fields.map((one) => one.querySelector("select")).find((field) => !field.value);
    form(say("marks", { company: words(company) }), () => (missing() ? [say("mark_each"), missing()] : []), make("p", { class: "quiet" }, say("scale")), ...fields);
  },
  who: () => form(say("who", { company: kit.company }), () => (now.who === null ? [say("pick_one"), main.querySelector("input")] : []),
    make("fieldset", {}, make("legend", { class: "quiet" }, say("pick_one")), ...[...kit.who, ["", say("rather_not")]].map(([value, label]) =>
      tick("radio", "who", value, label, now.who === value, () => { now.who = value; save(); })))),
};
const show = () => {
  const [kind, ...company] = now.step.split(" ");
  shows[kind](company.join(" "));
};
start();
