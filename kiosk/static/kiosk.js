/** The touchscreen's comforts. Every page works without them, as forms and links. */
import { within } from "/static/page.js";
import { Clock } from "./clock.js";
import { Countdown } from "./countdown.js";
import { Keys } from "./keys.js";
import { Paper } from "./paper.js";
import { Screen } from "./screen.js";
import { found } from "./search.js";

const screen = new Screen("/kiosk/?new=1");

customElements.define("kiosk-clock", Clock);
customElements.define("kiosk-countdown", Countdown);
customElements.define("kiosk-keys", Keys);
customElements.define("kiosk-paper", Paper);

// On the document, because the pages come and go in it.
document.addEventListener("contextmenu", (event) => event.preventDefault());
document.addEventListener("alone", () => screen.restart());
document.addEventListener("pointerdown", () => screen.keep(), { capture: true, passive: true });
document.addEventListener("input", ({ target }) => {
  if (target instanceof HTMLInputElement && target.id === "wanted") search(target);
});
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  screen.follow(link.href);
});
document.addEventListener("submit", (event) => {
  event.preventDefault();
  screen.send(/** @type {HTMLFormElement} */ (event.target), event.submitter);
});

/** @param {HTMLInputElement} wanted */
function search(wanted) {
  const rows = [...document.querySelectorAll("li")].filter((row) => row.querySelector(".service"));
  const texts = rows.map((row) => within(".service", row).dataset.words ?? "");
  const meant = found(texts, wanted.value);
  rows.forEach((row, at) => (row.hidden = !meant[at]));
  const count = meant.filter(Boolean).length;
  within(".nothing").hidden = count > 0;
  if (rows.length) within(".services").dataset.many = count > 6 ? "yes" : "no";
}
