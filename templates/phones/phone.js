// Each page works without this. Nothing in it may want a secure context: in a room there is none.
(() => {
"use strict";
const TRIES = 3, LIMIT = 8000, LOOK = 3000, doc = document;
let etag = "", busy, timer;

const main = () => doc.getElementById("main");
const form = () => main().querySelector("form[data-keep]");
const tell = text => { doc.getElementById("said").textContent = text; };
const all = (within, what) => [...within.querySelectorAll(what)];
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name]);

// What is typed stays until it is in.
function store(of, text) { try { localStorage.clear(); if (text) { localStorage.setItem(of.dataset.keep, text); } } catch (e) { } }
function stored(of) { try { return JSON.parse(localStorage.getItem(of.dataset.keep)); } catch (e) { return null; } }
// The page of this ballot on which something was typed and not sent, where another one stands there by now.
function unsent() {
  const ballot = main().dataset.ballot + " ", person = " " + main().dataset.person;
  try {
    const key = Object.keys(localStorage).find(one => one.startsWith(ballot) && one.endsWith(person));
    return key && key.slice(ballot.length, -person.length);
  } catch (e) { return null; }
}
const fields = of => all(of, "input[name]:not([type=hidden]), [name=seen], textarea[name]");
const ticks = one => one.type === "radio" || one.type === "checkbox";

function dirty(of) {
  of.dataset.dirty = "1";
  store(of, JSON.stringify(fields(of).filter(one => !ticks(one) || one.checked).map(one => [one.name, one.value])));
}
function restore(of) {
  const values = stored(of);
  if (!values) { return; }
  fields(of).forEach(one => {
    const mine = values.filter(pair => pair[0] === one.name);
    if (ticks(one)) { one.checked = mine.some(pair => pair[1] === one.value); }
    else if (mine.length) { one.value = mine[0][1]; }
  });
  of.dataset.dirty = "1";
}

function make(kind, more, row) {
  const one = doc.createElement(kind);
  Object.entries(more).forEach(([name, value]) => { if (name in one) { one[name] = value; } else { one.setAttribute(name, value); } });
  row.appendChild(one);
  return one;
}
function points(of) {
  const box = of.querySelector(".points");
  if (!box) { return; }
  const said = box.dataset, total = Number(said.total), inputs = all(box, ".row > input"), left = box.querySelector(".left");
  const number = one => /^\s*[0-9]+\s*$/.test(one.value) ? Number(one.value) : 0;
  const rest = () => inputs.reduce((so, one) => so - number(one), total);
  function count() {
    const now = rest(), over = now < 0, few = Math.abs(now) === 1 ? "1" : "";
    left.className = "left live" + (over ? " over" : now ? "" : " whole");
    left.querySelector(".rest").textContent = now ? fill(said[(over ? "over" : "rest") + few], { rest: now, over: -now }) : said.whole;
    left.querySelector("progress").value = total - now;
    inputs.forEach(one => { one.slider.value = number(one); });
  }
  inputs.forEach(one => {
    const name = box.querySelector("label[for=" + one.id + "]").textContent, row = make("div", { className: "more" }, one.parentNode);
    const put = value => { one.value = value; count(); dirty(of); };
    one.slider = make("input", { type: "range", min: 0, max: total, "aria-label": name }, row);
    one.slider.oninput = () => put(one.slider.value);
    make("button", { type: "button", className: "small", textContent: said.give, "aria-label": name + ": " + said.give }, row).onclick = () => put(Math.max(0, number(one) + rest()));
  });
  box.oninput = count;
  count();
}

// Not knowing takes away what was ticked or typed of the same thing, and is taken away by it.
function apart(one) {
  if (ticks(one) ? !one.checked : !one.value) { return; }
  fields(one.form).filter(other => other.name === one.name && other !== one && (one.dataset.alone || other.dataset.alone))
    .forEach(other => { if (ticks(other)) { other.checked = false; } else { other.value = ""; } });
}
function things(of) {
  const left = of.querySelector(".things .left");
  if (!left) { return; }
  const rows = all(of, ".thing"), said = left.dataset, first = row => row.querySelector("input"), open = row => !fields(row).some(one => one.name === first(row).name && one.checked);
  function count() {
    const done = rows.length - rows.filter(open).length, whole = done === rows.length;
    left.className = "left live" + (whole ? " whole" : "");
    left.querySelector(".rest").textContent = whole ? said.whole : fill(said.told, { done, all: rows.length });
    left.querySelector("progress").value = done;
  }
  make("button", { type: "button", className: "small", textContent: said.next }, left).onclick = () => {
    const still = rows.filter(open), to = still.find(row => row.getBoundingClientRect().top > 40) || still[0];
    (to || of.querySelector("button.main")).scrollIntoView();
    (to ? first(to) : of.querySelector("button.main")).focus({ preventScroll: true });
  };
  of.querySelector(".things").oninput = count;
  count();
}

function begin() {
  const of = form();
  all(doc, ".no-script").forEach(one => { one.hidden = true; });
  const at = location.pathname + location.search === "/" && unsent();
  if (at && !(of && of.elements.step.value === at)) { location.replace("/?at=" + encodeURIComponent(at)); return; }
  if (!of) { return; }
  if (of.dataset.dirty) { dirty(of); } else { restore(of); }
  if (fields(of).some(one => ticks(one) ? one.checked !== one.defaultChecked : one.value !== one.defaultValue)) { dirty(of); }
  points(of);
  things(of);
  of.oninput = event => { apart(event.target); dirty(of); };
  of.onsubmit = event => {
    event.preventDefault();
    if (!busy) { send(of, event.submitter, TRIES); }
  };
}

function send(of, button, tries) {
  const body = new URLSearchParams(new FormData(of)), stop = new AbortController(), late = setTimeout(() => stop.abort(), LIMIT);
  if (button && button.name) { body.append(button.name, button.value); }
  busy = true;
  dirty(of);
  tell(main().dataset.sending);
  fetch(of.action, { method: "POST", body, signal: stop.signal }).then(answer => {
    if (answer.status === 503) { throw answer; }
    return answer.text().then(text => { show(text, answer.ok && of); busy = false; });
  }).catch(() => {
    if (tries > 1) { setTimeout(send, 700, of, button, tries - 1); return; }
    busy = false;
    tell(main().dataset.notSent);
  }).then(() => clearTimeout(late));
}

function show(text, sent) {
  const page = new DOMParser().parseFromString(text, "text/html");
  if (!page.getElementById("main")) { throw text; } // a network's own page
  if (sent) { store(sent); }
  doc.documentElement.lang = page.documentElement.lang;
  doc.body.replaceWith(page.body);
  etag = "";
  scrollTo(0, 0);
  begin();
  const head = main().querySelector(".fault, h1");
  head.tabIndex = -1;
  head.focus();
}
const reload = () => fetch("/").then(answer => answer.text()).then(text => show(text)).catch(() => {});

function news(state) {
  const count = doc.getElementById("count"), of = form();
  if (count) {
    count.textContent = fill(count.dataset.count, { inside: state.inside, all: state.of });
    count.nextElementSibling.value = state.inside;
  }
  if (busy || state.mark === main().dataset.mark) { return; }
  if (!of || !of.dataset.dirty) { reload(); return; }
  if (state.ballot && of.dataset.keep.indexOf(state.ballot + " ")) {
    tell(main().dataset.new + " ");
    make("button", { type: "button", className: "main", textContent: main().dataset.show }, doc.getElementById("said")).onclick = reload;
  }
}
function look() {
  clearTimeout(timer);
  if (doc.visibilityState === "hidden") { return; }
  fetch("/state", { headers: etag ? { "If-None-Match": etag } : {} }).then(answer => {
    if (answer.status === 403 && doc.querySelector(".who")) { reload(); }
    if (answer.status !== 200) { return null; }
    etag = answer.headers.get("ETag");
    return answer.json().then(news);
  }).catch(() => {}).then(() => { clearTimeout(timer); timer = setTimeout(look, LOOK); });
}
doc.addEventListener("visibilitychange", look);
addEventListener("pageshow", look);
begin();
})();
