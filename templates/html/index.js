"use strict";
// Searches and filters the list of the index, which is complete without this script. It loads nothing and keeps nothing
// but what stands in the page's own address, so that a search can be sent on.
(() => {
  const box = document.getElementById("find");
  const told = document.getElementById("found");
  const words = document.getElementById("find-words");
  const selects = [...box.querySelectorAll("select")];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const items = [...document.querySelectorAll(".report-list > li")].map((node) => ({
    node,
    tags: new Set((node.dataset.tags || "").split(" ")),
    text: plain(node.textContent + " " + (node.dataset.words || "")),
  }));
  const total = items.length === 1 ? "1 report" : `${items.length} reports`;

  function show() {
    const wanted = plain(words.value).split(/\s+/).filter(Boolean);
    const tags = selects.map((one) => one.value).filter(Boolean);
    let number = 0;
    for (const item of items) {
      const fits = tags.every((tag) => item.tags.has(tag)) && wanted.every((word) => item.text.includes(word));
      item.node.hidden = !fits;
      number += fits;
    }
    const all = wanted.length + tags.length === 0;
    told.textContent = all ? `${total}.` : number ? `${number} of ${total}.` : `No report fits. There are ${items.length}.`;
  }

  function keep() {
    const kept = new URLSearchParams();
    if (words.value) kept.set("words", words.value);
    for (const one of selects) if (one.value) kept.set(one.id, one.value);
    history.replaceState(null, "", `#${kept}`);
  }

  function recall() {
    const kept = new URLSearchParams(location.hash.slice(1));
    if (![...kept.keys()].some((key) => key.startsWith("find-") || key === "words")) return;
    words.value = kept.get("words") || "";
    for (const one of selects) {
      const value = kept.get(one.id) || "";
      one.value = [...one.options].some((option) => option.value === value) ? value : "";
    }
  }

  const changed = () => { show(); keep(); };
  words.addEventListener("input", changed);
  for (const one of selects) one.addEventListener("change", changed);
  document.getElementById("find-all").addEventListener("click", () => {
    words.value = "";
    for (const one of selects) one.value = "";
    changed();
    words.focus();
  });
  addEventListener("hashchange", () => { recall(); show(); });
  box.hidden = false;
  recall();
  show();
})();
