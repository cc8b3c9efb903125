/** The touchscreen's comforts. Every page works without them, as forms and links. */
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
document.addEventListener("input", (event) => event.target.id === "wanted" && search(event.target));
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  screen.follow(link.href);
});
document.addEventListener("submit", (event) => {
  event.preventDefault();
  screen.send(event.target, event.submitter);
});

function search(wanted) {
  const services = [...document.querySelectorAll(".service")];
  const meant = found(services.map((service) => service.dataset.words), wanted.value);
  services.forEach((service, at) => (service.parentElement.hidden = !meant[at]));
  const count = meant.filter(Boolean).length;
  document.querySelector(".nothing").hidden = count > 0;
  const list = document.querySelector(".services");
  if (list) list.dataset.many = count > 6 ? "yes" : "no";
}
