"use strict";
// Searches and filters the list of the index, which is complete without this script. It loads nothing but, for a list of
// several pages, the file that names all reports, and keeps nothing but what stands in the page's own address, so that a
// search can be sent on.
(() => {
  const MOST = 200;
  const box = document.getElementById("find");
  const told = document.getElementById("found");
  const list = document.querySelector(".report-list");
  const paging = document.getElementById("paging");
  const words = document.getElementById("find-words");
  const filters = document.getElementById("filters");
  const selects = [...box.querySelectorAll("select")];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const messages = { of_one: "%(number)s of 1 report.", of: "%(number)s of %(total)s reports.", first: "The first %(number)s are shown; another word narrows them.", none: "No report fits. There are %(total)s.", searching: "Searching …", version: "Version %(version)s", missing: "The list of all reports is missing: %(file)s.", ...JSON.parse(box.dataset.messages || "{}") };
  const say = (message, values = {}) => messages[message].replace(/%\((\w+)\)s/g, (_, name) => values[name]);
  const before = { nodes: [...list.children], told: told.textContent };
  const elsewhere = box.dataset.reports;
  let items = elsewhere ? null : before.nodes.map((node) => item(node.dataset.tags, `${node.textContent} ${node.dataset.words || ""}`, () => node));
  let loading = false;

  function item(tags, text, node) {
    return { tags: new Set((tags || "").split(" ")), text: plain(text), node };
  }

  function element(name, text, inside = []) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...inside);
    return made;
  }

  const labels = [...document.querySelectorAll(".report-table thead th")].map((one) => one.textContent);

  function line([address, title, version, owner, warnings, , , rewarded, worst, standing, known, seen, review]) {
    const link = element("a", title);
    link.href = address;
    const name = element("th", "", [link, ...[say("version", { version }), ...warnings, owner].filter(Boolean).map(quiet)]);
    name.scope = "row";
    const cells = [rewarded, [element("b", worst), " ", quiet(standing)], "", known, seen, review];
    return element("tr", "", [name, ...cells.map((one, at) => cell(one, labels[at + 1]))]);
  }

  function quiet(text) {
    const made = element("span", text);
    made.className = "quiet";
    return made;
  }

  function cell(inside, label) {
    const made = element("td", "", [inside].flat());
    made.dataset.label = label;
    return made;
  }

  function load() {
    if (loading) return;
    loading = true;
    const script = document.createElement("script");
    script.src = elsewhere;
    script.addEventListener("load", () => {
      items = window.reportsOfThisSite.map((row) => item(row[5], [...row.slice(1, 4), ...row[4], ...row.slice(6, 10)].join(" "), () => line(row)));
      show();
    });
    script.addEventListener("error", () => { told.textContent = say("missing", { file: elsewhere }); loading = false; });
    document.head.append(script);
  }

  function show() {
    const wanted = plain(words.value).split(/\s+/).filter(Boolean);
    const tags = selects.map((one) => one.value).filter(Boolean);
    const all = wanted.length + tags.length === 0;
    if (paging) paging.hidden = !all;
    if (all) {
      list.replaceChildren(...before.nodes);
      told.textContent = before.told;
      return;
    }
    if (!items) {
      told.textContent = say("searching");
      load();
      return;
    }
    const fit = items.filter((one) => tags.every((tag) => one.tags.has(tag)) && wanted.every((word) => one.text.includes(word)));
    list.replaceChildren(...fit.slice(0, MOST).map((one) => one.node()));
    const numbers = { number: fit.length, total: items.length };
    const rest = fit.length > MOST ? ` ${say("first", { number: MOST })}` : "";
    told.textContent = fit.length ? say(items.length === 1 ? "of_one" : "of", numbers) + rest : say("none", numbers);
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
    if (filters && selects.some((one) => one.value)) filters.open = true;
  }

  const changed = () => { show(); keep(); };
  words.addEventListener("input", changed);
  for (const one of selects) one.addEventListener("change", changed);
  document.getElementById("find-all")?.addEventListener("click", () => {
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
