// Sends a change of the desk, one at a time, and tells when it was not made. What comes back are the changed parts,
// which htmx puts into the page; where it is something else, the ordinary way of the form is gone.

import { alertAbout, forget, say, word } from "./announce.js";

const IN_A_DIALOG = "retarget";
let underWay = false;

/** Whether a change is under way, so that no second one begins. */
export const isBusy = () => underWay;

/** Send a form. Resolves to whether the change was made; a refusal is shown by whoever shows the dialog. */
export async function send(form) {
  if (underWay) {
    say(word("wait"));
    return false;
  }
  underWay = true;
  forget();
  const outcome = { form, made: false };
  try {
    await htmx.ajax("POST", form.action, { source: form, target: form, swap: "none", outcome });
  } finally {
    underWay = false;
  }
  return outcome.made;
}

/** Fetch a part of a page into an element. Resolves to whether it came. */
export async function fetchInto(element, address) {
  const outcome = { made: false };
  await htmx.ajax("GET", address, { source: element, target: element, swap: "innerHTML", outcome });
  return outcome.made;
}

/** What is wrong with an answer, in words; nothing where it can be shown. */
function troubleWith(response) {
  if (response.redirected && new URL(response.url).pathname === word("signIn")) return word("signedOut");
  if (response.status === 404) return word("gone");
  if (response.status === 400 || response.status === 403) return word("refused");
  return response.status >= 500 ? word("broken") : "";
}

/** What is said where no answer came: about a move, or about something else. */
export function noAnswer(address) {
  return word(/\/move\/|\/place\//.test(address) ? "noAnswerMove" : "noAnswer");
}

document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  if (!ctx.outcome) return;
  const response = ctx.response.raw;
  const trouble = troubleWith(response);
  if (trouble) {
    event.preventDefault();
    alertAbout(trouble);
  } else if (response.redirected) {
    event.preventDefault();
    location.assign(response.url);
  } else if (ctx.outcome.form && !ctx.hx[IN_A_DIALOG] && !tasks.some((task) => task.type === "partial")) {
    // A whole page: it was refused there, and says so better than we could.
    event.preventDefault();
    HTMLFormElement.prototype.submit.call(ctx.outcome.form);
  } else {
    ctx.outcome.made = response.ok && !ctx.hx[IN_A_DIALOG];
  }
});

document.addEventListener("htmx:error", (event) => {
  const { ctx } = event.detail;
  if (ctx?.outcome) alertAbout(noAnswer(ctx.request.action));
});
