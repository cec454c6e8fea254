// A page that somebody signed in comes back to as they left it ("Back") may be another's by now: it is asked for again.

addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
