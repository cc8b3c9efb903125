import assert from "node:assert/strict";
import { test } from "node:test";

import { press, Refused } from "../../queue_server/web/kit/pages/static/press.js";

const answer = (status, body) => ({ ok: status < 400, status, text: async () => body });
const json = (status, body) => answer(status, JSON.stringify(body));

/** A network that answers in turn; an Error means: no answer came. */
function network(...answers) {
  const sent = [];
  const fetch = async (url, request) => {
    sent.push(request);
    const next = answers.shift();
    if (next instanceof Error) throw next;
    return next;
  };
  const [waits, losses] = [[], []];
  const lost = () => losses.push("lost");
  return { fetch, sent, losses, waits, lost, lang: "en", wait: async (ms) => waits.push(ms) };
}

test("a press is answered", async () => {
  const net = network(json(201, { number: "A001" }));
  assert.deepEqual(await press("/x", {}, net), { number: "A001" });
  assert.equal(net.losses.length, 0);
});

test("a lost answer is asked for under the same key until somebody knows, and it is said", async () => {
  const away = Array(40).fill(new TypeError("lost"));
  const cut = { ok: true, status: 200, text: () => Promise.reject(new TypeError("cut off")) };
  const proxy = [answer(502, "<html>Bad Gateway"), answer(200, "<html>Please sign in to the network")];
  const net = network(...away, cut, ...proxy, json(503, {}), json(200, { number: "A001" }));

  assert.deepEqual(await press("/x", { a: 1 }, net), { number: "A001" });

  const keys = new Set(net.sent.map((request) => request.headers["Idempotency-Key"]));
  assert.equal(net.sent.length, 45);
  assert.equal(net.losses.length, 44);
  assert.equal(keys.size, 1);
  assert.ok(net.waits.every((ms) => ms <= 2_000), "a server that is back is asked within seconds");
  assert.match([...keys][0], /^[0-9a-f]{32}$/);
});

test("a line that died without a word is given up and asked again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const silent = (url, { signal }) =>
    new Promise((_, fail) => signal.addEventListener("abort", () => fail(new Error("aborted"))));
  const answers = [silent, async () => json(200, { number: "A001" })];
  const pressed = press("/x", {}, { ...network(), fetch: (...sent) => answers.shift()(...sent) });

  t.mock.timers.tick(5_000);

  assert.deepEqual(await pressed, { number: "A001" });
});

test("two presses have two keys", async () => {
  const net = network(json(200, {}), json(200, {}));
  await press("/x", {}, net);
  await press("/x", {}, net);
  assert.notEqual(net.sent[0].headers["Idempotency-Key"], net.sent[1].headers["Idempotency-Key"]);
});

test("a refusal is not tried again, carries its sentence, and is asked for in the page's language", async () => {
  const net = network(json(409, { detail: "Counter 2 is not open.", code: "counter_closed" }));
  await assert.rejects(press("/x", {}, net), (error) => {
    assert.ok(error instanceof Refused);
    assert.equal(error.message, "Counter 2 is not open.");
    assert.equal(error.code, "counter_closed");
    return true;
  });
  assert.equal(net.sent.length, 1);
  assert.equal(net.sent[0].headers["Accept-Language"], "en");
});

test("what fails in the server itself fails after some tries", async () => {
  const net = network(...Array(9).fill(json(500, { detail: "The server failed." })));
  await assert.rejects(press("/x", {}, net), Refused);
  assert.equal(net.sent.length, 4);
});
