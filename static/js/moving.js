// What is moved, and the one way in which keys, drag and dialog hand it to the server.

import { word } from "./announce.js";
import { send } from "./send.js";

const ANYBODY = "00000000-0000-0000-0000-000000000000";
export const UNDATED = "undated";

/** What a line of the calendar says of itself. */
export function moved(line) {
  const { entry, sitting, revision } = line.dataset;
  return {
    entry,
    sitting,
    revision,
    title: line.querySelector(".entry-title a").textContent.trim(),
    from: line.closest("[data-day]")?.dataset.day ?? UNDATED,
    marks: `${word("entryMarks").replace(ANYBODY, entry)}&sitting=${sitting}`,
  };
}

/** Put an entry on a day, or on none; and the focus back on it, wherever it is then. */
export async function move(what, on, start = "") {
  const form = document.getElementById("desk-move");
  form.setAttribute("action", form.dataset.action.replace(ANYBODY, what.entry));
  fill(form, { sitting: what.sitting, revision: what.revision, on, start });
  const made = await send(form);
  if (!document.querySelector("dialog[open]")) focusOn(what.entry, made ? on : what.from);
}

/** Put a step that is still to be placed on a day. */
export async function place(step, on) {
  const form = document.getElementById("desk-place");
  form.setAttribute("action", form.dataset.action.replace(ANYBODY, step.occasion));
  fill(form, { step: step.kind, on });
  await send(form);
}

/** Put the focus on an entry's control, on a day if it stands there; tell whether there is one. */
export function focusOn(entry, on) {
  const control = `[data-entry="${entry}"] [data-move]`;
  const found = document.querySelector(`[data-day="${on}"] ${control}`) ?? document.querySelector(control);
  found?.focus();
  return Boolean(found);
}

function fill(form, values) {
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
}

for (const id of ["desk-move", "desk-place"]) {
  const form = document.getElementById(id);
  form.dataset.action = form.getAttribute("action");
}
