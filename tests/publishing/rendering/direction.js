// Returns the texts of a page from right to left that run in the wrong direction. A text with Arabic letters outside of what is isolated
// is a sentence of the page; one with Latin letters alone is an author's.
(() => {
  const arabic = /[\u0620-\u064a]/, latin = /[A-Za-z]/;
  const inline = (one) => /^(inline|contents)$/.test(getComputedStyle(one).display);
  const isolated = (one) => one.hasAttribute("dir") || getComputedStyle(one).unicodeBidi !== "normal";
  const holders = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let holder = node.parentElement;
    if (!node.data.trim() || holder.closest("svg, math, script, style, code, pre, select, [lang=en]")) continue;
    while (inline(holder) && !isolated(holder)) holder = holder.parentElement;
    holders.set(holder, [...(holders.get(holder) || []), node]);
  }
  const begins = (holder) => {
    const first = [...holder.childNodes].find((node) => node.textContent.trim());
    return first.nodeType === Node.ELEMENT_NODE && first.localName === "span" && !inline(holder) ? first.textContent : "";
  };
  const expected = (holder, words) => {
    if (arabic.test(words) || arabic.test(begins(holder))) return "rtl";
    if (latin.test(words)) return words.includes("\u200f") ? null : "ltr"; // a list of authors' words runs either way
    return !inline(holder) && holder.querySelectorAll(":scope > :is(a, bdi, span, h3)").length > 1 ? "rtl" : null;
  };
  const probes = [];
  for (const [holder, nodes] of holders) {
    const words = nodes.map((node) => node.data).join("").replace(/\u2068[^\u2068\u2069]*\u2069/g, "");
    const right = expected(holder, words);
    const style = getComputedStyle(holder), across = style.writingMode === "horizontal-tb" && !/flex|grid/.test(style.display);
    if (!right || !across || !holder.getClientRects().length) continue;
    probes.push({ holder, nodes, words, right });
  }
  for (const one of probes) {
    one.mark = document.createElement("span");
    one.mark.style.cssText = "display:inline-block;width:3px;height:3px;padding:0;margin:0";
    one.nodes[0].before(one.mark);
  }
  return probes.flatMap(({ holder, nodes, words, right, mark }) => {
    const at = mark.getBoundingClientRect(), range = document.createRange();
    range.setStart(nodes[0], 0);
    range.setEndAfter(nodes[nodes.length - 1]);
    const line = [...range.getClientRects()].filter((one) => one.width && one.bottom > at.top && one.top < at.bottom);
    if (!line.length || !at.height) return [];
    const middle = (Math.min(...line.map((one) => one.left)) + Math.max(...line.map((one) => one.right))) / 2;
    const runs = at.left > middle ? "rtl" : "ltr";
    return runs === right ? [] : [`${runs}: <${holder.localName}> ${words.replace(/\s+/g, " ").trim().slice(0, 120)}`];
  });
})()
