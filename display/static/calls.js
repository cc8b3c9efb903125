/** Who is called, the newest first: the board's own copy, changed by one message at a time. */

/** @import { BoardCall } from "shapes" */

const HERE = new Set(["called", "serving"]);

export class Calls {
  #calls;

  /** @param {BoardCall[]} calls */
  constructor(calls = []) {
    this.#calls = [...calls];
  }

  get all() {
    return this.#calls;
  }

  /**
   * Take in the changed calls of one message; returns those that must be announced.
   * @param {BoardCall[]} calls
   */
  change(calls) {
    const announced = calls.filter((call) => this.#isNews(call));
    for (const call of calls) {
      const before = this.#calls.find((known) => known.number === call.number);
      this.#calls = this.#calls.filter((known) => known.number !== call.number);
      if (!HERE.has(call.state)) continue;
      // A start is no news: the call keeps its place on the wall.
      const place = before && before.at === call.at ? this.#placeOf(call.at ?? "") : 0;
      this.#calls.splice(place, 0, call);
    }
    return announced;
  }

  /** @param {string} at */
  #placeOf = (at) => {
    const later = this.#calls.findIndex((known) => (known.at ?? "") <= at);
    return later < 0 ? this.#calls.length : later;
  };

  /** @param {BoardCall} call */
  #isNews = (call) => {
    if (call.state !== "called") return false;
    const before = this.#calls.find((known) => known.number === call.number);
    return !before || before.times !== call.times || before.counter !== call.counter;
  };
}
