/** The printers' page keeps itself true: it asks for itself again and puts the new part in. */
const ASK_AGAIN_MS = 3_000;

async function refresh() {
  const response = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
  if (response?.redirected) return location.reload(); // signed out meanwhile
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const [old, fresh] = [document, page].map((it) => it.getElementById("printers"));
  // Whoever is about to press a button there keeps it.
  if (!old.isEqualNode(fresh) && !old.contains(document.activeElement)) {
    old.replaceChildren(...fresh.childNodes);
  }
}

setInterval(refresh, ASK_AGAIN_MS);
