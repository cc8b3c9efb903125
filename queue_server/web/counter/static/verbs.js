/**
 * Which buttons make sense now, and where each one is pressed.
 *
 * @import { DeskScreen } from "shapes"
 * @typedef {keyof typeof PATHS} Verb
 */

/**
 * The verbs that may be pressed with somebody (or nobody) at the counter.
 * @type {Partial<Record<string, Verb[]>>}
 */
const WITH = {
  none: ["call", "call-this"],
  called: ["recall", "start", "finish", "hold", "transfer", "no-show", "reprint"],
  serving: ["call", "finish", "hold", "transfer", "reprint"],
};

/**
 * The one verb that stands out. Not "finish" right after a call: nobody knows yet who comes.
 * @type {Partial<Record<string, Verb>>}
 */
const LEADS = { none: "call", called: "start", serving: "finish" };

const PATHS = {
  call: "calls",
  "call-this": "calls",
  open: "openings",
  "take-over": "openings",
  pause: "pauses",
  close: "closings",
  recall: "recalls",
  start: "starts",
  finish: "finishes",
  hold: "holds",
  resume: "resumes",
  return: "returns",
  transfer: "transfers",
  "no-show": "no-shows",
  undo: "undos",
  reprint: "reprints",
};
const OF_COUNTER = new Set(["call", "call-this", "open", "take-over", "pause", "close"]);
const CALLS = new Set(["call", "call-this"]); // only at an open counter

/**
 * The set of verbs that make sense for a desk as the API shows it. To call while somebody is being
 * served ends that service: it makes sense when somebody is next.
 * @param {Pick<DeskScreen, "counter" | "current" | "next">} desk
 * @param {string | null} [me] the clerk who asks; a manager presses at every counter
 * @returns {Set<string>}
 */
export function possible({ counter, current, next }, me = counter.clerk) {
  if (isTaken(counter, me)) return new Set(["take-over"]);
  const all = WITH[current?.state ?? "none"] ?? [];
  const here = all.filter((verb) => verb !== "reprint" || current?.has_slip);
  const calls = counter.state === "open" && (!current || next);
  const mine = calls ? here : here.filter((verb) => !CALLS.has(verb));
  const open = counter.state === "open" ? ["pause"] : ["open"];
  const close = counter.state === "closed" || current ? [] : ["close"];
  return new Set([...mine, ...open, ...close]);
}

/**
 * Does another clerk sit there? Then nothing is pressed but to take it over.
 * @param {DeskScreen["counter"]} counter
 * @param {string | null} me
 */
export function isTaken({ is_seated: isSeated, clerk }, me) {
  return isSeated && clerk !== me;
}

/**
 * The verb that comes next for a desk as the API shows it.
 * @param {Pick<DeskScreen, "current">} desk
 */
export function leading({ current }) {
  return LEADS[current?.state ?? "none"];
}

/**
 * What a press says beside its address.
 * @param {Verb} verb
 * @param {{ current: { state: string } | null, ticketId?: number | string | null, choice?: string }} on
 */
export function saidWith(verb, { current, ticketId, choice }) {
  if (verb === "transfer") return { service_id: choice };
  if (verb === "take-over") return { take_over: true };
  if (verb === "call-this") return { ticket_id: Number(ticketId), ...named("reason", choice) };
  if (verb === "call" && current) return { finish: true, ...named("outcome", choice) };
  if (verb === "finish") return named("outcome", choice);
  return verb === "hold" || verb === "pause" ? named("reason", choice) : {};
}

/**
 * @param {string} name
 * @param {string} [value]
 */
function named(name, value) {
  return value ? { [name]: value } : {};
}

/**
 * The address of a press.
 * @param {Verb} verb
 * @param {{ counterId: string, ticketId?: number | string | null }} on
 */
export function address(verb, { counterId, ticketId }) {
  const thing = OF_COUNTER.has(verb) ? `counters/${counterId}` : `tickets/${ticketId}`;
  return `/api/v1/${thing}/${PATHS[verb]}`;
}

/**
 * A key press as the buttons name it in `data-key`; null when it is none of theirs.
 * @param {Pick<KeyboardEvent, "key" | "altKey" | "metaKey" | "shiftKey" | "ctrlKey">} event
 */
export function keyOf(event) {
  if (event.altKey || event.metaKey || event.shiftKey) return null;
  if (event.ctrlKey) return event.key.toLowerCase() === "z" ? "Ctrl+Z" : null;
  return /^(F\d+|[1-9])$/.test(event.key) ? event.key : null;
}
