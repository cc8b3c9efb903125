/** Fills a sentence of the page: `words("about {low} min", {low: 5})`. */
export function words(sentence, facts = {}) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}

/** A text of the hall, `{vi, en}`, in a language; in the first one where that is not known. */
export function spoken(text, language) {
  return text?.[language] ?? Object.values(text ?? {})[0] ?? "";
}

/** An estimate in the page's own words: `{none, soon, one, range}`; null when nobody knows. */
export function range(estimate, said) {
  if (!estimate) return said.none;
  const { low_min: low, high_min: high } = estimate;
  if (high <= 1) return said.soon;
  return low === high ? words(said.one, { high }) : words(said.range, { low, high });
}
