// Moving by dialog: the page on which a day is chosen, shown over the desk.

import { forget } from "./announce.js";
import { focusOn } from "./moving.js";
import { fetchInto, send } from "./send.js";

const dialog = document.getElementById("desk-dialog");
const body = document.getElementById("desk-dialog-body");
let opened = null;

/** Show the days an entry could be moved to. The focus comes back to the control it was opened from. */
export async function openDialog(address, control) {
  forget();
  opened = control?.closest("[data-entry]")?.dataset ?? opened;
  if (await fetchInto(body, address)) show();
}

function show() {
  if (!body.childElementCount) return;
  if (!dialog.open) dialog.showModal();
  const first = body.querySelector(".message") ?? body.querySelector("input:checked") ?? body.querySelector("input");
  if (first?.matches(".message")) first.tabIndex = -1;
  first?.focus();
}

document.addEventListener("click", (event) => {
  const control = event.target.closest?.("[data-move], [data-move-dialog], [data-close-dialog]");
  if (!control || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (control.matches("[data-close-dialog]")) dialog.close();
  else openDialog(control.href, control);
});

body.addEventListener("submit", async (event) => {
  event.preventDefault();
  const entry = opened?.entry;
  const form = event.target;
  const on = form.elements.typed.value || new FormData(form).get("on");
  if (!(await send(form))) return;
  opened = null;
  dialog.close();
  focusOn(entry, on);
});

dialog.addEventListener("close", () => {
  body.replaceChildren();
  if (opened) focusOn(opened.entry, "");
  opened = null;
});

// A move that was refused, from wherever it came, is shown here with the reason and the days.
document.addEventListener("htmx:after:swap", (event) => {
  const { ctx } = event.detail;
  if (ctx.hx?.retarget !== `#${body.id}`) return;
  opened ??= { entry: entryOf(ctx.request.action) };
  show();
});

const entryOf = (address) => /entries\/([0-9a-f-]+)\//.exec(address)?.[1];
