/**
 * One citizen's turn, kept from the hall's messages: the phone moves its own place by them.
 *
 * @import { BoardMessage, CitizenTicket, Estimate, Heartbeat, Knot, MovedLine } from "shapes"
 */

export class Turn {
  #number;
  #service;
  #epoch;
  #isOpen;
  #due = 0; // the version that the messages must have reached by the next heartbeat
  #placed; // the version of which `ahead` is true

  /** @param {CitizenTicket} mine */
  constructor(mine) {
    this.state = mine.state;
    this.ahead = mine.ahead ?? 0; // of nobody, when they are not in line
    this.estimate = mine.estimate;
    this.prospect = mine.prospect;
    this.version = mine.version;
    this.times = mine.times_called;
    this.#number = mine.number;
    this.#service = mine.service.id;
    this.#epoch = mine.epoch;
    this.#isOpen = mine.is_open;
    this.#placed = mine.version;
  }

  /**
   * Take in one message. Returns "same", "moved" (place in line), "mine" when something happened to
   * this very number, or "ask" when a message was missed, or does not say how the line moved: in
   * both only the server can say more.
   * @param {BoardMessage} message
   * @returns {"same" | "moved" | "mine" | "ask"}
   */
  hear(message) {
    if (message.version <= this.version) return "same";
    const gap = message.version !== this.version + 1;
    this.version = message.version;
    if (message.calls.some((it) => it.number === this.#number)) return "mine";
    if (gap || message.anew) return "ask"; // anew: the hall's data itself has changed
    const queue = message.queues[this.#service];
    if (!queue || this.state !== "waiting") return "same";
    const { moved, since, left, came } = queue;
    if (moved || since === undefined || !left || !came) return "ask";
    // What it says of moves begins before `ahead` was asked for: some are counted in already.
    if (since < this.#placed || left.includes(this.ahead)) return "ask";
    this.#placed = message.version;
    this.ahead -= left.filter((place) => place < this.ahead).length;
    for (const { place } of came) if (place <= this.ahead) this.ahead += 1;
    this.#expect(queue);
    return "moved";
  }

  /**
   * Take in a heartbeat: "same", or "ask" when a message was missed or the hall opened or shut.
   * @param {Heartbeat} beat
   */
  beat({ version, told, epoch, is_open: isOpen }) {
    const isHalted = told < this.#due; // what had happened one beat ago was not told
    const isSame = epoch === this.#epoch && isOpen === this.#isOpen;
    this.#due = version;
    return isSame && told <= this.version && !isHalted ? "same" : "ask";
  }

  /**
   * What somebody at this place may expect.
   * @param {MovedLine} line
   */
  #expect = ({ waits, prospect, late_from: lateFrom }) => {
    this.estimate = atPlace(waits, this.ahead);
    const isLate = lateFrom !== null && this.ahead >= lateFrom;
    this.prospect = isLate && prospect === "open" ? "late" : prospect;
  };
}

/* The same three as in queue_server/estimates/rules/ranges.py, so that the phone says what the server
   would: `curve` holds [ahead, low, high] of a few places of the line. */

/**
 * @param {Knot[]} curve
 * @param {number} ahead
 * @returns {Estimate | null}
 */
export function atPlace(curve, ahead) {
  const after = curve.find(([at]) => at >= ahead);
  const before = curve.filter(([at]) => at <= ahead).pop();
  if (!after || !before) return null;
  const part = after === before ? 0 : (ahead - before[0]) / (after[0] - before[0]);
  const [low, high] = [1, 2].map((end) => before[end] + (after[end] - before[end]) * part);
  return said(low, high);
}

/**
 * @param {number} lowMin
 * @param {number} highMin
 */
function said(lowMin, highMin) {
  const [low, high] = [rounded(lowMin), rounded(highMin)];
  return { low_min: low, high_min: highMin > lowMin ? Math.max(high, low + 1) : high };
}

/** @param {number} minutes */
function rounded(minutes) {
  const step = minutes <= 10 ? 1 : minutes <= 30 ? 5 : 10;
  return Math.floor(minutes / step + 0.5) * step;
}
