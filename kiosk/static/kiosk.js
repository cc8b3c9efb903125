/** The touchscreen's comforts. Every page works without them. */
import { Countdown } from "./countdown.js";
import { Keys } from "./keys.js";
import { Paper } from "./paper.js";
import { found } from "./search.js";

const FRESH_MS = 20_000; // how old the waiting counts on the first screen may get

customElements.define("kiosk-countdown", Countdown);
customElements.define("kiosk-keys", Keys);
customElements.define("kiosk-paper", Paper);
document.addEventListener("contextmenu", (event) => event.preventDefault());

const wanted = document.getElementById("wanted");
if (wanted) {
  const services = [...document.querySelectorAll(".service")];
  const list = document.querySelector(".services");
  const nothing = document.querySelector(".nothing");
  const words = services.map((service) => service.dataset.words);
  const search = () => {
    const meant = found(words, wanted.value);
    services.forEach((service, at) => (service.parentElement.hidden = !meant[at]));
    const count = meant.filter(Boolean).length;
    nothing.hidden = count > 0;
    list.dataset.many = count > 6 ? "yes" : "no";
  };
  wanted.addEventListener("input", search);
  setInterval(() => {
    if (!wanted.value && document.activeElement !== wanted) location.reload();
  }, FRESH_MS);
}

// One press, however often the finger falls: the page carries the press's own key as well.
const form = document.querySelector(".take");
form?.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});

// Coming back to this page from the browser's memory would keep the button dead.
addEventListener("pageshow", (event) => event.persisted && location.reload());
