import assert from "node:assert/strict";
import { test } from "node:test";

import { Asking, concerns } from "../../queue_server/web/counter/static/hearing.js";

const desk = {
  counter: { number: 2, services: [{ id: "LLTP" }, { id: "TUPHAP" }] },
  current: { number: "A001" },
  held: [{ number: "A002" }],
  absent: [],
};
const told = (queues, calls = []) => ({ version: 1, calls, queues });
const clock = () => {
  const timers = [];
  return {
    timers,
    setTimeout: (work) => timers.push(work),
    clearTimeout: (id) => id && (timers[id - 1] = null),
  };
};

test("a desk asks when its lines, its counter or its people are told of", () => {
  assert.ok(concerns(told({ LLTP: {} }), desk));
  assert.ok(concerns(told({}, [{ number: "C001", state: "called", counter: 2 }]), desk));
  assert.ok(concerns(told({}, [{ number: "A002", state: "cancelled" }]), desk));
  assert.ok(concerns(told({}, [{ number: "A001", state: "served" }]), desk));
});

test("a desk does not ask when other lines move and other counters call", () => {
  assert.ok(!concerns(told({ YTE: {} }), desk));
  assert.ok(!concerns(told({ YTE: {} }, [{ number: "F001", state: "called", counter: 8 }]), desk));
});

test("what is said of no line may be a printer, or the hall's own data", () => {
  assert.ok(concerns(told({}), desk));
});

test("several changes at once are one question, and a press that asks by itself asks for them", () => {
  const time = clock();
  let asked = 0;
  const asking = new Asking(() => (asked += 1), { clock: time, now: () => 0 });
  asking.soon();
  asking.soon();
  assert.equal(time.timers.length, 1);
  time.timers[0]();
  assert.equal(asked, 1);

  asking.soon();
  asking.asks();
  assert.deepEqual([asked, time.timers[1]], [2, null]);
});

test("what is shown is asked for again when it is a minute old", () => {
  let [now, asked] = [0, 0];
  const asking = new Asking(() => (asked += 1), { clock: clock(), now: () => now });
  now = 59_000;
  asking.whenOld();
  assert.equal(asked, 0);
  now = 61_000;
  asking.whenOld();
  asking.whenOld();
  assert.equal(asked, 1);
});
