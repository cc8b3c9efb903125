/** The undo button: for ten seconds after a press it says what it takes back, then it is still. */
import { spoken, words } from "/static/words.js";

export class Undo {
  #button;
  #word;
  #sentence;
  #lang;
  #ticket = null;
  #timer = null;

  constructor({ button, sentence, lang }) {
    this.#button = button;
    this.#word = button.querySelector("span");
    this.#sentence = sentence;
    this.#lang = lang;
    this.#word.dataset.still = this.#word.textContent;
  }

  /** The ticket that "undo" means now; undefined for any other verb. */
  ticketFor(verb) {
    return verb === "undo" ? this.#ticket : undefined;
  }

  /** Ask what can be taken back on a ticket and offer it; null takes the offer away. */
  async offer(ticketId) {
    this.#still();
    if (ticketId === null) return;
    const response = await fetch(`/api/v1/tickets/${ticketId}/undos`).catch(() => null);
    const { undo } = response?.ok ? await response.json() : {};
    if (undo) this.#count(undo);
  }

  #count = (undo) => {
    this.#ticket = undo.ticket_id;
    const until = performance.now() + undo.seconds * 1000;
    const draw = () => {
      const left = Math.ceil((until - performance.now()) / 1000);
      if (left <= 0) return this.#still();
      const what = spoken(undo.what, this.#lang);
      this.#word.textContent = words(this.#sentence, { what, n: left });
    };
    clearInterval(this.#timer);
    this.#timer = setInterval(draw, 250);
    this.#button.disabled = false;
    draw();
  };

  #still = () => {
    clearInterval(this.#timer);
    this.#ticket = null;
    this.#button.disabled = true;
    this.#word.textContent = this.#word.dataset.still;
  };
}
