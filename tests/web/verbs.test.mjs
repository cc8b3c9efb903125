import assert from "node:assert/strict";
import { test } from "node:test";

import { address, keyOf, leading, possible } from "../../queue_server/web/counter/static/verbs.js";

const desk = (state, current) => ({ counter: { state }, current: current && { state: current } });

test("only verbs that make sense may be pressed", () => {
  assert.deepEqual([...possible(desk("closed"))], ["open"]);
  assert.deepEqual([...possible(desk("open"))], ["call", "pause", "close"]);
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

test("each verb has its address", () => {
  const at = { counterId: "Q02", ticketId: 7 };
  assert.equal(address("call", at), "/api/v1/counters/Q02/calls");
  assert.equal(address("no-show", at), "/api/v1/tickets/7/no-shows");
});

test("keys are the function keys and Ctrl+Z, nothing else", () => {
  assert.equal(keyOf({ key: "F2" }), "F2");
  assert.equal(keyOf({ key: "z", ctrlKey: true }), "Ctrl+Z");
  assert.equal(keyOf({ key: "F4", altKey: true }), null);
  assert.equal(keyOf({ key: "a" }), null);
  assert.equal(keyOf({ key: "r", ctrlKey: true }), null);
});
