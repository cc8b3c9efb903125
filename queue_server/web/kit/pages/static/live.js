/**
 * Keeps a screen true: it hears each change, notices a gap and asks again, and says when it is
 * out of date. A screen is a replica of a versioned snapshot, never a consumer of events.
 */

/**
 * @import { BoardMessage, BoardSnapshot, CaughtUp, Heartbeat } from "shapes"
 * @import { Clock } from "./ask.js"
 * @typedef {BoardSnapshot | Heartbeat | undefined} Beat  by what a screen knows that it is true
 *
 * @typedef {object} LiveScreen
 * @property {(message: BoardMessage) => void} change
 * @property {(board: BoardSnapshot) => void} snapshot
 * @property {(beat?: Beat) => void} fresh
 * @property {() => void} stale
 *
 * @typedef {object} LiveSocket  of Socket.IO
 * @property {boolean} active  it tries again by itself
 * @property {(event: string, heard: (told: any) => void) => unknown} on
 * @property {(event: string, ...facts: any[]) => unknown} emit
 * @property {() => unknown} connect
 */

const STALE_AFTER_MS = 10_000; // two heartbeats missed
const ANSWERED_WITHIN_MS = 4_000; // a question without an answer is asked again
const MOST_MEANWHILE = 500; // messages kept while an answer is on its way
const SENT_AWAY_MS = 3_000; // a socket that the server closed does not come back by itself

/**
 * How to make the socket: websockets; but a proxy that does not let them through, or does not know
 * them, must not leave the screen alone with its silence.
 */
export const TRANSPORTS = {
  transports: ["websocket", "polling"],
  tryAllTransports: true,
  reconnectionDelayMax: 2000,
  timeout: 8000,
};

export class Live {
  #socket;
  #screen;
  #version;
  #epoch;
  #clock;
  /** @type {{ timer?: ReturnType<typeof setTimeout> } | null} the question that is on its way */
  #asked = null;
  /** @type {BoardMessage[]} */
  #meanwhile = [];
  #due = 0; // the version that the messages must have reached by the next heartbeat
  #isHalted = false; // they have not: the screen is kept true by asking, and calls come late
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #staleTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #returnTimer;

  /**
   * `socket` is one of the `/board` namespace. What the screen could not draw it is shown again, as
   * a snapshot. `version` and `epoch` are what the page was rendered with; versions begin again with
   * each epoch, which is after a restore.
   * @param {object} facts
   * @param {LiveSocket} facts.socket
   * @param {LiveScreen} facts.screen
   * @param {number | null} facts.version
   * @param {number} facts.epoch
   * @param {Clock} [facts.clock]
   */
  constructor({ socket, screen, version, epoch, clock = globalThis }) {
    this.#socket = socket;
    this.#screen = screen;
    this.#version = version;
    this.#epoch = epoch;
    this.#clock = clock;
    socket.on("connect", () => this.#ask());
    socket.on("disconnect", () => this.#lost());
    socket.on("connect_error", () => this.#lost());
    socket.on("board", (message) => this.#hear(message));
    socket.on("beat", (beat) => this.#beat(beat));
    this.#watch();
  }

  get version() {
    return this.#version;
  }

  /** @param {BoardMessage} message */
  #hear = (message) => {
    if (this.#asked) {
      if (this.#meanwhile.length < MOST_MEANWHILE) this.#meanwhile.push(message);
    } else if (this.#follows(message)) {
      if (this.#draw("change", message)) this.#alive();
    } else if (message.version > (this.#version ?? 0)) {
      this.#ask();
    }
  };

  /**
   * Is this all that happened since? After new data of the hall (`anew`) only a snapshot is.
   * @param {BoardMessage} message
   */
  #follows = (message) =>
    this.#version !== null && !message.anew && message.version === this.#version + 1;

  /** @param {Heartbeat} beat */
  #beat = (beat) => {
    const isAnother = beat.epoch !== this.#epoch;
    // What had happened one beat ago has been told by now, or the messages have come to a halt.
    this.#isHalted = !isAnother && beat.told < this.#due;
    this.#due = beat.version;
    if (isAnother || beat.version !== this.#version) this.#ask();
    else this.#alive(beat);
  };

  #ask = () => {
    if (this.#asked) return;
    this.#meanwhile = [];
    const again = () => {
      this.#giveUp();
      this.#ask();
    };
    const asked = { timer: this.#clock.setTimeout(again, ANSWERED_WITHIN_MS) };
    this.#asked = asked;
    this.#socket.emit("catch_up", this.#version, this.#epoch, (/** @type {CaughtUp} */ answer) => {
      if (asked === this.#asked) this.#caughtUp(answer);
    });
  };

  #giveUp = () => {
    if (this.#asked) this.#clock.clearTimeout(this.#asked.timer);
    this.#asked = null;
  };

  /** A socket that closes never answers. */
  #lost = () => {
    this.#giveUp();
    this.#clock.clearTimeout(this.#returnTimer);
    if (this.#socket.active) return; // it tries again by itself
    this.#returnTimer = this.#clock.setTimeout(() => this.#socket.connect(), SENT_AWAY_MS);
  };

  /** @param {CaughtUp} [answer] */
  #caughtUp = ({ snapshot, messages } = {}) => {
    // Neither of the two: the server cannot say now. The question stays open until its deadline.
    if (!snapshot && !messages) return;
    this.#giveUp();
    const heard = this.#meanwhile;
    this.#meanwhile = [];
    if (snapshot && !this.#draw("snapshot", snapshot)) return;
    if (snapshot) this.#epoch = snapshot.epoch;
    this.#alive(snapshot);
    for (const message of [...(messages ?? []), ...heard]) this.#hear(message);
  };

  /**
   * Show it; false when the screen could not: then the next question is for the whole board.
   * @template {"change" | "snapshot"} Method
   * @param {Method} method
   * @param {Parameters<LiveScreen[Method]>[0]} told
   */
  #draw = (method, told) => {
    try {
      this.#screen[method](/** @type {any} */ (told));
      this.#version = told.version;
      return true;
    } catch (error) {
      console.error(error);
      this.#version = null;
      if (method === "change") this.#ask();
      return false;
    }
  };

  /** @param {Beat} [beat] */
  #alive = (beat) => {
    if (this.#isHalted) return this.#screen.stale();
    this.#screen.fresh(beat);
    this.#watch();
  };

  #watch = () => {
    this.#clock.clearTimeout(this.#staleTimer);
    this.#staleTimer = this.#clock.setTimeout(() => this.#screen.stale(), STALE_AFTER_MS);
  };
}
