import assert from "node:assert/strict";
import { test } from "node:test";

import { address, keyOf, leading, possible, saidWith } from "../../queue_server/web/counter/static/verbs.js";

const desk = (state, current, next = null) => ({
  counter: { state },
  current: current && { state: current },
  next,
});

test("only verbs that make sense may be pressed", () => {
  assert.deepEqual([...possible(desk("closed"))], ["open"]);
  assert.deepEqual([...possible(desk("open"))], ["call", "call-this", "pause", "close"]);
  assert.deepEqual([...possible(desk("paused"))], ["open", "close"]);
  assert.ok(possible(desk("open", "called")).has("no-show"));
  assert.ok(!possible(desk("open", "serving")).has("no-show"));
  assert.ok(!possible(desk("open", "called")).has("close"));
});

test("after a call the start leads, and the finish only once somebody is served", () => {
  assert.equal(leading(desk("open")), "call");
  assert.equal(leading(desk("open", "called")), "start");
  assert.equal(leading(desk("open", "serving")), "finish");
});

test("where another clerk sits nothing is pressed but to take the counter over", () => {
  const taken = { ...desk("open", "called"), counter: { state: "open", clerk: "lan", is_seated: true } };
  assert.deepEqual([...possible(taken, "minh")], ["take-over"]);
  assert.ok(possible(taken, "lan").has("start"));
  assert.ok(possible(taken).has("start"), "a manager presses everywhere");
});

test("a call that ends a service makes sense when somebody is next", () => {
  assert.ok(possible(desk("open", "serving", {})).has("call"));
  assert.ok(!possible(desk("open", "serving")).has("call"));
  assert.ok(!possible(desk("paused", "serving", {})).has("call"));
  assert.ok(!possible(desk("open", "called", {})).has("call"));
});

test("a press says what was chosen, and nothing where nothing was", () => {
  const nobody = { current: null };
  const served = { current: { state: "serving" } };
  assert.deepEqual(saidWith("call", nobody), {});
  assert.deepEqual(saidWith("call", served), { finish: true });
  assert.deepEqual(saidWith("finish", { ...served, choice: "A" }), { outcome: "A" });
  assert.deepEqual(saidWith("hold", { ...served, choice: "" }), {});
  assert.deepEqual(saidWith("pause", { ...nobody, choice: "B" }), { reason: "B" });
  assert.deepEqual(saidWith("transfer", { ...served, choice: "S" }), { service_id: "S" });
  const chosen = { ...nobody, ticketId: "7", choice: "C" };
  assert.deepEqual(saidWith("call-this", chosen), { ticket_id: 7, reason: "C" });
});

test("each verb has its address", () => {
  const at = { counterId: "Q02", ticketId: 7 };
  assert.equal(address("call", at), "/api/v1/counters/Q02/calls");
  assert.equal(address("no-show", at), "/api/v1/tickets/7/no-shows");
});

test("keys are the function keys, digits and Ctrl+Z, nothing else", () => {
  assert.equal(keyOf({ key: "F2" }), "F2");
  assert.equal(keyOf({ key: "z", ctrlKey: true }), "Ctrl+Z");
  assert.equal(keyOf({ key: "F4", altKey: true }), null);
  assert.equal(keyOf({ key: "3" }), "3");
  assert.equal(keyOf({ key: "a" }), null);
  assert.equal(keyOf({ key: "r", ctrlKey: true }), null);
});
