// Each page works without this. Nothing in it may want a secure context: in a room there is none.
(function () {
"use strict";
var TRIES = 3, LIMIT = 8000, LOOK = 3000, etag = "", busy = false, timer = 0, doc = document;

function main() { return doc.getElementById("main"); }
function form() { return main().querySelector("form[data-keep]"); }
function tell(text) { doc.getElementById("said").textContent = text; }
function all(within, what) { return [].slice.call(within.querySelectorAll(what)); }
function fill(text, values) { return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? values[name] : whole; }); }

function store(of, text) { try { localStorage.clear(); if (text) { localStorage.setItem(of.dataset.keep, text); } } catch (e) { } }
function stored(of) { try { return JSON.parse(localStorage.getItem(of.dataset.keep)); } catch (e) { return null; } }
function fields(of) { return all(of, "input[name]:not([type=hidden]), textarea[name]"); }
function ticks(one) { return one.type === "radio" || one.type === "checkbox"; }

function dirty(of) {
  of.dataset.dirty = "1";
  store(of, JSON.stringify(fields(of).filter(function (one) { return !ticks(one) || one.checked; }).map(function (one) { return [one.name, one.value]; })));
}
function restore(of) {
  var values = stored(of);
  if (!values) { return; }
  fields(of).forEach(function (one) {
    var mine = values.filter(function (pair) { return pair[0] === one.name; });
    if (ticks(one)) { one.checked = mine.some(function (pair) { return pair[1] === one.value; }); }
    else if (mine.length) { one.value = mine[0][1]; }
  });
  of.dataset.dirty = "1";
}

function make(kind, more, row) {
  var one = doc.createElement(kind);
  Object.keys(more).forEach(function (name) { if (name in one) { one[name] = more[name]; } else { one.setAttribute(name, more[name]); } });
  row.appendChild(one);
  return one;
}
function points(of) {
  var box = of.querySelector(".points");
  if (!box) { return; }
  var said = box.dataset, total = Number(said.total), inputs = all(box, ".row > input");
  function number(one) { return /^\s*[0-9]+\s*$/.test(one.value) ? Number(one.value) : 0; }
  function left() { return inputs.reduce(function (rest, one) { return rest - number(one); }, total); }
  function count() {
    var now = left();
    box.querySelector(".rest").textContent = now > 0 ? fill(said.rest, { rest: now }) : now < 0 ? fill(said.over, { over: -now }) : said.whole;
    inputs.forEach(function (one) { one.slider.value = number(one); });
  }
  inputs.forEach(function (one) {
    var name = box.querySelector("label[for=" + one.id + "]").textContent, row = make("div", { className: "more" }, one.parentNode);
    function put(value) { one.value = value; count(); dirty(of); }
    one.slider = make("input", { type: "range", min: 0, max: total, "aria-label": name }, row);
    one.slider.oninput = function () { put(one.slider.value); };
    make("button", { type: "button", className: "small", textContent: said.give, "aria-label": name + ": " + said.give }, row).onclick = function () { put(Math.max(0, number(one) + left())); };
  });
  box.addEventListener("input", count);
  count();
}

function begin() {
  var of = form();
  all(doc, ".no-script").forEach(function (one) { one.hidden = true; });
  if (!of) { return; }
  restore(of);
  if (fields(of).some(function (one) { return ticks(one) ? one.checked !== one.defaultChecked : one.value !== one.defaultValue; })) { dirty(of); }
  points(of);
  of.addEventListener("input", function () { dirty(of); });
  of.addEventListener("submit", function (event) {
    event.preventDefault();
    if (!busy) { send(of, event.submitter, TRIES); }
  });
}

function send(of, button, tries) {
  var body = new URLSearchParams(new FormData(of)), stop = new AbortController(), late = setTimeout(function () { stop.abort(); }, LIMIT);
  if (button && button.name) { body.append(button.name, button.value); }
  busy = true;
  dirty(of);
  tell(main().dataset.sending);
  fetch(of.action, { method: "POST", body: body, signal: stop.signal }).then(function (answer) {
    if (answer.status === 503) { throw answer; }
    return answer.text().then(function (text) {
      if (answer.ok) { store(of); }
      busy = false;
      show(text);
    });
  }).catch(function () {
    if (tries > 1) { setTimeout(send, 700, of, button, tries - 1); return; }
    busy = false;
    tell(main().dataset.notSent);
  }).then(function () { clearTimeout(late); });
}

function show(text) {
  var page = new DOMParser().parseFromString(text, "text/html");
  doc.body.replaceWith(page.body);
  etag = "";
  scrollTo(0, 0);
  begin();
  var head = main().querySelector("h1");
  head.tabIndex = -1;
  head.focus();
}
function reload() { fetch("/").then(function (answer) { return answer.text(); }).then(show).catch(function () {}); }

function news(state) {
  var count = doc.getElementById("count"), of = form();
  if (count) { count.textContent = fill(count.dataset.count, { inside: state.inside, all: state.of }); }
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
  fetch("/state", { headers: etag ? { "If-None-Match": etag } : {} }).then(function (answer) {
    if (answer.status === 403 && doc.querySelector(".who")) { reload(); }
    if (answer.status !== 200) { return null; }
    etag = answer.headers.get("ETag");
    return answer.json().then(news);
  }).catch(function () {}).then(function () { clearTimeout(timer); timer = setTimeout(look, LOOK); });
}
doc.addEventListener("visibilitychange", look);
addEventListener("pageshow", look);
begin();
})();
