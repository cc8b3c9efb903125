/** Fills a sentence of the page: `words("about {low} min", {low: 5})`. */
export function words(sentence, facts = {}) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}

/** An estimate in the page's own words: `{none, soon, one, range}`; null when nobody knows. */
export function range(estimate, said) {
  if (!estimate) return said.none;
  const { low_min: low, high_min: high } = estimate;
  if (high <= 1) return said.soon;
  return low === high ? words(said.one, { high }) : words(said.range, { low, high });
}
