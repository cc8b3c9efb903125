/** Questions over HTTP with a deadline: a network that goes dead without a word holds up nobody. */

const ANSWERED_WITHIN_MS = 5_000;

/**
 * @typedef {{ ok: boolean, status: number, url: string, redirected: boolean, text: string }} Answer
 * @typedef {{ fetch?: typeof globalThis.fetch, clock?: Clock }} How  the browser's own things, for tests
 * @typedef {Pick<typeof globalThis, "setTimeout" | "clearTimeout">} Clock
 */

/**
 * The answer, or null when no whole one came in time.
 * @param {string} url
 * @param {RequestInit} [request]
 * @param {How} [how]
 * @returns {Promise<Answer | null>}
 */
export async function ask(url, request = {}, { fetch = globalThis.fetch, clock = globalThis } = {}) {
  const deadline = new AbortController();
  const giveUp = () => deadline.abort();
  const timer = clock.setTimeout(giveUp, ANSWERED_WITHIN_MS);
  request.signal?.addEventListener("abort", giveUp);
  try {
    const answer = await fetch(url, { cache: "no-store", ...request, signal: deadline.signal });
    const { ok, status, redirected } = answer;
    return { ok, status, redirected, url: answer.url, text: await answer.text() };
  } catch {
    return null;
  } finally {
    clock.clearTimeout(timer);
  }
}

/**
 * The same for JSON, as `body`. What is none, such as a proxy's own page, is no answer: null.
 * @param {string} url
 * @param {How} [how]
 * @returns {Promise<(Answer & { body: any }) | null>}
 */
export async function askJson(url, how) {
  const answer = await ask(url, {}, how);
  try {
    return answer && { ...answer, body: JSON.parse(answer.text) };
  } catch {
    return null;
  }
}
