// Ctrl+Z, or Cmd+Z, presses the button that takes the last step back; in a field it stays the field's own.

const FIELDS = "input, select, textarea, [contenteditable]";

document.addEventListener("keydown", (event) => {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === "KeyZ";
  if (!isUndo || event.target.closest?.(FIELDS) || document.querySelector("dialog[open]")) return;
  const button = document.querySelector("[data-undo]");
  if (!button) return;
  event.preventDefault();
  button.click();
});
