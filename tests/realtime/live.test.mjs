import assert from "node:assert/strict";
import { test } from "node:test";

import { Live } from "../../queue_server/web/kit/pages/static/live.js";

/** A Socket.IO socket that a test plays: `hears` as if the server had said it. */
class Socket {
  asked = [];
  active = true;
  connections = 0;
  #listeners = {};

  on(event, listener) {
    (this.#listeners[event] ??= []).push(listener);
  }

  emit(event, version, epoch, answer) {
    this.asked.push({ event, version, epoch, answer });
  }

  connect() {
    this.connections += 1;
  }

  get listens() {
    return Object.values(this.#listeners).flat().length;
  }

  hears(event, data) {
    for (const listener of this.#listeners[event] ?? []) listener(data);
  }
}

class Screen {
  seen = [];
  change = ({ version }) => this.#see(version);
  snapshot = ({ version }) => this.#see(`all ${version}`);
  fresh = () => (this.link = "fresh");
  stale = () => (this.link = "stale");

  #see = (version) => {
    if (this.breaks) throw new Error("this picture cannot be drawn");
    this.seen.push(version);
  };
}

/** Time passes when a test says so. */
class Clock {
  #now = 0;
  #timers = new Set();

  setTimeout = (run, after) => {
    const timer = { run, at: this.#now + after };
    this.#timers.add(timer);
    return timer;
  };

  clearTimeout = (timer) => this.#timers.delete(timer);

  get waits() {
    return this.#timers.size;
  }

  passes(milliseconds) {
    const until = this.#now + milliseconds;
    for (;;) {
      const next = [...this.#timers].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      this.#timers.delete(next);
      this.#now = next.at;
      next.run();
    }
    this.#now = until;
  }
}

function screenAt(version) {
  const [socket, screen, clock] = [new Socket(), new Screen(), new Clock()];
  const live = new Live({ socket, screen, version, epoch: 1, clock });
  return { socket, screen, clock, live };
}

const message = (version) => ({ version, calls: [], queues: {} });

test("messages in order are taken one by one", () => {
  const { socket, screen } = screenAt(5);
  socket.hears("board", message(6));
  socket.hears("board", message(7));
  assert.deepEqual(screen.seen, [6, 7]);
  assert.equal(socket.asked.length, 0);
});

test("a gap asks again, and what came meanwhile is not lost", () => {
  const { socket, screen, live } = screenAt(5);
  socket.hears("board", message(8));
  assert.equal(socket.asked[0].version, 5);
  socket.hears("board", message(9));
  socket.asked[0].answer({ messages: [6, 7, 8].map(message) });
  assert.deepEqual(screen.seen, [6, 7, 8, 9]);
  assert.equal(live.version, 9);
});

test("after new data of the hall the whole board is asked for", () => {
  const { socket, screen, live } = screenAt(5);
  socket.hears("board", { ...message(6), anew: true });
  assert.equal(socket.asked[0].version, 5);
  socket.asked[0].answer({ snapshot: { version: 6, epoch: 1 } });
  assert.deepEqual(screen.seen, ["all 6"]);
  assert.equal(live.version, 6);
});

test("a message of the past changes nothing", () => {
  const { socket, screen } = screenAt(5);
  socket.hears("board", message(5));
  socket.hears("board", message(3));
  assert.deepEqual(screen.seen, []);
});

test("far behind, a whole board comes at once", () => {
  const { socket, screen, live } = screenAt(5);
  socket.hears("connect");
  socket.asked[0].answer({ snapshot: { version: 900, now: "2026-11-25T08:00:00+07:00" } });
  assert.deepEqual(screen.seen, ["all 900"]);
  assert.equal(live.version, 900);
});

test("a heartbeat with another version asks", () => {
  const { socket } = screenAt(5);
  socket.hears("beat", { version: 5, epoch: 1, now: "" });
  assert.equal(socket.asked.length, 0);
  socket.hears("beat", { version: 6, epoch: 1, now: "" });
  assert.equal(socket.asked.length, 1);
});

test("after a restore versions begin again: the same version of another epoch asks", () => {
  const { socket, screen, live } = screenAt(5);
  socket.hears("beat", { version: 5, epoch: 2, now: "" });
  assert.equal(socket.asked[0].epoch, 1);
  socket.asked[0].answer({ snapshot: { version: 1, epoch: 2, now: "" } });
  socket.hears("board", message(2));
  socket.hears("connect");
  assert.deepEqual(screen.seen, ["all 1", 2]);
  assert.equal(live.version, 2);
  assert.equal(socket.asked[1].epoch, 2);
});

test("a connection lost while asking asks again at the next", () => {
  const { socket } = screenAt(5);
  socket.hears("connect");
  socket.hears("disconnect");
  socket.hears("connect");
  assert.equal(socket.asked.length, 2);
});

test("silence makes the screen say that it is stale, and life takes that back", () => {
  const { socket, screen, clock } = screenAt(5);
  clock.passes(10_000);
  assert.equal(screen.link, "stale");
  socket.hears("beat", { version: 5, told: 5, epoch: 1, now: "" });
  assert.equal(screen.link, "fresh");
});

test("a question that is not answered is asked again, and a late answer is not taken", () => {
  const { socket, screen, clock } = screenAt(5);
  socket.hears("connect");
  clock.passes(4_000);
  assert.equal(socket.asked.length, 2);
  socket.asked[0].answer({ snapshot: { version: 7, epoch: 1 } });
  assert.deepEqual(screen.seen, []);
  socket.asked[1].answer({ snapshot: { version: 8, epoch: 1 } });
  assert.deepEqual(screen.seen, ["all 8"]);
  clock.passes(9_000);
  assert.equal(socket.asked.length, 2);
});

test("an answer that says neither is asked again later, and the screen says that it is stale", () => {
  const { socket, screen, clock } = screenAt(5);
  socket.hears("board", message(9));
  for (const _beat of [1, 2, 3]) {
    socket.hears("beat", { version: 9, told: 9, epoch: 1 });
    socket.asked.at(-1).answer({ refused: "failed" });
    clock.passes(5_000);
  }
  assert.equal(screen.link, "stale");
  assert.equal(socket.asked.length, 4);
  socket.asked.at(-1).answer({ messages: [6, 7, 8, 9].map(message) });
  assert.deepEqual(screen.seen, [6, 7, 8, 9]);
  assert.equal(screen.link, "fresh");
});

test("a screen that says it is fresh has the version of the heartbeat", () => {
  const { socket, screen, clock } = screenAt(5);
  for (const _beat of [1, 2]) {
    clock.passes(5_000);
    socket.hears("beat", { version: 6, told: 6, epoch: 1 }); // the message itself was lost
  }
  assert.equal(screen.link, "stale");
});

test("while the messages have come to a halt the screen says so, however much it asks", () => {
  const { socket, screen } = screenAt(5);
  socket.hears("beat", { version: 6, told: 5, epoch: 1 }); // a moment after a press
  socket.asked[0].answer({ snapshot: { version: 6, epoch: 1 } });
  assert.equal(screen.link, "fresh");
  socket.hears("beat", { version: 7, told: 5, epoch: 1 });
  socket.asked[1].answer({ snapshot: { version: 7, epoch: 1 } });
  assert.equal(screen.link, "stale");
  socket.hears("beat", { version: 7, told: 7, epoch: 1 });
  assert.equal(screen.link, "fresh");
});

test("a message that cannot be drawn asks for the whole board", () => {
  const { socket, screen, live } = screenAt(5);
  screen.breaks = true;
  socket.hears("board", message(6));
  assert.equal(socket.asked[0].version, null);
  screen.breaks = false;
  socket.asked[0].answer({ snapshot: { version: 6, epoch: 1 } });
  assert.equal(live.version, 6);
});

test("a board that cannot be drawn is never called fresh", () => {
  const { socket, screen, clock } = screenAt(5);
  screen.breaks = true;
  for (const _beat of [1, 2, 3]) {
    socket.hears("beat", { version: 6, told: 6, epoch: 1 });
    socket.asked.at(-1).answer({ snapshot: { version: 6, epoch: 1 } });
    clock.passes(5_000);
  }
  assert.equal(screen.link, "stale");
});

test("a month of questions leaves no listener and no timer behind", () => {
  const { socket, clock } = screenAt(0);
  for (let version = 2; version < 1000; version += 2) {
    socket.hears("board", message(version));
    socket.asked.at(-1).answer({ snapshot: { version, epoch: 1 } });
  }
  assert.equal(socket.listens, 5);
  assert.equal(clock.waits, 1);
});

test("a screen that the server sent away comes back by itself", () => {
  const { socket, clock } = screenAt(5);
  socket.hears("disconnect");
  clock.passes(5_000);
  assert.equal(socket.connections, 0); // Socket.IO tries again itself
  socket.active = false;
  socket.hears("disconnect");
  clock.passes(5_000);
  socket.hears("connect_error");
  clock.passes(5_000);
  assert.equal(socket.connections, 2);
});
