import assert from "node:assert/strict";
import { test } from "node:test";

import { Turn } from "../../queue_server/web/phone/static/turn.js";
import { range, words } from "../../queue_server/web/shared/static/words.js";

const mine = (more = {}) => ({
  number: "A003",
  service: { id: "LLTP" },
  state: "waiting",
  ahead: 2,
  estimate: { low_min: 10, high_min: 20 },
  version: 5,
  ...more,
});
const line = (order) => ({
  LLTP: { waiting: order.length, order, estimate: { low_min: 20, high_min: 40 } },
});

test("the phone finds its own number in the line", () => {
  const turn = new Turn(mine());
  assert.equal(turn.hear({ version: 6, calls: [], queues: line(["A002", "A003", "A004", "A005"]) }), "moved");
  assert.equal(turn.ahead, 1);
  assert.deepEqual(turn.estimate, { low_min: 5, high_min: 10 });
});

test("other lines are no news", () => {
  const turn = new Turn(mine());
  assert.equal(turn.hear({ version: 6, calls: [], queues: {} }), "same");
});

test("being called is asked about at once", () => {
  const turn = new Turn(mine());
  assert.equal(turn.hear({ version: 6, calls: [{ number: "A003", state: "called" }], queues: {} }), "ask");
});

test("a missed message is asked about, a repeated one is not", () => {
  const turn = new Turn(mine());
  assert.equal(turn.hear({ version: 9, calls: [], queues: {} }), "ask");
  assert.equal(turn.hear({ version: 9, calls: [], queues: {} }), "same");
});

test("whoever is not in the line any more asks", () => {
  const turn = new Turn(mine());
  assert.equal(turn.hear({ version: 6, calls: [], queues: line(["A004"]) }), "ask");
});

test("an estimate is said in the page's words", () => {
  const said = { none: "?", soon: "now", one: "{high} min", range: "{low}-{high} min" };
  assert.equal(range(null, said), "?");
  assert.equal(range({ low_min: 0, high_min: 1 }, said), "now");
  assert.equal(range({ low_min: 5, high_min: 5 }, said), "5 min");
  assert.equal(range({ low_min: 5, high_min: 10 }, said), "5-10 min");
  assert.equal(words("{a} {b}", { a: 1 }), "1 {b}");
});
