/** The printers' page keeps itself true: it asks for itself again and puts the new part in. */
import { ask } from "/static/ask.js";

const ASK_AGAIN_MS = 3_000;

async function refresh() {
  const answer = await ask(location.pathname);
  if (answer?.redirected) return location.reload(); // signed out meanwhile
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(answer.text, "text/html");
  const [old, fresh] = [document, page].map((it) => it.getElementById("printers"));
  // Whoever is about to press a button there keeps it.
  if (!old || !fresh) return;
  if (!old.isEqualNode(fresh) && !old.contains(document.activeElement)) {
    old.replaceChildren(...fresh.childNodes);
  }
}

setInterval(refresh, ASK_AGAIN_MS);
