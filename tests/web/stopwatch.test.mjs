import assert from "node:assert/strict";
import { test } from "node:test";

import { minutes } from "../../queue_server/web/counter/static/stopwatch.js";

test("seconds are said as minutes and seconds", () => {
  assert.deepEqual([0, 9.9, 75, 3600, -3].map(minutes), ["0:00", "0:09", "1:15", "60:00", "0:00"]);
});
