import assert from "node:assert/strict";
import { test } from "node:test";

import { ask, askJson } from "../../queue_server/web/kit/pages/static/ask.js";

/** A fetch that breaks off when it is told to, as a browser's does. */
const until = (answers) => (url, { signal }) =>
  new Promise((done, fail) => {
    signal.addEventListener("abort", () => fail(new Error("aborted")));
    if (answers) done(answers);
  });
const atOnce = { setTimeout: (run) => setImmediate(run), clearTimeout: clearImmediate };

test("an answer that comes is given with its text", async () => {
  const fetch = until(new Response("{}", { status: 409 }));
  const { ok, status, text } = await ask("/x", {}, { fetch });
  assert.deepEqual([ok, status, text], [false, 409, "{}"]);
});

test("no answer in time is none", async () => {
  assert.equal(await ask("/x", {}, { fetch: until(null), clock: atOnce }), null);
});

test("half an answer in time is none", async () => {
  const half = { ok: true, status: 200, text: () => Promise.reject(new Error("aborted")) };
  assert.equal(await ask("/x", {}, { fetch: until(half), clock: atOnce }), null);
});

test("a proxy's own page is no answer to a question for JSON", async () => {
  const page = () => new Response("<h1>Bad gateway</h1>", { status: 502 });
  assert.equal(await askJson("/x", { fetch: until(page()) }), null);
  assert.deepEqual((await askJson("/x", { fetch: until(new Response("[1]")) })).body, [1]);
});
