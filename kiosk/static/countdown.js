/**
 * The way back to the first screen when somebody walked away: a ring that empties, then the start.
 * Any touch fills it again.
 *
 *     <kiosk-countdown seconds="30" href="/kiosk/?new=1" hidden>…<circle class="left">…</kiosk-countdown>
 */
export class Countdown extends HTMLElement {
  #left;
  #timer = null;

  connectedCallback() {
    this.hidden = false;
    this.#fill();
    for (const touch of ["pointerdown", "keydown", "scroll"]) {
      document.addEventListener(touch, () => this.#fill(), { capture: true, passive: true });
    }
    this.#timer = setInterval(() => this.#tick(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #fill = () => {
    this.#left = Number(this.getAttribute("seconds"));
    this.#draw();
  };

  #tick = () => {
    this.#left -= 1;
    this.#draw();
    if (this.#left <= 0) location.replace(this.getAttribute("href"));
  };

  #draw = () => {
    const empty = 100 - (100 * this.#left) / Number(this.getAttribute("seconds"));
    this.querySelector(".left").setAttribute("stroke-dashoffset", empty);
  };
}
