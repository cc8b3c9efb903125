/** Finding a service while typing; kiosk/search.py does the same without scripts. */

/**
 * Text as people type it on a touchscreen: no accents, no capitals, one space between words.
 * @param {string} text
 */
export function plain(text) {
  return text
    .toLowerCase()
    .replace(/[đðɖ]/g, "d") // the Vietnamese letter, and those of other keyboards that look like it
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[^a-z0-9.]+/g, " ")
    .trim();
}

/**
 * For each text: is it meant? The words as typed, else all of them in any order.
 * @param {string[]} texts
 * @param {string} typed
 */
export function found(texts, typed) {
  const wanted = plain(typed);
  const padded = texts.map((text) => ` ${plain(text)}`);
  const asTyped = padded.map((text) => text.includes(` ${wanted}`));
  if (asTyped.some(Boolean)) return asTyped;
  return padded.map((text) => wanted.split(" ").every((word) => text.includes(` ${word}`)));
}
