/**
 * A press on a button, sent over HTTP. It carries a key of its own, so that sending it again after
 * a lost answer does the thing once.
 */

const TRIES = 4;
const FIRST_WAIT_MS = 400;

/** Why a press was not done: `message` is the server's sentence, `code` its stable name. */
export class Refused extends Error {
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
 * POST `body` to `url` and return the answer. Network faults and 503 are tried again under the
 * same key. Throws Refused, or TypeError when the server cannot be reached.
 */
export async function press(url, body = {}, { fetch = globalThis.fetch, wait = pause } = {}) {
  const request = {
    method: "POST",
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      "Idempotency-Key": newKey(),
      "X-Requested-With": "luot",
    },
    body: JSON.stringify(body),
  };
  for (let tried = 1; ; tried += 1) {
    try {
      const response = await fetch(url, request);
      if (response.ok) return await response.json();
      if (response.status !== 503 || tried === TRIES) throw await refused(response);
    } catch (error) {
      if (error instanceof Refused || tried === TRIES) throw error;
    }
    await wait(FIRST_WAIT_MS * 2 ** (tried - 1));
  }
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

async function refused(response) {
  const problem = await response.json().catch(() => ({}));
  return new Refused({ detail: problem.detail ?? response.statusText, code: problem.code });
}
