import assert from "node:assert/strict";
import { test } from "node:test";

import { found, plain } from "../../kiosk/static/search.js";

test("text is compared as people type it", () => {
  assert.equal(plain("Đăng ký hộ khẩu: ỵ ặ ễ ữ"), "dang ky ho khau y a e u");
});

test("the same letters are the same, however they were typed", () => {
  for (const typed of ["Đất đai", "\u00d0ất \u00f0ai", "Đất đai".normalize("NFD")])
    assert.equal(plain(typed), "dat dai");
});

test("every typed word must begin a word, in any order", () => {
  assert.deepEqual(found(["Đất đai: sang tên, tách thửa", "Y tế"], "thua dat"), [true, false]);
  assert.deepEqual(found(["Đất đai"], "dat xe"), [false]);
  assert.deepEqual(found(["Lao động"], "ong"), [false]);
});

test("the words as typed beat the same words elsewhere", () => {
  assert.deepEqual(found(["Đổi sổ bảo hiểm", "Đất đai; sổ đỏ"], "so do"), [false, true]);
});

test("nothing typed finds everything", () => {
  assert.deepEqual(found(["Đất đai"], ""), [true]);
});
