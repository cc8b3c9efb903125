/** Sends a request until it is answered: a network that is away for a while is no answer. */
import { ask } from "./ask.js";

/**
 * @import { Answer } from "./ask.js"
 * @typedef {(milliseconds: number) => Promise<unknown>} Wait
 */

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 2_000; // so soon after its return the server is asked again

/**
 * The first answer for which `isAnswer(answer, tried)` holds. Until then `lost()` is told of each
 * that was none. The request must be one that may arrive twice. Throws when `request.signal` aborts.
 * @param {string} url
 * @param {RequestInit} request
 * @param {object} how
 * @param {(answer: Answer, tried: number) => boolean} how.isAnswer
 * @param {() => unknown} how.lost
 * @param {typeof globalThis.fetch} [how.fetch]
 * @param {Wait} [how.wait]
 */
export async function untilAnswered(url, request, { isAnswer, lost, fetch, wait = pause }) {
  for (let tried = 1; ; tried += 1) {
    const answer = await ask(url, request, { fetch });
    if (request.signal?.aborted) throw new DOMException("given up", "AbortError");
    if (answer && isAnswer(answer, tried)) return answer;
    lost();
    await wait(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tried - 1)));
  }
}

/** @type {Wait} */
function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
