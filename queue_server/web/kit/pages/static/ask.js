/** Questions over HTTP with a deadline: a network that goes dead without a word holds up nobody. */

const ANSWERED_WITHIN_MS = 5_000;

/** `{ok, status, url, redirected, text}`, or null when no whole answer came in time. */
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

/** The same for JSON, as `body`. What is none, such as a proxy's own page, is no answer: null. */
export async function askJson(url, how) {
  const answer = await ask(url, {}, how);
  try {
    return answer && { ...answer, body: JSON.parse(answer.text) };
  } catch {
    return null;
  }
}
