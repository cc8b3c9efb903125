import assert from "node:assert/strict";
import { test } from "node:test";

import { atPlace, Turn } from "../../queue_server/web/phone/static/turn.js";
import { range, words } from "../../queue_server/web/kit/pages/static/words.js";

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
const WAITS = [0, 1, 2, 3, 4].map((ahead) => [ahead, 5 * ahead, 10 * ahead]);
const line = (more = {}) => ({
  LLTP: { since: 5, left: [], came: [], waits: WAITS, prospect: "open", late_from: null, ...more },
});
const came = (...places) => places.map((place) => ({ place, number: "A009" }));
const heard = (queues, more = {}) => ({ version: 6, calls: [], queues, ...more });
const beat = (more = {}) => ({ version: 5, told: 5, epoch: 1, is_open: true, ...more });

test("when somebody before me leaves I move up, and the wait is the one said for that place", () => {
  const turn = new Turn(mine());
  assert.equal(turn.hear(heard(line({ left: [0] }))), "moved");
  assert.equal(turn.ahead, 1);
  assert.deepEqual(turn.estimate, { low_min: 5, high_min: 10 });
});

test("only what happens before me moves me", () => {
  for (const [moves, ahead] of [
    [{ left: [3, 4] }, 2],
    [{ left: [0, 1, 5] }, 0],
    [{ came: came(3) }, 2],
    [{ came: came(2) }, 3], // just before me
    [{ came: came(0, 4) }, 3],
    [{ came: came(0, 3) }, 4], // the first pushed me to where the second came in
    [{ left: [0, 1], came: came(0) }, 1],
  ]) {
    const turn = new Turn(mine());
    assert.equal(turn.hear(heard(line(moves))), "moved");
    assert.equal(turn.ahead, ahead);
  }
});

test("what a message does not say, or my own place says already, is asked about", () => {
  for (const queue of [{ moved: true }, { since: 4, left: [0] }, { left: [2] }]) {
    const turn = new Turn(mine());
    assert.equal(turn.hear(heard(line(queue))), "ask");
    assert.equal(turn.ahead, 2);
  }
});

test("a message after one that moved me begins where that one ended", () => {
  const turn = new Turn(mine());
  turn.hear(heard(line({ left: [0] })));
  turn.hear(heard(line({ since: 6, left: [0] }), { version: 7 }));
  assert.equal(turn.ahead, 0);
});

test("from the place where today ends the turn may be too late", () => {
  const turn = new Turn(mine());
  turn.hear(heard(line({ late_from: 2 })));
  assert.equal(turn.prospect, "late");
  turn.hear(heard(line({ since: 6, left: [0], late_from: 2 }), { version: 7 }));
  assert.equal(turn.prospect, "open");
});

test("new data of the hall is asked about", () => {
  assert.equal(new Turn(mine()).hear(heard(line(), { anew: true })), "ask");
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
