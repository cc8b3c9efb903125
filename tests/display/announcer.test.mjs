import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Announcer } from "../../display/static/announcer.js";

/** A computer with a voice. `ends` says whether the voice ever tells that it is done. */
class Computer {
  said = [];
  chimes = 0;
  cancelled = 0;
  ends = true;

  constructor() {
    const node = { connect: (next) => next, start: () => (this.chimes += 0.5), stop() {} };
    const gain = { setValueAtTime() {}, exponentialRampToValueAtTime() {} };
    globalThis.AudioContext = class {
      state = "running";
      currentTime = 0;
      destination = node;
    };
    globalThis.OscillatorNode = class {
      constructor() {
        return node;
      }
    };
    globalThis.GainNode = class {
      constructor() {
        return { ...node, gain };
      }
    };
    globalThis.SpeechSynthesisUtterance = class {
      constructor(text) {
        this.text = text;
      }
    };
    globalThis.speechSynthesis = {
      getVoices: () => [{ lang: "vi-VN" }],
      cancel: () => (this.cancelled += 1),
      speak: (words) => {
        this.said.push(words.text);
        if (this.ends) words.onend();
      },
    };
  }
}

const clock = { setTimeout: (done) => setImmediate(done) }; // the longest wait is over at once
const call = (n) => ({ spoken: { vi: `Mời số ${n}` } });
let computer;
let announcer;

beforeEach(() => {
  computer = new Computer();
  announcer = new Announcer({ lang: "vi", blocked: () => {}, clock });
});

test("calls are said one after another, each after a chime", async () => {
  announcer.announce(call(1));
  await announcer.announce(call(2));
  assert.deepEqual([computer.said, computer.chimes], [["Mời số 1", "Mời số 2"], 2]);
});

test("a voice whose end never comes silences nothing: it is cut off, and the next call is said", async () => {
  computer.ends = false;
  announcer.announce(call(1));
  await announcer.announce(call(2));
  assert.deepEqual([computer.said.length, computer.cancelled], [2, 2]);
});

test("after two such sentences in a row the chime goes on alone", async () => {
  computer.ends = false;
  for (const n of [1, 2, 3, 4]) await announcer.announce(call(n));
  assert.deepEqual([computer.said.length, computer.chimes], [2, 4]);
});
