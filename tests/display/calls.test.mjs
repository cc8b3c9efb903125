import assert from "node:assert/strict";
import { test } from "node:test";

import { Calls } from "../../display/static/calls.js";

const call = (number, counter, at, more = {}) => ({
  number,
  counter,
  at: `2026-11-25T08:00:${at}+07:00`,
  state: "called",
  times: 1,
  ...more,
});
const numbers = (calls) => calls.all.map((it) => it.number);

test("the newest call stands on top and is announced", () => {
  const calls = new Calls([call("A001", 2, "00")]);

  const news = calls.change([call("B001", 3, "05")]);

  assert.deepEqual(numbers(calls), ["B001", "A001"]);
  assert.deepEqual(news.map((it) => it.number), ["B001"]);
});

test("a start keeps its place and is not announced", () => {
  const calls = new Calls([call("B001", 3, "05"), call("A001", 2, "00")]);

  const news = calls.change([call("A001", 2, "00", { state: "serving" })]);

  assert.deepEqual(numbers(calls), ["B001", "A001"]);
  assert.deepEqual(news, []);
});

test("a recall comes to the top and is announced again", () => {
  const calls = new Calls([call("B001", 3, "05"), call("A001", 2, "00")]);

  const news = calls.change([call("A001", 2, "09", { times: 2 })]);

  assert.deepEqual(numbers(calls), ["A001", "B001"]);
  assert.equal(news.length, 1);
});

test("whoever is served or waits again leaves the wall", () => {
  const calls = new Calls([call("B001", 3, "05"), call("A001", 2, "00")]);

  calls.change([{ number: "A001", state: "served" }, { number: "B001", state: "waiting" }]);

  assert.deepEqual(numbers(calls), []);
});
