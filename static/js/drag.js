// Moving by drag: lines of the calendar, and steps that are still to be placed. Touch has the dialog.

import { alertAbout, forget, say, word } from "./announce.js";
import { clearMarks, drawMarks, fetchMarks } from "./marks.js";
import { move, moved, place, UNDATED } from "./moving.js";
import { isBusy, noAnswer } from "./send.js";

let dragged = null;

/** Let the lines be dragged, and not the links in them. */
export function makeDraggable() {
  for (const line of document.querySelectorAll("[data-movable], [data-step]")) {
    line.draggable = true;
    for (const link of line.querySelectorAll("a")) link.draggable = false;
  }
}

document.addEventListener("dragstart", (event) => {
  const line = event.target.closest?.("[data-movable], [data-step]");
  if (!line) return;
  if (isBusy()) {
    event.preventDefault();
    say(word("wait"));
    return;
  }
  forget();
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", line.textContent.trim());
  begin(line);
});

document.addEventListener("dragover", (event) => {
  const target = targetOf(event);
  hover(target);
  if (!target) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
});

document.addEventListener("drop", (event) => {
  const target = targetOf(event);
  if (!target) return;
  event.preventDefault();
  const what = dragged;
  end();
  const on = target.dataset.day ?? UNDATED;
  if (what.isStep) place(what, on);
  else if (on !== what.from) move(what, on);
});

document.addEventListener("dragend", end);

async function begin(line) {
  const what = line.dataset.step ? step(line) : moved(line);
  dragged = what;
  line.classList.add("is-carried");
  try {
    const days = await fetchMarks(what.marks);
    if (dragged === what) drawMarks(days);
  } catch {
    alertAbout(noAnswer("/move/"));
  }
}

function step(line) {
  const { step: kind, occasion } = line.dataset;
  return { isStep: true, kind, occasion, marks: `${word("stepMarks")}?occasion=${occasion}&step=${kind}` };
}

/** What would take it: a day, or for an entry the lines without one. */
function targetOf(event) {
  if (!dragged) return null;
  return event.target.closest?.(dragged.isStep ? "[data-day]" : "[data-day], [data-undated]");
}

function hover(target) {
  for (const other of document.querySelectorAll(".is-target")) if (other !== target) other.classList.remove("is-target");
  target?.classList.add("is-target");
}

function end() {
  if (!dragged) return;
  dragged = null;
  hover(null);
  clearMarks();
  for (const line of document.querySelectorAll(".is-carried")) line.classList.remove("is-carried");
}
