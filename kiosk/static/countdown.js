/**
 * The one way back to a fresh start when somebody walked away: a ring that empties, then the event
 * `alone`. Any touch fills it again. A fresh start that nobody has touched says `alone` too, every
 * `fresh` seconds, so that what it shows is never old; but it shows no ring.
 *
 *     <kiosk-countdown seconds="45" fresh="15" hidden>…<circle class="left">…</kiosk-countdown>
 */
import { within } from "/static/page.js";

const TOUCHES = ["pointerdown", "keydown", "input", "wheel"];

export class Countdown extends HTMLElement {
  #full = 0; // seconds
  #left = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  connectedCallback() {
    this.#fill();
    for (const touch of TOUCHES) {
      document.addEventListener(touch, this.#touched, { capture: true, passive: true });
    }
    this.#timer = setInterval(this.#tick, 1000);
  }

  disconnectedCallback() {
    for (const touch of TOUCHES) document.removeEventListener(touch, this.#touched, { capture: true });
    clearInterval(this.#timer);
  }

  #touched = () => {
    this.removeAttribute("fresh");
    this.#fill();
  };

  #fill = () => {
    this.hidden = this.hasAttribute("fresh");
    this.#left = this.#full = Number(this.getAttribute("fresh") ?? this.getAttribute("seconds"));
    this.#draw();
  };

  #tick = () => {
    this.#left -= 1;
    this.#draw();
    if (this.#left > 0) return;
    this.#fill();
    this.dispatchEvent(new CustomEvent("alone", { bubbles: true }));
  };

  #draw = () => {
    const empty = 100 - (100 * this.#left) / this.#full;
    within(".left", this).setAttribute("stroke-dashoffset", String(empty));
  };
}
