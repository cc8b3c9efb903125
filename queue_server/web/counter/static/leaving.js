/** Before a clerk signs out or goes to another counter: what becomes of this one? */
import { words } from "/static/words.js";

/**
 * @import { DeskScreen } from "shapes"
 * @import { Question } from "./choosing.js"
 * @typedef {Pick<DeskScreen, "counter" | "current" | "left_alone">} Here
 */

/**
 * What is asked of somebody who leaves, and then `go` by their answer; null when nothing is open.
 * @param {Here} desk
 * @param {Record<string, string>} said
 * @param {(how: string) => unknown} go `close` the counter first, or `leave` it as it is
 * @returns {Question | null}
 */
export function leaving({ counter, current, left_alone: alone }, said, go) {
  if (counter.state === "closed") return null;
  const close = { id: "close", name: said.close };
  const leave = { id: "leave", name: said.leave };
  const options = current ? [leave] : [close, leave];
  const why = current ? said.with : alone ? said.alone : said.open;
  return { title: words(why, { number: current?.number ?? "", n: alone }), options, key: null, chosen: go };
}

/**
 * What is asked of somebody who closes a counter; nothing when others call whoever waits.
 * @param {Here} desk
 * @param {Record<string, string>} said
 */
export function closing({ left_alone: alone }, said) {
  return alone ? [{ id: "close", name: said.anyway }] : [];
}
