import assert from "node:assert/strict";
import { test } from "node:test";

import { fits, plain } from "../../kiosk/static/search.js";

test("text is compared as people type it", () => {
  assert.equal(plain("Đăng ký hộ khẩu: ỵ ặ ễ ữ"), "dang ky ho khau: y a e u");
});

test("every typed word must occur, in any order", () => {
  assert.ok(fits("Đất đai: sang tên, tách thửa", "thua dat"));
  assert.ok(!fits("Đất đai", "dat xe"));
});

test("nothing typed finds everything", () => {
  assert.ok(fits("Đất đai", ""));
});
