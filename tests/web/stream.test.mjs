import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Stream } from "../../queue_server/web/phone/static/stream.js";

/** A browser that a test plays: its streams, its clock, and whether anybody looks. */
class Browser {
  streams = [];
  time = 0;
  document = { hidden: false, addEventListener: (event, hear) => (this.#hears[event] = hear) };
  #hears = {};
  #looks = [];

  constructor() {
    const { streams } = this;
    this.EventSource = class {
      readyState = 1;
      hears = {};
      constructor(url) {
        this.url = url;
        streams.push(this);
      }
      addEventListener(event, hear) {
        this.hears[event] = hear;
      }
      close() {
        this.isClosed = true;
      }
    };
  }

  addEventListener(event, hear) {
    this.#hears[event] = hear;
  }

  happens(event, facts = {}) {
    this.#hears[event](facts);
  }

  setInterval(look, every) {
    this.#looks.push({ look, every });
  }

  /** Seconds pass, and the page looks at its clock as often as it wants. */
  passes(seconds) {
    for (let second = 0; second < seconds; second += 1) {
      this.time += 1000;
      for (const { look, every } of this.#looks) if (this.time % every === 0) look();
    }
  }

  get stream() {
    return this.streams.at(-1);
  }
}

class Ear {
  heard = [];
  asked = 0;
  message = ({ version }) => this.heard.push(version);
  beat = ({ told }) => this.heard.push(`beat ${told}`);
  ask = () => (this.asked += 1);
}

let browser;
let ear;

beforeEach(() => {
  [browser, ear] = [new Browser(), new Ear()];
  const how = { page: browser, clock: browser, now: () => browser.time };
  new Stream({ url: "/t/k/events", ear, how });
});

test("what the stream says is passed on, and a stream that opens asks what was missed", () => {
  browser.stream.hears.open();
  browser.stream.hears.board({ data: '{"version": 6}' });
  browser.stream.hears.beat({ data: '{"told": 6}' });
  assert.deepEqual([ear.heard, ear.asked], [[6, "beat 6"], 1]);
});

test("a stream that lives is left alone", () => {
  for (let beats = 0; beats < 20; beats += 1) {
    browser.passes(15);
    browser.stream.hears.beat({ data: '{"told": 6}' });
  }
  assert.deepEqual([browser.streams.length, ear.asked], [1, 0]);
});

test("a stream that fell silent is opened anew, and what was missed is asked for", () => {
  browser.passes(46);
  assert.deepEqual([browser.streams.length, ear.asked], [2, 1]);
  assert.ok(browser.streams[0].isClosed);
});

test("turned away because too many listen, the phone asks now and then and tries again", () => {
  browser.stream.readyState = 2; // the browser itself tries no more
  browser.stream.hears.error();
  assert.equal(ear.asked, 1);
  browser.passes(60);
  assert.ok(browser.streams.length >= 2);
});

test("back from sleep, from another page or from no network, it opens anew and asks at once", () => {
  browser.document.hidden = true;
  browser.happens("visibilitychange");
  assert.equal(browser.streams.length, 1);
  browser.document.hidden = false;
  browser.happens("visibilitychange");
  browser.happens("pageshow", { persisted: true });
  browser.happens("online");
  assert.deepEqual([browser.streams.length, ear.asked], [4, 3]);
});

test("a connection that broke is asked about: only an answer says whether the hall is there", () => {
  browser.stream.hears.error();
  browser.happens("offline");
  assert.equal(ear.asked, 2);
});
