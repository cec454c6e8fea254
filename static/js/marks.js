// What each day would do, written into the days of the calendar while something is carried about.

/** The marks of the days, by date. Throws where none came. */
export async function fetchMarks(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok || response.redirected) throw new Error(`${response.status} ${address}`);
  return (await response.json()).days;
}

/** Write the marks into the days that are shown: a word and a shape, not a colour alone. */
export function drawMarks(days) {
  clearMarks();
  for (const cell of document.querySelectorAll("[data-day]")) {
    const day = days[cell.dataset.day];
    if (day) cell.querySelector(".day-head").append(...[day, ...day.also].map(markOf));
  }
}

/** Take them away again. */
export function clearMarks() {
  for (const mark of document.querySelectorAll(".day-mark")) mark.remove();
}

/** A mark as it is read aloud: 2 days short, G13; where several occasions are concerned, one after the other. */
export const spoken = (day) => (day ? [day, ...day.also].map(inWords).join("; ") : "");

const inWords = ({ text, rule }) => [text, rule].filter(Boolean).join(", ");

function markOf(day) {
  const mark = document.createElement("p");
  mark.className = `day-mark finding finding-${day.severity}`;
  mark.dataset.mark = day.mark;
  const said = document.createElement("span");
  said.append(element("bdi", day.text));
  if (day.rule) said.append(" ", element("span", day.rule, "rule-id"));
  mark.append(said);
  return mark;
}

function element(tag, text, name = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
