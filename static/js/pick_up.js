// Moving by keys: picked up, carried by the arrows, dropped or put back; each step is said aloud.

import { alertAbout, forget, say, word } from "./announce.js";
import { clearMarks, drawMarks, fetchMarks, spoken } from "./marks.js";
import { openDialog } from "./move_dialog.js";
import { move, moved, UNDATED } from "./moving.js";
import { isBusy, noAnswer } from "./send.js";

const DAYS_OF_A_WEEK = 7;
const STARTS = ["", "am", "pm", "unset"];
let carried = null;

const isMirrored = () => document.documentElement.dir === "rtl";

const CARRY = {
  ArrowRight: () => along(isMirrored() ? -1 : 1),
  ArrowLeft: () => along(isMirrored() ? 1 : -1),
  ArrowDown: () => byWeek(1),
  ArrowUp: () => byWeek(-1),
  PageDown: () => atTime(1),
  PageUp: () => atTime(-1),
  Delete: () => over(document.querySelector("[data-undated]")),
  Enter: drop,
  " ": drop,
  Escape: putBack,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const control = event.target.closest?.("[data-move]");
  if (carried) {
    if (event.key in CARRY) take(event, CARRY[event.key]);
  } else if (control && (event.key === "Enter" || event.key === " ")) {
    take(event, () => event.repeat || pickUp(control));
  } else if (control && event.code === "KeyM") {
    take(event, () => openDialog(control.href, control));
  }
});

// Whoever goes elsewhere has put it back.
document.addEventListener("focusout", (event) => {
  if (carried && event.target === carried.control && event.relatedTarget) putBack();
});
document.addEventListener("pointerdown", () => carried && putBack());

function take(event, what) {
  event.preventDefault();
  what();
}

async function pickUp(control) {
  if (isBusy()) return say(word("wait"));
  const line = control.closest("[data-entry]");
  const what = moved(line);
  const here = line.closest("[data-day]") ?? document.querySelector("[data-undated]");
  forget();
  carried = { what, line, control, here, over: here, start: 0, days: {} };
  line.classList.add("is-carried");
  try {
    const days = await fetchMarks(what.marks);
    if (carried?.what !== what) return undefined;
    carried.days = days;
    drawMarks(days);
    show(here);
    say(word("pickedUp", { title: what.title, where: where() }));
  } catch {
    if (carried?.what === what) letGo();
    alertAbout(noAnswer("/move/"));
  }
  return undefined;
}

/** The next shown day to either side; from no day, the first of the month. */
function along(step) {
  const cells = shownDays();
  over(cells[carried.over.dataset.day ? cells.indexOf(carried.over) + step : firstOfMonth(cells)]);
}

/** The same weekday of the week before or after. */
function byWeek(step) {
  const day = carried.over.dataset.day;
  if (!day) return over(shownDays()[firstOfMonth(shownDays())]);
  const other = new Date(`${day}T12:00:00Z`);
  other.setUTCDate(other.getUTCDate() + step * DAYS_OF_A_WEEK);
  return over(document.getElementById(`day-${other.toISOString().slice(0, 10)}`));
}

function atTime(step) {
  carried.start = (carried.start + step + STARTS.length) % STARTS.length;
  say(`${where()}, ${time()}`);
}

function over(cell) {
  if (!cell) return say(word("edge"));
  show(cell);
  return say(carried.start ? `${where()}, ${time()}` : where());
}

const time = () => word("times").split("|")[carried.start];

function show(cell) {
  carried.over.classList.remove("is-target");
  carried.over = cell;
  cell.classList.add("is-target");
  cell.scrollIntoView({ block: "nearest" });
}

/** Where it is carried now: the day and what it would do. */
function where() {
  const day = carried.days[carried.over.dataset.day];
  return day ? word("atDay", { day: day.name, mark: spoken(day) }) : word("noDay");
}

function drop() {
  const { what, over: target, here, start } = carried;
  if (target === here && !start) return putBack();
  say(word("dropped", { title: what.title }));
  letGo();
  return move(what, target.dataset.day ?? UNDATED, STARTS[start]);
}

function putBack() {
  carried.over.classList.remove("is-target");
  carried.over = carried.here;
  say(word("putBack", { title: carried.what.title, where: where() }));
  letGo();
}

function letGo() {
  carried.line.classList.remove("is-carried");
  carried.over.classList.remove("is-target");
  carried = null;
  clearMarks();
}

/** The days that can be seen, in their order; a narrow window leaves some out. */
function shownDays() {
  return [...document.querySelectorAll("[data-day]")].filter((cell) => cell.offsetParent !== null);
}

function firstOfMonth(cells) {
  const month = document.querySelector("[data-month]").dataset.month;
  return cells.findIndex((cell) => cell.dataset.day >= month);
}
