/**
 * Keeps a screen true: it hears each change, notices a gap and asks again, and says when it is
 * out of date. A screen is a replica of a versioned snapshot, never a consumer of events.
 */

const STALE_AFTER_MS = 10_000; // two heartbeats missed

export class Live {
  #socket;
  #screen;
  #version;
  #epoch;
  #clock;
  #asking = false;
  #meanwhile = [];
  #staleTimer = null;

  /**
   * `socket` is a Socket.IO socket of the `/board` namespace. `screen` has four methods:
   * `change(message)`, `snapshot(board)`, `fresh(beat)` and `stale()`; a beat is the heartbeat, or
   * nothing. `version` and `epoch` are what the page was rendered with; versions begin again with
   * each epoch, which is after a restore.
   */
  constructor({ socket, screen, version, epoch, clock = globalThis }) {
    this.#socket = socket;
    this.#screen = screen;
    this.#version = version;
    this.#epoch = epoch;
    this.#clock = clock;
    socket.on("connect", () => this.#ask());
    socket.on("board", (message) => this.#hear(message));
    socket.on("beat", (beat) => this.#beat(beat));
    this.#watch();
  }

  get version() {
    return this.#version;
  }

  #hear = (message) => {
    if (this.#asking) {
      this.#meanwhile.push(message);
    } else if (message.version === this.#version + 1) {
      this.#version = message.version;
      this.#screen.change(message);
      this.#alive();
    } else if (message.version > this.#version) {
      this.#ask();
    }
  };

  #beat = (beat) => {
    this.#alive(beat);
    if (beat.version !== this.#version || beat.epoch !== this.#epoch) this.#ask();
  };

  #ask = () => {
    if (this.#asking) return;
    this.#asking = true;
    // A socket that closes never answers, so the next connection may ask again.
    this.#socket.once("disconnect", () => (this.#asking = false));
    this.#socket.emit("catch_up", this.#version, this.#epoch, this.#caughtUp);
  };

  #caughtUp = ({ snapshot, messages }) => {
    this.#asking = false;
    const heard = this.#meanwhile;
    this.#meanwhile = [];
    if (snapshot) {
      this.#version = snapshot.version;
      this.#epoch = snapshot.epoch;
      this.#screen.snapshot(snapshot);
    }
    for (const message of [...(messages ?? []), ...heard]) this.#hear(message);
    this.#alive(snapshot);
  };

  #alive = (beat) => {
    this.#screen.fresh(beat);
    this.#watch();
  };

  #watch = () => {
    this.#clock.clearTimeout(this.#staleTimer);
    this.#staleTimer = this.#clock.setTimeout(() => this.#screen.stale(), STALE_AFTER_MS);
  };
}
