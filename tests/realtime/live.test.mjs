import assert from "node:assert/strict";
import { test } from "node:test";

import { Live } from "../../queue_server/web/shared/static/live.js";

/** A Socket.IO socket that a test plays: `hears` as if the server had said it. */
class Socket {
  asked = [];
  #listeners = {};

  on(event, listener) {
    (this.#listeners[event] ??= []).push(listener);
  }

  once(event, listener) {
    this.on(event, listener);
  }

  emit(event, version, epoch, answer) {
    this.asked.push({ event, version, epoch, answer });
  }

  hears(event, data) {
    for (const listener of this.#listeners[event] ?? []) listener(data);
  }
}

class Screen {
  seen = [];
  change = ({ version }) => this.seen.push(version);
  snapshot = ({ version }) => this.seen.push(`all ${version}`);
  fresh = () => (this.link = "fresh");
  stale = () => (this.link = "stale");
}

class Clock {
  setTimeout = (run) => (this.run = run);
  clearTimeout = () => (this.run = null);
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
  clock.run();
  assert.equal(screen.link, "stale");
  socket.hears("beat", { version: 5, epoch: 1, now: "" });
  assert.equal(screen.link, "fresh");
});
