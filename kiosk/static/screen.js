/**
 * The touchscreen shows one page after the other without ever leaving the page it is: each is asked
 * for, and takes its place when it has come whole. So a server that is away leaves no page of the
 * browser behind, nothing is sent twice, and "back" has nobody else's number to show.
 */
import { untilAnswered } from "/static/resend.js";

const FAILED = 500;

export class Screen {
  #start;
  #asks = null; // what is under way: {kind, limit}

  /** `start` is the address of a fresh start. */
  constructor(start) {
    this.#start = start;
  }

  /** Follow a link. A press that is under way goes first. */
  follow(url) {
    if (this.#asks?.kind !== "press") this.#ask("follow", url);
  }

  /** Send a form: a press that carries its own key, so it may arrive twice. */
  send(form, button) {
    const body = new URLSearchParams(new FormData(form));
    if (button?.name) body.append(button.name, button.value);
    if (form.method === "get") return this.follow(`${form.action}?${body}`);
    if (this.#asks?.kind !== "press") this.#ask("press", form.action, { method: "POST", body });
  }

  /** Everybody has gone: a fresh start, whatever was under way. */
  restart() {
    this.#ask("restart", this.#start);
  }

  /** Somebody touches what is shown: it stays. */
  keep() {
    if (this.#asks?.kind === "restart" && part(".away").hidden) this.#asks.limit.abort();
  }

  #ask = async (kind, url, request = {}) => {
    this.#asks?.limit.abort();
    const limit = new AbortController();
    const asks = (this.#asks = { kind, limit });
    const sent = { ...request, signal: limit.signal, headers: { Accept: "text/html" } };
    const isAnswer = ({ status }) => status < FAILED;
    const lost = () => asks === this.#asks && say(kind);
    try {
      this.#show(await untilAnswered(url, sent, { isAnswer, lost }), request);
    } catch (error) {
      if (!limit.signal.aborted) throw error;
    } finally {
      if (asks === this.#asks) this.#asks = null;
    }
  };

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
    part("h1").focus(); // a screen reader says where one is now
  };
}

/* What the screen waits for, over everything: see `.away` in frame.html. */
function say(kind) {
  part(".away").dataset.kind = kind;
  part(".away").hidden = false;
  part(".kiosk").inert = true;
}

function part(name) {
  return document.querySelector(name);
}
