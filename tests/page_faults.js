// What keeps people from a page: run inside of it, it returns a list of sentences, empty where there is nothing.
(() => {
  const faults = [];
  const shown = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden";
  const luminance = (c) => {
    const [r, g, b] = c.map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const rgb = (text) => text.match(/[\d.]+/g).map(Number);
  const ground = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const c = rgb(getComputedStyle(at).backgroundColor);
      if (c.length < 4 || c[3] === 1) { return c.slice(0, 3); }
    }
    return rgb(getComputedStyle(document.documentElement).backgroundColor).length < 4 ? [255, 255, 255] : (matchMedia("(prefers-color-scheme: dark)").matches ? [20, 23, 26] : [255, 255, 255]);
  };
  if (document.documentElement.scrollWidth > innerWidth) { faults.push("the page scrolls sideways"); }
  if (document.querySelectorAll("h1").length !== 1) { faults.push("not one heading"); }
  if (!document.documentElement.lang || !document.title) { faults.push("no language or no title"); }
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  if (new Set(ids).size < ids.length) { faults.push("an id stands twice"); }
  for (const e of document.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    const named = [...(e.labels || [])].map((l) => l.textContent.trim()).join("") || e.getAttribute("aria-label");
    if (!named) { faults.push(`${e.name}: no label`); }
    if (e.type === "radio" && !e.closest("fieldset").querySelector("legend").textContent.trim()) { faults.push(`${e.name}: no legend`); }
  }
  for (const e of document.querySelectorAll("button, a, input:not([type=hidden]), textarea")) {
    if (!shown(e)) { continue; }
    const r = (e.closest("label") && e.type !== "text" ? e.closest("label") : e).getBoundingClientRect();
    if (r.height < 44 || r.width < 24) { faults.push(`${e.name || e.textContent.trim()}: ${Math.round(r.width)} by ${Math.round(r.height)} is hard to meet`); }
    if (e.tagName === "BUTTON" && !e.textContent.trim()) { faults.push("a button says nothing"); }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || !shown(e) || e.closest("script")) { continue; }
    const [a, b] = [luminance(rgb(getComputedStyle(e).color).slice(0, 3)), luminance(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) { faults.push(`“${texts.currentNode.textContent.trim().slice(0, 30)}”: contrast ${ratio.toFixed(1)}`); }
  }
  return faults;
})()
