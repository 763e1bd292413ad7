"use strict";
// Sorts the reports of the evidence page, which is complete without this script. It loads nothing, and keeps nothing but what
// stands in the page's own address, so that an order can be sent on.
(() => {
  const box = document.getElementById("sort");
  const by = document.getElementById("sort-by");
  const told = document.getElementById("sorted");
  const said = box.dataset.sorted || "Sorted by %(order)s, the largest share first; equal shares as listed.";
  const lists = [...document.querySelectorAll(".systems ul, .matrix tbody")].map((list) => [list, [...list.children].filter((one) => one.dataset.numbers)]);

  const number = (one, column) => Number(one.dataset.numbers.split(" ")[column]);

  function show() {
    const column = by.value;
    for (const [list, before] of lists) {
      list.append(...(column ? [...before].sort((one, other) => number(other, column) - number(one, column)) : before));
    }
    told.textContent = column ? said.replace("%(order)s", by.selectedOptions[0].textContent) : "";
  }

  function recall() {
    const value = new URLSearchParams(location.hash.slice(1)).get("sort") || "";
    by.value = [...by.options].some((one) => one.value === value) ? value : "";
  }

  by.addEventListener("change", () => {
    show();
    history.replaceState(null, "", `#sort=${by.value}`);
  });
  addEventListener("hashchange", () => {
    if (location.hash.startsWith("#sort=")) { recall(); show(); }
  });
  box.hidden = false;
  if (location.hash.startsWith("#sort=")) { recall(); show(); }
})();
