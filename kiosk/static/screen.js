/**
 * The touchscreen shows one page after the other without ever leaving the page it is: each is asked
 * for, and takes its place when it has come whole. So a server that is away leaves no page of the
 * browser behind, nothing is sent twice, and "back" has nobody else's number to show.
 */
import { within } from "/static/page.js";
import { untilAnswered } from "/static/resend.js";

/**
 * @import { Answer } from "/static/ask.js"
 * @typedef {"follow" | "press" | "restart"} Kind
 */

const FAILED = 500;

export class Screen {
  #start;
  /** @type {{ kind: Kind, limit: AbortController } | null} what is under way */
  #asks = null;

  /** @param {string} start  the address of a fresh start */
  constructor(start) {
    this.#start = start;
  }

  /**
   * Follow a link. A press that is under way goes first.
   * @param {string} url
   */
  follow(url) {
    if (this.#asks?.kind !== "press") this.#ask("follow", url);
  }

  /**
   * Send a form: a press that carries its own key, so it may arrive twice.
   * @param {HTMLFormElement} form
   * @param {HTMLElement | null} button
   */
  send(form, button) {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) body.append(name, String(value));
    if (button instanceof HTMLButtonElement && button.name) body.append(button.name, button.value);
    if (form.method === "get") return this.follow(`${form.action}?${body}`);
    if (this.#asks?.kind !== "press") this.#ask("press", form.action, { method: "POST", body });
  }

  /** Everybody has gone: a fresh start, whatever was under way. */
  restart() {
    this.#ask("restart", this.#start);
  }

  /** Somebody touches what is shown: it stays. */
  keep() {
    if (this.#asks?.kind === "restart" && within(".away").hidden) this.#asks.limit.abort();
  }

  /**
   * @param {Kind} kind
   * @param {string} url
   * @param {RequestInit} [request]
   */
  #ask = async (kind, url, request = {}) => {
    this.#asks?.limit.abort();
    const limit = new AbortController();
    const asks = (this.#asks = { kind, limit });
    const sent = { ...request, signal: limit.signal, headers: { Accept: "text/html" } };
    const isAnswer = (/** @type {Answer} */ { status }) => status < FAILED;
    const lost = () => asks === this.#asks && say(kind);
    try {
      this.#show(await untilAnswered(url, sent, { isAnswer, lost }), request);
    } catch (error) {
      if (!limit.signal.aborted) throw error;
    } finally {
      if (asks === this.#asks) this.#asks = null;
    }
  };

  /**
   * @param {Answer} answer
   * @param {RequestInit} request
   */
  #show = ({ url, text, redirected }, { method }) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    if (!page.querySelector(".kiosk")) return location.replace(this.#start); // not let in any more
    const root = document.documentElement;
    root.lang = page.documentElement.lang;
    root.dataset.reach = page.documentElement.dataset.reach;
    document.title = page.title;
    document.body.replaceWith(page.body);
    // A refused press has an address that cannot be asked for again.
    const address = method && !redirected ? this.#start : url;
    const isOther = address !== location.href;
    history.replaceState(null, "", address);
    if (!isOther) return;
    scrollTo(0, 0);
    within("h1").focus(); // a screen reader says where one is now
  };
}

/* What the screen waits for, over everything: see `.away` in frame.html. */
/** @param {Kind} kind */
function say(kind) {
  within(".away").dataset.kind = kind;
  within(".away").hidden = false;
  within(".kiosk").inert = true;
}
