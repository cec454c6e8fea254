// Copies a text by one press. Without this module it is marked and copied by hand, as ever.

const said = document.getElementById("copied");

for (const button of document.querySelectorAll("button[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = "";
      said.textContent = button.dataset.done;
      button.textContent = button.dataset.done;
    } catch {
      text.select(); // the browser forbids it: one key is left to press
    }
  });
}
