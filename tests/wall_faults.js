// What a room would stumble over on a wall: words cut off or on one another, a sentence too small. [] where nothing.
(() => {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) { faults.push("it scrolls"); }
  const svg = document.querySelector("#wall svg");
  const stage = svg.getBoundingClientRect();
  const scale = Math.min(stage.width / svg.viewBox.baseVal.width, stage.height / svg.viewBox.baseVal.height);
  const texts = [...svg.querySelectorAll("text")].map((e) => ({ e, r: e.getBoundingClientRect(), words: e.textContent }));
  // A line's box is higher than its letters: what counts is between the heads of capitals and the foot line.
  const core = ({ e, r }) => {
    const size = Number(e.getAttribute("font-size")) * scale, middle = r.top + r.height * 0.52;
    return { left: r.left, right: r.right, top: middle - size * 0.36, bottom: middle + size * 0.36 };
  };
  for (const one of texts) {
    const r = one.r;
    if (r.left < -0.5 || r.top < -0.5 || r.right > innerWidth + 0.5 || r.bottom > innerHeight + 0.5) { faults.push(`cut off: “${one.words.slice(0, 40)}”`); }
  }
  for (let a = 0; a < texts.length; a += 1) {
    for (let b = a + 1; b < texts.length; b += 1) {
      const [p, q] = [core(texts[a]), core(texts[b])];
      if (Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1 && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 1) {
        faults.push(`on one another: “${texts[a].words.slice(0, 30)}” and “${texts[b].words.slice(0, 30)}”`);
      }
    }
  }
  return faults;
})()
