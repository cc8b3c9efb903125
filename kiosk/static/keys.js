/**
 * Letters and digits to touch, because a kiosk has no keyboard. Search ignores accents, and a
 * procedure's code is digits and a dot, so these are enough.
 *
 *     <kiosk-keys for="wanted" erase="Erase" space="Space" done="Done" hidden></kiosk-keys>
 */
import { part } from "/static/page.js";

const LETTERS = "1234567890QWERTYUIOPASDFGHJKL.ZXCVBNM"; // in rows of ten

export class Keys extends HTMLElement {
  /** @type {HTMLInputElement} */
  #field = document.createElement("input"); // until the page's own is known

  connectedCallback() {
    this.#field = /** @type {HTMLInputElement} */ (part(this.#word("for")));
    this.#field.addEventListener("focus", () => (this.hidden = false));
    for (const letter of LETTERS) this.#add(letter, () => this.#type(letter.toLowerCase()));
    this.#add(this.#word("erase"), () => this.#set(this.#field.value.slice(0, -1)), "3");
    this.#add(this.#word("space"), () => this.#type(" "), "7");
    this.#add(this.#word("done"), () => (this.hidden = true), "3");
  }

  /** @param {"for" | "erase" | "space" | "done"} attribute */
  #word = (attribute) => this.getAttribute(attribute) ?? "";

  /**
   * @param {string} word
   * @param {() => void} press
   * @param {string} [width]
   */
  #add = (word, press, width) => {
    const key = document.createElement("button");
    key.type = "button";
    key.className = "button";
    key.textContent = word;
    if (width) key.dataset.wide = width;
    key.addEventListener("click", press);
    this.append(key);
  };

  /** @param {string} character */
  #type = (character) => {
    this.#set(this.#field.value + character);
  };

  /** @param {string} value */
  #set = (value) => {
    this.#field.value = value.slice(0, this.#field.maxLength);
    this.#field.dispatchEvent(new Event("input", { bubbles: true }));
  };
}
