/**
 * The hall's time, which goes on while a page stands.
 *
 *     <kiosk-clock now="2026-11-25T08:00:13+07:00" speed="1">08:00</kiosk-clock>
 */
const MINUTE_MS = 60_000;

export class Clock extends HTMLElement {
  #since = performance.now();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  connectedCallback() {
    this.#timer = setInterval(this.#draw, 1000);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #draw = () => {
    const parts = /T(\d\d):(\d\d):(\d\d)/.exec(this.getAttribute("now") ?? "") ?? [];
    const [, hours, minutes, seconds] = parts.map(Number);
    const gone = (performance.now() - this.#since) * Number(this.getAttribute("speed"));
    const minute = Math.floor(hours * 60 + minutes + (seconds * 1000 + gone) / MINUTE_MS);
    const shown = [Math.floor(minute / 60) % 24, minute % 60];
    this.textContent = shown.map((part) => String(part).padStart(2, "0")).join(":");
  };
}
