/**
 * Hears the hall's messages, and notices when it does not: a phone sleeps, loses its network, or is
 * turned away when too many listen. Then it asks instead, and opens the stream again.
 */

const SILENT_AFTER_MS = 40_000; // heartbeats come every 15 s
const LOOK_MS = 5_000;
const OPEN_AGAIN_MS = 10_000; // and up to as much more: not all phones at once
const CLOSED = 2; // EventSource's own number: it tries no more

export class Stream {
  #url;
  #ear;
  #how;
  #source = null;
  #heardAt;
  #openAgainAt = 0;

  /**
   * `ear` has three methods: `message(m)`, `beat(b)`, and `ask()` when nobody knows what was
   * missed. `how` are the browser's own things, for tests.
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
    this.#source = new page.EventSource(this.#url);
    // Whatever was missed while no stream was open, one question answers.
    this.#source.addEventListener("open", () => this.#hear(() => this.#ear.ask()));
    this.#source.addEventListener("error", () => this.#ear.ask());
    for (const kind of ["message", "beat"]) {
      const event = kind === "message" ? "board" : kind;
      const tell = ({ data }) => this.#hear(() => this.#ear[kind](JSON.parse(data)));
      this.#source.addEventListener(event, tell);
    }
  };

  #hear = (tell) => {
    this.#heardAt = this.#how.now();
    tell();
  };

  get #isDead() {
    const silence = this.#how.now() - this.#heardAt;
    return this.#source.readyState === CLOSED || silence > SILENT_AFTER_MS;
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
