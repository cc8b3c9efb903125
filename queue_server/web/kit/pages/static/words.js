/** @import { Estimate } from "shapes" */

/**
 * Fills a sentence of the page: `words("about {low} min", {low: 5})`.
 * @param {string} sentence
 * @param {Record<string, string | number>} [facts]
 */
export function words(sentence, facts = {}) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole));
}

/**
 * A text of the hall, `{vi, en}`, in a language; in the first one where that is not known.
 * @param {Record<string, string> | null | undefined} text
 * @param {string} language
 */
export function spoken(text, language) {
  return text?.[language] ?? Object.values(text ?? {})[0] ?? "";
}

/**
 * An estimate in the page's own words; in those for none when nobody knows.
 * @param {Estimate | null} estimate
 * @param {{ none: string, soon: string, one: string, range: string }} said
 */
export function range(estimate, said) {
  if (!estimate) return said.none;
  const { low_min: low, high_min: high } = estimate;
  if (high <= 1) return said.soon;
  return low === high ? words(said.one, { high }) : words(said.range, { low, high });
}
