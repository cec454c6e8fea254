// The desk with scripts: the same forms, answered in parts; moving by keys, by drag and by dialog.

import { forget } from "./announce.js";
import { makeDraggable } from "./drag.js";
import { focusOn } from "./moving.js";
import "./pick_up.js";
import { send } from "./send.js";
import "./undo_key.js";

/** Tell the controls what they do here, in the page as it came and in all that came since. */
function prepare() {
  makeDraggable();
  for (const control of document.querySelectorAll("[data-move]")) {
    control.setAttribute("role", "button");
    control.setAttribute("aria-describedby", "desk-keys");
  }
}

/** A line that came with an answer stands for itself: what was drawn of it before goes. */
function dropOldLines(fresh) {
  for (const line of fresh.querySelectorAll?.("[data-sitting]") ?? []) {
    for (const other of document.querySelectorAll(`[data-sitting="${line.dataset.sitting}"]`)) {
      if (line.dataset.sitting && other !== line) other.remove();
    }
  }
}

document.addEventListener("htmx:after:settle", (event) => {
  for (const fresh of event.detail.newContent) dropOldLines(fresh);
});
document.addEventListener("htmx:after:swap", prepare);
document.addEventListener("keydown", (event) => event.key === "Escape" && forget());

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-desk-form]") || form.closest("dialog")) return;
  event.preventDefault();
  const entry = /entries\/([0-9a-f-]+)\//.exec(form.action)?.[1];
  const made = await send(form);
  if (made && document.activeElement === document.body) {
    if (!focusOn(entry, "")) (document.querySelector("[data-undo]") ?? document.getElementById("content")).focus({ preventScroll: true });
  }
});

prepare();
