import assert from "node:assert/strict";
import { test } from "node:test";

import { atPlace, Turn } from "../../queue_server/web/phone/static/turn.js";
import { range, words } from "../../queue_server/web/shared/static/words.js";

const mine = (more = {}) => ({
  number: "A003",
  service: { id: "LLTP" },
  state: "waiting",
  ahead: 2,
  estimate: { low_min: 10, high_min: 20 },
  prospect: "open",
  is_open: true,
  times_called: 0,
  version: 5,
  epoch: 1,
  ...more,
});
const line = (order, more = {}) => ({
  LLTP: {
    waiting: order.length,
    order,
    waits: order.map((_, place) => [place, 5 * place, 10 * place]),
    prospect: "open",
    late_from: null,
    ...more,
  },
});
const heard = (queues, more = {}) => ({ version: 6, calls: [], queues, ...more });
const beat = (more = {}) => ({ version: 5, told: 5, epoch: 1, is_open: true, ...more });

test("the phone finds its own number in the line", () => {
  const turn = new Turn(mine());
  assert.equal(turn.hear(heard(line(["A002", "A003", "A004", "A005"]))), "moved");
  assert.equal(turn.ahead, 1);
  assert.deepEqual(turn.estimate, { low_min: 5, high_min: 10 });
});

test("at counters that serve several lines the people before count, not the places", () => {
  const turn = new Turn(mine());
  turn.hear(heard(line(["A002", "A003"], { ahead: [1, 4, 7] })));
  assert.equal(turn.ahead, 4);
});

test("from the place where today ends the turn may be too late", () => {
  const turn = new Turn(mine());
  turn.hear(heard(line(["A001", "A003"], { late_from: 1 })));
  assert.equal(turn.prospect, "late");
  turn.hear(heard(line(["A003", "A004"], { late_from: 1 }), { version: 7 }));
  assert.equal(turn.prospect, "open");
});

test("new data of the hall is asked about", () => {
  assert.equal(new Turn(mine()).hear(heard(line(["A001", "A002", "A003"]), { anew: true })), "ask");
});

test("other lines are no news", () => {
  assert.equal(new Turn(mine()).hear(heard({})), "same");
});

test("whatever happens to this very number is asked about, in every state", () => {
  for (const state of ["waiting", "called", "serving", "held", "served", "no_show", "cancelled"]) {
    for (const after of ["waiting", "called", "serving", "held", "served", "no_show"]) {
      const turn = new Turn(mine({ state }));
      const told = heard({}, { calls: [{ number: "A003", state: after }] });
      assert.equal(turn.hear(told), "mine");
    }
  }
});

test("a missed message is asked about, a repeated one is not", () => {
  const turn = new Turn(mine());
  assert.equal(turn.hear({ version: 9, calls: [], queues: {} }), "ask");
  assert.equal(turn.hear({ version: 9, calls: [], queues: {} }), "same");
});

test("whoever is not in the line any more asks", () => {
  assert.equal(new Turn(mine()).hear(heard(line(["A004"]))), "ask");
});

test("a heartbeat asks when something was missed, or the hall shuts or is another", () => {
  assert.equal(new Turn(mine()).beat(beat()), "same");
  assert.equal(new Turn(mine()).beat(beat({ version: 6, told: 6 })), "ask");
  assert.equal(new Turn(mine()).beat(beat({ is_open: false })), "ask");
  assert.equal(new Turn(mine()).beat(beat({ epoch: 2 })), "ask");
});

test("a heartbeat asks when the messages have come to a halt", () => {
  const turn = new Turn(mine());
  assert.equal(turn.beat(beat({ version: 6 })), "same"); // a moment after a press
  assert.equal(turn.beat(beat({ version: 7 })), "ask");
});

test("between two known places the wait lies on a straight line; without any nobody knows", () => {
  const curve = [
    [0, 0, 0],
    [10, 30, 60],
  ];
  assert.deepEqual(atPlace(curve, 5), { low_min: 15, high_min: 30 });
  assert.deepEqual(atPlace(curve, 0), { low_min: 0, high_min: 0 });
  assert.equal(atPlace(curve, 11), null);
  assert.equal(atPlace([], 0), null);
});

test("an estimate is said in the page's words", () => {
  const said = { none: "?", soon: "now", one: "{high} min", range: "{low}-{high} min" };
  assert.equal(range(null, said), "?");
  assert.equal(range({ low_min: 0, high_min: 1 }, said), "now");
  assert.equal(range({ low_min: 5, high_min: 5 }, said), "5 min");
  assert.equal(range({ low_min: 5, high_min: 10 }, said), "5-10 min");
  assert.equal(words("{a} {b}", { a: 1 }), "1 {b}");
});
