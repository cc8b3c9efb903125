/** Asks the server until it answers: a network that is away for a while is no answer. */

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 2_000; // so soon after its return the server is asked again
const DEADLINE_MS = 5_000; // a line that died half-open never ends by itself: it is given up

/**
 * One request: `{ok, status, url, redirected, text}`, or null when no answer came whole and in time.
 */
export async function answered(url, request = {}, fetch = globalThis.fetch) {
  const limit = new AbortController();
  const giveUp = () => limit.abort();
  const timer = setTimeout(giveUp, DEADLINE_MS);
  request.signal?.addEventListener("abort", giveUp);
  try {
    const response = await fetch(url, { ...request, signal: limit.signal });
    const { ok, status, redirected } = response;
    return { ok, status, redirected, url: response.url, text: await response.text() };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The first answer for which `isAnswer(answer, tried)` holds. Until then `lost()` is told of each
 * that was none. The request must be one that may arrive twice. Throws when `request.signal` aborts.
 */
export async function untilAnswered(url, request, { isAnswer, lost, fetch, wait = pause }) {
  for (let tried = 1; ; tried += 1) {
    const answer = await answered(url, request, fetch);
    if (request.signal?.aborted) throw new DOMException("given up", "AbortError");
    if (answer && isAnswer(answer, tried)) return answer;
    lost();
    await wait(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tried - 1)));
  }
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
