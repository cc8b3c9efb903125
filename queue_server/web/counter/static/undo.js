/** The undo button: for ten seconds after a press it says what it takes back, then it is still. */
import { askJson } from "/static/ask.js";
import { within } from "/static/page.js";
import { spoken, words } from "/static/words.js";

/** @import { LastPress } from "shapes" */

export class Undo {
  #button;
  #word;
  #sentence;
  #lang;
  /** @type {number | null} */
  #ticket = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  /** @param {{ button: HTMLButtonElement, sentence: string, lang: string }} facts */
  constructor({ button, sentence, lang }) {
    this.#button = button;
    this.#word = within("span", button);
    this.#sentence = sentence;
    this.#lang = lang;
    this.#word.dataset.still = this.#word.textContent ?? "";
  }

  /**
   * The ticket that "undo" means now; undefined for any other verb.
   * @param {string} verb
   */
  ticketFor(verb) {
    return verb === "undo" ? this.#ticket : undefined;
  }

  /**
   * Ask what can be taken back on a ticket and offer it; null takes the offer away.
   * @param {number | null} ticketId
   */
  async offer(ticketId) {
    this.#still();
    if (ticketId === null) return;
    const answer = await askJson(`/api/v1/tickets/${ticketId}/undos`);
    if (answer?.ok && answer.body.undo) this.#count(answer.body.undo);
  }

  /** @param {LastPress} undo */
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
    this.#word.textContent = this.#word.dataset.still ?? "";
  };
}
