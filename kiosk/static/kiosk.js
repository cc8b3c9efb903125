/** The touchscreen's comforts. Every page works without them. */
import { Countdown } from "./countdown.js";
import { Keys } from "./keys.js";
import { fits } from "./search.js";

const FRESH_MS = 20_000; // how old the waiting counts on the first screen may get

customElements.define("kiosk-countdown", Countdown);
customElements.define("kiosk-keys", Keys);
document.addEventListener("contextmenu", (event) => event.preventDefault());

const wanted = document.getElementById("wanted");
if (wanted) {
  const services = [...document.querySelectorAll(".service")];
  const list = document.querySelector(".services");
  const nothing = document.querySelector(".nothing");
  wanted.addEventListener("input", () => {
    for (const service of services) {
      service.parentElement.hidden = !fits(service.dataset.words, wanted.value);
    }
    const found = services.filter((service) => !service.parentElement.hidden).length;
    nothing.hidden = found > 0;
    list.dataset.many = found > 6 ? "yes" : "no";
  });
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
