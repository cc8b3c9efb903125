/** What the page itself holds for its script: its parts by their ids, and the facts it was drawn with. */

/**
 * The part of the page with this id; that it is there is the template's promise.
 * @param {string} id
 */
export function part(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * The first part inside another that a selector means; likewise.
 * @param {string} selector
 * @param {ParentNode} [inside]
 */
export function within(selector, inside = document) {
  return /** @type {HTMLElement} */ (inside.querySelector(selector));
}

/**
 * What stands as JSON in the script element with this id.
 * @param {string} id
 */
export function carried(id) {
  return JSON.parse(part(id).textContent ?? "");
}

/**
 * A new copy of what the template with this id holds.
 * @param {string} id
 */
export function copied(id) {
  const template = /** @type {HTMLTemplateElement} */ (part(id));
  return /** @type {DocumentFragment} */ (template.content.cloneNode(true));
}
