// What is on paper on this page works without any of this: it looks for what is new, keeps what was typed until
// it is sent, counts points, and adds sliders. Nothing here may want a secure context: there is none in a room.
(function () {
  "use strict";
  var TRIES = 3, LIMIT = 8000, LOOK = 3000, etag = "", busy = false, timer = 0;

  function main() { return document.getElementById("main"); }
  function told(text) { document.getElementById("said").textContent = text; }
  function store(key, text) { try { if (text === null) { sessionStorage.removeItem(key); } else { sessionStorage.setItem(key, text); } } catch (e) { /* a browser that keeps nothing */ } }
  function stored(key) { try { return sessionStorage.getItem(key); } catch (e) { return null; } }
  function form() { return main().querySelector("form[data-keep]"); }
  function key(of) { return "cxw " + of.dataset.keep; }

  function typed(of) {
    var found = [];
    of.querySelectorAll("input[name], textarea[name]").forEach(function (one) {
      if (one.type === "hidden") { return; }
      if (one.type === "radio" || one.type === "checkbox") { if (one.checked) { found.push([one.name, one.value]); } }
      else { found.push([one.name, one.value]); }
    });
    return found;
  }

  function restore(of) {
    var text = stored(key(of));
    if (!text) { return; }
    var values = JSON.parse(text);
    of.querySelectorAll("input[name], textarea[name]").forEach(function (one) {
      if (one.type === "hidden") { return; }
      var mine = values.filter(function (pair) { return pair[0] === one.name; });
      if (one.type === "radio" || one.type === "checkbox") { one.checked = mine.some(function (pair) { return pair[1] === one.value; }); }
      else if (mine.length) { one.value = mine[0][1]; }
    });
    of.dataset.dirty = "1";
  }

  function fill(text, values) { return text.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; }); }

  function points() {
    var box = main().querySelector(".points");
    if (!box) { return; }
    var total = Number(box.dataset.total), rest = box.querySelector(".rest"), fields = [].slice.call(box.querySelectorAll(".row > input"));
    function number(one) { var n = Number(one.value); return /^[0-9]+$/.test(one.value.trim()) ? n : 0; }
    function left() { return total - fields.reduce(function (sum, one) { return sum + number(one); }, 0); }
    function count() {
      var now = left();
      rest.textContent = now > 0 ? fill(box.dataset.rest, { rest: now }) : now < 0 ? fill(box.dataset.over, { over: -now }) : box.dataset.whole;
      fields.forEach(function (one) { one.slider.value = number(one); });
    }
    fields.forEach(function (one) {
      var more = document.createElement("div"), slider = document.createElement("input"), give = document.createElement("button");
      var name = box.querySelector("label[for=" + one.id + "]").textContent;
      more.className = "more";
      slider.type = "range"; slider.min = 0; slider.max = total; slider.step = 1;
      slider.setAttribute("aria-label", name);
      give.type = "button"; give.className = "small"; give.textContent = box.dataset.give;
      give.setAttribute("aria-label", name + ": " + box.dataset.give);
      slider.addEventListener("input", function () { one.value = slider.value; changed(); });
      give.addEventListener("click", function () { one.value = Math.max(0, number(one) + left()); changed(); });
      one.slider = slider;
      more.appendChild(slider); more.appendChild(give); one.parentNode.appendChild(more);
    });
    function changed() { count(); dirty(form()); }
    box.addEventListener("input", count);
    count();
  }

  function dirty(of) { of.dataset.dirty = "1"; store(key(of), JSON.stringify(typed(of))); }

  function begin() {
    document.querySelectorAll(".no-script").forEach(function (one) { one.hidden = true; });
    var of = form();
    if (!of) { points(); return; }
    restore(of); points();
    of.addEventListener("input", function () { dirty(of); });
    of.addEventListener("submit", function (event) {
      event.preventDefault();
      if (!busy) { send(of, event.submitter, TRIES); }
    });
  }

  function send(of, button, tries) {
    var body = new URLSearchParams(new FormData(of)), stop = new AbortController(), late = setTimeout(function () { stop.abort(); }, LIMIT);
    if (button && button.name) { body.append(button.name, button.value); }
    busy = true; dirty(of); told(main().dataset.sending);
    fetch(of.action, { method: "POST", body: body, signal: stop.signal, credentials: "same-origin" }).then(function (answer) {
      if (answer.status === 503) { throw new Error("not kept yet"); }
      return answer.text().then(function (text) {
        if (answer.ok) { store(key(of), null); }
        busy = false; show(text);
      });
    }).catch(function () {
      if (tries > 1) { setTimeout(function () { send(of, button, tries - 1); }, 700); return; }
      busy = false; told(main().dataset.notSent);
    }).then(function () { clearTimeout(late); });
  }

  function show(text) {
    var page = new DOMParser().parseFromString(text, "text/html");
    document.body.replaceWith(page.body);
    document.title = page.title; etag = "";
    window.scrollTo(0, 0); begin();
    var head = main().querySelector("h1");
    if (head) { head.tabIndex = -1; head.focus(); }
  }

  function reload() { fetch("/", { credentials: "same-origin" }).then(function (answer) { return answer.text(); }).then(show).catch(function () {}); }

  function news(state) {
    var count = document.getElementById("count"), of = form();
    if (count) { count.textContent = fill(count.dataset.count, { inside: state.inside, all: state.of }); }
    if (state.mark === main().dataset.mark || busy) { return; }
    if (of && of.dataset.dirty && of.dataset.keep.indexOf(state.ballot + " ") === 0) { return; }
    if (of && of.dataset.dirty) {
      var go = document.createElement("button");
      go.type = "button"; go.className = "main"; go.textContent = main().dataset.show; go.addEventListener("click", reload);
      told(main().dataset.new + " "); document.getElementById("said").appendChild(go);
      return;
    }
    reload();
  }

  function look() {
    clearTimeout(timer);
    if (document.visibilityState === "hidden") { return; }
    fetch("/state", { headers: etag ? { "If-None-Match": etag } : {}, credentials: "same-origin", cache: "no-store" }).then(function (answer) {
      if (answer.status === 200) { etag = answer.headers.get("ETag") || ""; return answer.json().then(news); }
      if (answer.status === 403 && main().dataset.mark) { location.replace("/"); }
    }).catch(function () {}).then(function () { clearTimeout(timer); timer = setTimeout(look, LOOK); });
  }

  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", look);
  begin();
})();
