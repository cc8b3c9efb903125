import assert from "node:assert/strict";
import { test } from "node:test";

import { press, Refused } from "../../queue_server/web/shared/static/press.js";

const answer = (status, body) => ({ ok: status < 400, status, statusText: "", json: async () => body });
const wait = async () => {};

/** A network that answers in turn; an Error means: no answer came. */
function network(...answers) {
  const sent = [];
  const fetch = async (url, request) => {
    sent.push(request);
    const next = answers.shift();
    if (next instanceof Error) throw next;
    return next;
  };
  return { fetch, sent, wait };
}

test("a press is answered", async () => {
  const net = network(answer(201, { number: "A001" }));
  assert.deepEqual(await press("/x", {}, net), { number: "A001" });
});

test("a lost answer is asked for again under the same key", async () => {
  const net = network(new TypeError("lost"), answer(503, {}), answer(200, { number: "A001" }));
  await press("/x", { a: 1 }, net);
  const keys = new Set(net.sent.map((request) => request.headers["Idempotency-Key"]));
  assert.equal(net.sent.length, 3);
  assert.equal(keys.size, 1);
  assert.match([...keys][0], /^[0-9a-f]{32}$/);
});

test("two presses have two keys", async () => {
  const net = network(answer(200, {}), answer(200, {}));
  await press("/x", {}, net);
  await press("/x", {}, net);
  assert.notEqual(net.sent[0].headers["Idempotency-Key"], net.sent[1].headers["Idempotency-Key"]);
});

test("a refusal is not tried again and carries its sentence", async () => {
  const net = network(answer(409, { detail: "Quầy 2 chưa mở.", code: "counter_closed" }));
  await assert.rejects(press("/x", {}, net), (error) => {
    assert.ok(error instanceof Refused);
    assert.equal(error.message, "Quầy 2 chưa mở.");
    assert.equal(error.code, "counter_closed");
    return true;
  });
  assert.equal(net.sent.length, 1);
});

test("a server that stays away is said after some tries", async () => {
  const net = network(...Array(9).fill(new TypeError("away")));
  await assert.rejects(press("/x", {}, net), TypeError);
  assert.equal(net.sent.length, 4);
});
