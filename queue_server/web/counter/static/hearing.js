/**
 * Which of the hall's messages concern a desk: only then does it ask how its counter stands.
 *
 * @import { BoardCall, BoardMessage, DeskScreen } from "shapes"
 * @import { Clock } from "/static/ask.js"
 */

const TOGETHER_MS = 250; // several changes at once are one question
const OLD_MS = 60_000; // minutes waited and the figures of the day move by themselves

/**
 * Does a message concern a desk as the API shows it? One that says nothing of lines or calls may.
 * @param {Pick<BoardMessage, "calls" | "queues">} message
 * @param {Pick<DeskScreen, "counter" | "current" | "held" | "absent">} desk
 */
export function concerns(message, desk) {
  const { calls, queues } = message;
  if (!calls.length && !Object.keys(queues).length) return true; // a printer, the hall's data
  if (desk.counter.services.some(({ id }) => id in queues)) return true;
  const here = [...(desk.current ? [desk.current] : []), ...desk.held, ...desk.absent];
  const isHere = (/** @type {BoardCall} */ call) => here.some(({ number }) => number === call.number);
  return calls.some((call) => call.counter === desk.counter.number || isHere(call));
}

/** Asks, soon after something changed, or when what is shown is old. */
export class Asking {
  #ask;
  #clock;
  #now;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #askedAt;

  /**
   * @param {() => unknown} ask
   * @param {{ clock?: Clock, now?: () => number }} [how]
   */
  constructor(ask, { clock = globalThis, now = Date.now } = {}) {
    this.#ask = ask;
    this.#clock = clock;
    this.#now = now;
    this.#askedAt = now();
  }

  soon() {
    this.#timer ??= this.#clock.setTimeout(() => this.asks(), TOGETHER_MS);
  }

  whenOld() {
    if (this.#now() - this.#askedAt > OLD_MS) this.asks();
  }

  /** Ask now: whatever was to be asked soon is asked with it. */
  asks() {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#askedAt = this.#now();
    return this.#ask();
  }
}
