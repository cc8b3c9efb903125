/**
 * Hears the hall's messages, and notices when it does not: a phone sleeps, loses its network, or is
 * turned away when too many listen. Then it asks instead, and opens the stream again.
 */

/**
 * @import { BoardMessage, Heartbeat } from "shapes"
 *
 * @typedef {object} Ear
 * @property {(told: BoardMessage) => void} message
 * @property {(told: Heartbeat) => void} beat
 * @property {() => void} ask  nobody knows what was missed
 */

const SILENT_AFTER_MS = 40_000; // heartbeats come every 15 s
const LOOK_MS = 5_000;
const OPEN_AGAIN_MS = 10_000; // and up to as much more: not all phones at once
const CLOSED = 2; // EventSource's own number: it tries no more

export class Stream {
  #url;
  #ear;
  #how;
  /** @type {EventSource | undefined} */
  #source;
  #heardAt = 0;
  #openAgainAt = 0;

  /**
   * `how` are the browser's own things, for tests.
   * @param {{ url: string, ear: Ear, how?: object }} facts
   */
  constructor({ url, ear, how = {} }) {
    this.#url = url;
    this.#ear = ear;
    this.#how = { clock: globalThis, now: Date.now, page: globalThis, ...how };
    this.#open();
    this.#how.clock.setInterval(this.#look, LOOK_MS);
    const { page } = this.#how;
    page.document.addEventListener("visibilitychange", () => page.document.hidden || this.#wake());
    page.addEventListener("pageshow", ({ persisted }) => persisted && this.#wake());
    page.addEventListener("online", this.#wake);
    page.addEventListener("offline", () => this.#ear.ask());
  }

  #open = () => {
    const { now, page } = this.#how;
    this.#source?.close();
    this.#heardAt = now();
    this.#openAgainAt = now() + OPEN_AGAIN_MS * (1 + Math.random());
    const source = (this.#source = new page.EventSource(this.#url));
    // Whatever was missed while no stream was open, one question answers.
    source.addEventListener("open", () => this.#hear(() => this.#ear.ask()));
    source.addEventListener("error", () => this.#ear.ask());
    source.addEventListener("board", ({ data }) => this.#hear(() => this.#ear.message(JSON.parse(data))));
    source.addEventListener("beat", ({ data }) => this.#hear(() => this.#ear.beat(JSON.parse(data))));
  };

  /** @param {() => void} tell */
  #hear = (tell) => {
    this.#heardAt = this.#how.now();
    tell();
  };

  get #isDead() {
    const silence = this.#how.now() - this.#heardAt;
    return this.#source?.readyState === CLOSED || silence > SILENT_AFTER_MS;
  }

  #look = () => {
    if (!this.#isDead || this.#how.now() < this.#openAgainAt) return;
    this.#open();
    this.#ear.ask();
  };

  /** Back from sleep: what the stream says of itself is not to be trusted. */
  #wake = () => {
    this.#open();
    this.#ear.ask();
  };
}
