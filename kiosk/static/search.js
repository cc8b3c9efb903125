/** Finding a service while typing. Text is compared as people type it: no accents, no capitals. */

export function plain(text) {
  return text
    .toLowerCase()
    .replaceAll("đ", "d")
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "");
}

/** Do all the typed words occur in the text? */
export function fits(text, typed) {
  const whole = plain(text);
  return plain(typed)
    .split(/\s+/)
    .every((word) => whole.includes(word));
}
