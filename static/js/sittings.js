// Another row of sittings or steps without asking the server, which answers the same button where no script runs.

function addRow(part) {
  const total = part.querySelector("input[name$='-TOTAL_FORMS']");
  const list = part.querySelector("[data-rows-list]");
  const row = part.querySelector("template").content.cloneNode(true).querySelector("[data-row]");
  for (const element of row.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      attribute.value = attribute.value.replaceAll("__prefix__", total.value);
    }
  }
  row.querySelector("[data-row-number]").textContent = list.children.length + 1;
  total.value = Number(total.value) + 1;
  list.append(row);
  row.querySelector("input, select").focus();
}

for (const part of document.querySelectorAll("[data-rows]")) {
  const most = Number(part.querySelector("input[name$='-MAX_NUM_FORMS']").value);
  part.querySelector("[data-rows-more]").addEventListener("click", (event) => {
    const total = part.querySelector("input[name$='-TOTAL_FORMS']");
    if (Number(total.value) < most) {
      event.preventDefault();
      addRow(part);
    }
  });
}
