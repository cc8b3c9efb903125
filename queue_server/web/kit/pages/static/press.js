/**
 * A press on a button, sent over HTTP. It carries a key of its own, so that sending it again after
 * a lost answer does the thing once.
 */
import { untilAnswered } from "./resend.js";

/**
 * @import { Answer } from "./ask.js"
 * @import { Wait } from "./resend.js"
 */

const FAILED = 500; // the server's own fault: sent again it most likely fails again
const TRIES = 4; // of a press that fails

/** Why a press was not done: `message` is the server's sentence, `code` its stable name. */
export class Refused extends Error {
  /** @param {{ detail: string, code?: string }} problem */
  constructor({ detail, code }) {
    super(detail);
    this.code = code;
  }
}

/** A key nobody else makes. `crypto.randomUUID` needs HTTPS, which a hall's network has not. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * POST `body` to `url` and return the answer. When it is lost nobody knows whether the thing was
 * done: the same press is sent until an answer says so, and `lost()` is told each time. A refusal
 * is said in `lang`. Throws Refused.
 * @param {string} url
 * @param {object} [body]
 * @param {object} [how]
 * @param {string} [how.lang]
 * @param {() => unknown} [how.lost]
 * @param {typeof globalThis.fetch} [how.fetch]
 * @param {Wait} [how.wait]
 */
export async function press(url, body = {}, { lang = "vi", lost = () => {}, ...network } = {}) {
  const request = {
    method: "POST",
    headers: {
      Accept: "application/json",
      "Accept-Language": lang,
      "Content-Type": "application/json",
      "Idempotency-Key": newKey(),
      "X-Requested-With": "luot",
    },
    body: JSON.stringify(body),
  };
  const answer = await untilAnswered(url, request, { isAnswer, lost, ...network });
  const said = json(answer.text) ?? {};
  if (!answer.ok) throw new Refused({ detail: said.detail ?? `HTTP ${answer.status}`, code: said.code });
  return said;
}

/**
 * Does this say what became of the press? A proxy's own page, and a 503, do not.
 * @param {Answer} answer
 * @param {number} tried
 */
function isAnswer({ ok, status, text }, tried) {
  if (ok) return json(text) !== null;
  return status < FAILED || (status === FAILED && tried >= TRIES);
}

/** @param {string} text */
function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
