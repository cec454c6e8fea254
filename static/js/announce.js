// What happens on the desk, said aloud and shown; and as an alert, where something was not done.
// The words come from the page, in the reader's language.

const words = document.getElementById("desk-words").dataset;
const announced = document.getElementById("desk-announce");
const shown = document.getElementById("desk-told");
const alert = document.getElementById("desk-alert");

/** A text of the page, its {places} filled in. */
export function word(name, values = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_place, key) => values[key] ?? "");
}

/** Say something politely. The same words said twice differ by a blank, lest the second be passed over. */
export function say(text) {
  announced.textContent = announced.textContent === text ? `${text}\u00a0` : text;
}

/** Say that something was not done; nothing takes the last alert away. */
export function alertAbout(text) {
  alert.textContent = text;
}

/** Who does the next thing has seen what was said of the last. */
export function forget() {
  alertAbout("");
  shown.hidden = true;
}

// What is said, the server's answers too, is shown to those who see.
new MutationObserver(() => {
  shown.textContent = announced.textContent;
  shown.hidden = !shown.textContent;
}).observe(announced, { childList: true, characterData: true, subtree: true });
