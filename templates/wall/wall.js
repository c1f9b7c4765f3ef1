// The wall follows the run: it asks for the newest picture, and the answer waits until there is another one.
"use strict";
(() => {
  const wall = document.getElementById("wall");
  const lost = document.getElementById("lost");
  const tall = matchMedia("(max-aspect-ratio: 3/2)");
  const KEYS = {
    PageDown: "next", ArrowRight: "next", ArrowDown: "next", " ": "next", Enter: "next",
    PageUp: "back", ArrowLeft: "back", ArrowUp: "back", Backspace: "back",
    b: "dark", B: "dark", ".": "dark",
  };
  let tag = "", place = "", waiting = null, over = false;

  const show = (answer, picture) => {
    const other = answer.headers.get("X-Place");
    wall.classList.toggle("comes", other !== place && place !== "");
    place = other;
    wall.innerHTML = picture;
    tag = answer.headers.get("ETag");
    document.documentElement.classList.toggle("dark", answer.headers.get("X-Dark") === "1");
    document.title = wall.querySelector("h1").textContent;
  };

  const ask = async () => {
    waiting = new AbortController();
    const limit = setTimeout(() => waiting.abort(), 30000);
    try {
      const answer = await fetch(tall.matches ? "state?tall=1" : "state", {
        headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store", signal: waiting.signal,
      });
      if (answer.status !== 200 && answer.status !== 304) { throw new Error(answer.status); }
      if (answer.headers.get("X-Look") !== document.body.dataset.look) { location.reload(); return 1000; }
      over = answer.headers.get("X-Over") === "1";
      if (answer.status === 200) { show(answer, await answer.text()); }
      lost.hidden = true;
      return 0;
    } catch (fault) {
      if (fault.name !== "AbortError") {
        lost.textContent = over ? lost.dataset.over : lost.dataset.lost;
        lost.hidden = false;
        return 700;
      }
      return 0;
    } finally { clearTimeout(limit); }
  };

  const follow = async () => {
    for (;;) {
      const pause = await ask();
      if (pause) { await new Promise((done) => setTimeout(done, pause)); }
    }
  };

  tall.addEventListener("change", () => { tag = ""; if (waiting) { waiting.abort(); } });
  addEventListener("keydown", (pressed) => {
    const word = KEYS[pressed.key];
    if (!word || pressed.ctrlKey || pressed.altKey || pressed.metaKey) { return; }
    pressed.preventDefault();
    fetch("press", { method: "POST", body: word, headers: { "Content-Type": "text/plain" } }).catch(() => {});
  });
  follow();
})();
