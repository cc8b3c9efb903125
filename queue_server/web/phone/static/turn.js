/** One citizen's turn, kept from the hall's messages: the phone finds its own number in them. */

const HERE = new Set(["called", "serving"]);

export class Turn {
  #number;
  #service;
  state;
  ahead;
  estimate;
  version;

  constructor({ number, service, state, ahead, estimate, version }) {
    this.#number = number;
    this.#service = service.id;
    Object.assign(this, { state, ahead, estimate, version });
  }

  /**
   * Take in one message. Returns "same", "moved" (place in line), or "ask" when only the server
   * can say how things stand: another state, another line, or a message was missed.
   */
  hear(message) {
    if (message.version <= this.version) return "same";
    const gap = message.version !== this.version + 1;
    this.version = message.version;
    const call = message.calls.find((it) => it.number === this.#number);
    if (gap || (call && call.state !== this.state) || HERE.has(call?.state)) return "ask";
    const queue = message.queues[this.#service];
    if (!queue || this.state !== "waiting") return "same";
    const place = queue.order.indexOf(this.#number);
    if (place < 0) return "ask";
    this.#move(place, queue);
    return "moved";
  }

  /** The line's estimate is for who joins it now; ours is the part of it that stands before us. */
  #move = (place, { waiting, estimate }) => {
    this.ahead = place;
    const part = waiting ? place / waiting : 0;
    this.estimate = estimate && {
      low_min: Math.round(estimate.low_min * part),
      high_min: Math.round(estimate.high_min * part),
    };
  };
}
