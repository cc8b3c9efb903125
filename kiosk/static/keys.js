/**
 * Letters and digits to touch, because a kiosk has no keyboard. Search ignores accents, and a
 * procedure's code is digits and a dot, so these are enough.
 *
 *     <kiosk-keys for="wanted" erase="Erase" space="Space" done="Done" hidden></kiosk-keys>
 */
const LETTERS = "1234567890QWERTYUIOPASDFGHJKL.ZXCVBNM"; // in rows of ten

export class Keys extends HTMLElement {
  #field;

  connectedCallback() {
    this.#field = document.getElementById(this.getAttribute("for"));
    this.#field.addEventListener("focus", () => (this.hidden = false));
    for (const letter of LETTERS) this.#add(letter, () => this.#type(letter.toLowerCase()));
    this.#add(this.getAttribute("erase"), () => this.#set(this.#field.value.slice(0, -1)), "3");
    this.#add(this.getAttribute("space"), () => this.#type(" "), "7");
    this.#add(this.getAttribute("done"), () => (this.hidden = true), "3");
  }

  #add = (word, press, width) => {
    const key = document.createElement("button");
    key.type = "button";
    key.className = "button";
    key.textContent = word;
    if (width) key.dataset.wide = width;
    key.addEventListener("click", press);
    this.append(key);
  };

  #type = (character) => {
    this.#set(this.#field.value + character);
  };

  #set = (value) => {
    this.#field.value = value.slice(0, this.#field.maxLength);
    this.#field.dispatchEvent(new Event("input", { bubbles: true }));
  };
}
