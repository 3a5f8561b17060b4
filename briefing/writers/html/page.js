"use strict";
for (const form of document.querySelectorAll("form.choose")) {
  const table = form.nextElementSibling, said = form.querySelector("output");
  const bodies = [...table.tBodies], flat = table.createTBody(), rows = [];
  const headed = bodies.some(body => body.rows[0].className === "group");
  for (const body of bodies) {
    const group = headed ? body.rows[0].textContent : "";
    for (const row of [...body.rows]) if (row.className !== "group") rows.push({ row, body, group });
  }
  const text = (row, name) => row.cells[name.slice(1) - 1].textContent;
  const selects = [...form.querySelectorAll("select")], order = form.elements.order;
  const area = entry => {
    if (!headed || entry.row.querySelector(".area")) return;
    const words = document.createElement("span");
    words.className = "area";
    words.textContent = entry.group;
    entry.row.cells[0].append(words);
  };
  const ordered = name => {
    const select = form.elements[name];
    const ranks = select ? [...select.options].map(option => option.value) : null;
    const rank = entry => ranks.indexOf(text(entry.row, name));
    return [...rows].sort((a, b) => ranks ? rank(a) - rank(b)
      : text(a.row, name).localeCompare(text(b.row, name)));
  };
  const apply = () => {
    let shown = 0;
    for (const entry of rows) {
      entry.row.hidden = selects.some(select => select.value && select !== order && (
        (select.name === "group" ? entry.group : text(entry.row, select.name)) !== select.value));
      shown += !entry.row.hidden;
    }
    table.classList.toggle("ordered", Boolean(order.value));
    for (const entry of order.value ? ordered(order.value) : rows) {
      if (order.value) area(entry);
      (order.value ? flat : entry.body).append(entry.row);
    }
    for (const body of bodies) {
      body.hidden = Boolean(order.value) || ![...body.rows].some(
        row => row.className !== "group" && !row.hidden);
    }
    [...table.tHead.rows[0].cells].forEach((head, n) => {
      if (order.value === "c" + (n + 1)) head.setAttribute("aria-sort", "ascending");
      else head.removeAttribute("aria-sort");
    });
    form.classList.toggle("chosen", shown < rows.length);
    said.textContent = said.dataset.words.replace("{shown}", shown).replace("{all}", rows.length);
  };
  const arrive = () => {
    const row = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (row && row.hidden && table.contains(row)) {
      form.reset();
      apply();
      row.scrollIntoView();
    }
  };
  form.hidden = false;
  form.addEventListener("change", apply);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  addEventListener("hashchange", arrive);
  apply();
}
// Where a narrow screen lays cells out otherwise, some browsers forget that they are a table's.
for (const [tags, role] of [["table", "table"], ["thead,tbody", "rowgroup"], ["tr", "row"],
  ["td", "cell"], ["th[scope=col]", "columnheader"], ["th:not([scope=col])", "rowheader"]]) {
  for (const each of document.querySelectorAll(tags)) each.setAttribute("role", role);
}
