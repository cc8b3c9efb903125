/**
 * Letters to touch, because a kiosk has no keyboard. Search ignores accents, so these are enough.
 *
 *     <kiosk-keys for="wanted" erase="Erase" space="Space" done="Done" hidden></kiosk-keys>
 */
const LETTERS = "QWERTYUIOPASDFGHJKLZXCVBNM";

export class Keys extends HTMLElement {
  #field;

  connectedCallback() {
    this.#field = document.getElementById(this.getAttribute("for"));
    this.#field.addEventListener("focus", () => (this.hidden = false));
    for (const letter of LETTERS) this.#add(letter, () => this.#type(letter.toLowerCase()));
    this.#add(this.getAttribute("space"), () => this.#type(" "), "wide");
    this.#add(this.getAttribute("erase"), () => this.#set(this.#field.value.slice(0, -1)), "wide");
    this.#add(this.getAttribute("done"), () => (this.hidden = true), "wide");
  }

  #add = (word, press, width) => {
    const key = document.createElement("button");
    key.type = "button";
    key.className = "button";
    key.textContent = word;
    if (width) key.dataset.wide = "";
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
