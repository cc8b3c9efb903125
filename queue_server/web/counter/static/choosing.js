/** Choosing one of a few: where to send somebody, or why; with the mouse, the arrows or a digit. */
import { within } from "/static/page.js";

/**
 * @typedef {object} Question
 * @property {string} title
 * @property {{ id: string, name: string }[]} options
 * @property {(id: string) => unknown} chosen
 * @property {string | null} key the key that asked: pressed again it takes the first
 */

const MOST_DIGITS = 9;

export class Choosing {
  #panel;
  #main;
  /** @type {Question | null} */
  #question = null;

  /** @param {{ panel: HTMLElement, main: HTMLElement }} parts */
  constructor({ panel, main }) {
    this.#panel = panel;
    this.#main = main;
  }

  /**
   * Show what may be chosen, in place of the verbs.
   * @param {Question} question
   */
  ask(question) {
    this.#question = question;
    within("h2 span", this.#panel).textContent = question.title;
    const rows = question.options.map((option, n) => row(option.name, n, () => this.#take(n)));
    within("ul", this.#panel).replaceChildren(...rows);
    this.#show(true);
    this.#buttons[0]?.focus();
  }

  close() {
    this.#question = null;
    this.#show(false);
  }

  /**
   * Is a key meant for what is being chosen? Then it is done.
   * @param {KeyboardEvent} event
   */
  hears(event) {
    if (!this.#question || event.repeat) return false;
    if (event.key === "Escape") this.close();
    else if (event.key === this.#question.key) this.#take(0);
    else if (/^[1-9]$/.test(event.key)) this.#take(Number(event.key) - 1);
    else if (event.key.startsWith("Arrow")) this.#walk(event.key.replace("Arrow", ""));
    else return false;
    event.preventDefault();
    return true;
  }

  get #buttons() {
    return [...this.#panel.querySelectorAll("button")];
  }

  /** @param {number} n */
  #take = (n) => {
    const question = this.#question;
    const option = question?.options[n];
    if (!question || !option) return;
    this.close();
    question.chosen(option.id);
  };

  /** @param {string} way */
  #walk = (way) => {
    const all = this.#buttons;
    const across = all.filter((it) => it.offsetTop === all[0].offsetTop).length;
    const step = new Map(Object.entries({ Right: 1, Left: -1, Down: across, Up: -across })).get(way);
    const at = all.findIndex((it) => it === document.activeElement);
    all[Math.min(all.length - 1, Math.max(0, at + (step ?? 0)))]?.focus();
  };

  /** @param {boolean} isShown */
  #show = (isShown) => {
    this.#main.dataset.choosing = isShown ? "yes" : "no";
    this.#panel.hidden = !isShown;
  };
}

/**
 * @param {string} name
 * @param {number} n
 * @param {() => void} take
 */
function row(name, n, take) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.className = "button";
  button.append(digit(n), name);
  button.addEventListener("click", take);
  item.append(button);
  return item;
}

/**
 * The digit that chooses the nth of a list; nothing for those that have none.
 * @param {number} n
 */
export function digit(n) {
  const key = document.createElement("kbd");
  key.textContent = n < MOST_DIGITS ? String(n + 1) : "";
  return key;
}
