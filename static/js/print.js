// Offers the browser's own print dialog. Without this module the browser's menu does the same.

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
