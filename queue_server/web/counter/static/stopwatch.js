/** How long somebody has been called or served: minutes and seconds that run on by themselves. */

const SECOND_MS = 1_000;

export class Stopwatch {
  #shown;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  /** @param {HTMLElement} shown */
  constructor(shown) {
    this.#shown = shown;
  }

  /**
   * Run on from so many seconds; null when there is nothing to time.
   * @param {number | null} seconds
   */
  shows(seconds) {
    clearInterval(this.#timer);
    this.#shown.textContent = "";
    if (seconds === null) return;
    const began = performance.now() - seconds * SECOND_MS;
    const draw = () => {
      this.#shown.textContent = minutes((performance.now() - began) / SECOND_MS);
    };
    this.#timer = setInterval(draw, SECOND_MS);
    draw();
  }
}

/**
 * 75 seconds as `1:15`.
 * @param {number} seconds
 */
export function minutes(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
