/** The desk: draws the counter as the server says it is, and sends what the clerk presses. */
import { io } from "/static/vendor/socket.io.esm.min.js";
import { askJson } from "/static/ask.js";
import { Live, TRANSPORTS } from "/static/live.js";
import { carried, copied, part, within } from "/static/page.js";
import { press, Refused } from "/static/press.js";
import { spoken, words } from "/static/words.js";
import { Choosing, digit } from "./choosing.js";
import { Asking, concerns } from "./hearing.js";
import { Stopwatch } from "./stopwatch.js";
import { Undo } from "./undo.js";
import { address, isTaken, keyOf, leading, possible, saidWith } from "./verbs.js";

/**
 * @import { BoardMessage, CurrentPerson, DeskScreen, NextPerson, PersonRow } from "shapes"
 * @import { Choice, PrinterTrouble } from "shapes"
 * @import { Verb } from "./verbs.js"
 */

const lang = document.documentElement.lang;
const said = carried("said");
const COME_AND_GO = new Set(["open", "pause", "reprint"]); // not there when they make no sense
const MAY_SAY_NOTHING = new Set(["hold", "pause"]); // nobody need say why
const ASK_AGAIN_MS = 2_000;
const ON_ITS_WAY_MS = 300; // an answer that comes sooner needs no word in between
const ASKS_BACK = new Set(["counter_taken", "sits_elsewhere"]); // refused until somebody says yes
const counterId = part("desk").dataset.counter ?? "";
const me = part("desk").dataset.clerk; // who must sit here to press; nobody's name for a manager
const buttons = /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll("[data-verb]")]);
const ours = (/** @type {Record<string, string> | null | undefined} */ text) => spoken(text, lang);

class Desk {
  #desk;
  #undo = new Undo({
    button: /** @type {HTMLButtonElement} */ (part("undo")),
    sentence: said.undo,
    lang,
  });
  #asking = new Asking(() => this.#refresh());
  #choosing = new Choosing({ panel: part("targets"), main: within("main") });
  #stopwatch = new Stopwatch(part("since"));
  #asked = 0;
  #isBehind = false; // something changed, and the server has not said yet how the counter stands
  #pressing = false;
  /** @type {string | null} */
  #askedBack = null; // why the last press was refused, when saying yes would do it
  /** @type {number | null} */
  #finishedWith = null; // whose service the last call ended: taken back after the call itself
  #isLost = false; // the answer to a press is lost, and is being asked for

  /** @param {DeskScreen} desk */
  constructor(desk) {
    this.#desk = desk;
    this.#draw(desk);
    document.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("click", (event) => this.#click(event));
  }

  /**
   * What Live tells.
   * @param {BoardMessage} message
   */
  change(message) {
    if (concerns(message, this.#desk)) this.#asking.soon();
  }

  snapshot() {
    this.refresh();
  }

  fresh() {
    this.#asking.whenOld();
    document.documentElement.dataset.link = this.#isBehind ? "stale" : "fresh";
  }

  stale() {
    document.documentElement.dataset.link = "stale";
  }

  /** Ask how the counter stands, now. */
  refresh() {
    return this.#asking.asks();
  }

  /** Of several answers on their way the last one asked for counts. */
  #refresh = async () => {
    const asked = (this.#asked += 1);
    const answer = await askJson(`/api/v1/counters/${counterId}`);
    if (answer?.status === 401) return location.reload();
    if (asked !== this.#asked) return;
    this.#isBehind = !answer?.ok;
    if (answer?.ok) return this.#draw(answer.body);
    this.stale();
    setTimeout(() => asked === this.#asked && this.refresh(), ASK_AGAIN_MS);
  };

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    if (this.#choosing.hears(event)) return;
    const key = keyOf(event);
    const known = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-key]"));
    const button = [...known].find((b) => b.dataset.key === key && !b.disabled && !b.hidden);
    if (!key || ![...known].some((b) => b.dataset.key === key)) return;
    event.preventDefault();
    if (event.repeat) return;
    if (button) button.click();
    else if (!this.#isLost) this.#refuse(said.nothing[this.#desk.counter.state]);
  };

  /** @param {Event} event */
  #click = (event) => {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLButtonElement | null} */ (target.closest("[data-verb]"));
    if (!button || button.disabled || this.#isLost) return;
    const { ticket, choice } = button.dataset;
    const verb = /** @type {Verb} */ (button.dataset.verb);
    const ticketId = ticket ?? this.#undo.ticketFor(verb) ?? this.#desk.current?.id;
    const options = choice ? [] : optionsOf(verb, this.#desk);
    if (!options.length) return this.#press(verb, ticketId, choice);
    this.#choosing.ask({
      title: said.choose[verb],
      options,
      key: button.dataset.key ?? null,
      chosen: (id) => this.#press(verb, ticketId, id),
    });
  };

  /**
   * @param {Verb} verb
   * @param {number | string | null} [ticketId]
   * @param {string} [choice]
   */
  #press = async (verb, ticketId, choice) => {
    if (this.#pressing) return;
    const { current } = this.#desk;
    this.#pressing = true;
    this.#choosing.close();
    part("refusal").hidden = true;
    this.#askedBack = null;
    const slow = setTimeout(() => this.#say("pressing"), ON_ITS_WAY_MS);
    try {
      const lost = () => this.#lose(true);
      const body = saidWith(verb, { current, ticketId, choice });
      const done = await press(address(verb, { counterId, ticketId }), body, { lang, lost });
      this.#offerUndo(verb, done, current?.id ?? null);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (ASKS_BACK.has(error.code ?? "")) this.#askedBack = error.message;
      else this.#refuse(error.message);
    } finally {
      clearTimeout(slow);
      this.#say(null);
      this.#pressing = false;
      this.#lose(false);
    }
    await this.refresh();
  };

  /**
   * A counter can be opened again at once: only what happened to a ticket is taken back.
   * @param {Verb} verb
   * @param {{ id: number, service_id?: string }} done
   * @param {number | null} before who was at the counter
   */
  #offerUndo = (verb, done, before) => {
    if (!done.service_id || verb === "reprint") return;
    this.#undo.offer(verb === "undo" ? this.#finishedWith : done.id);
    this.#finishedWith = verb === "call" ? before : null;
  };

  /**
   * What is done with a press that has no answer yet.
   * @param {string | null} what
   */
  #say = (what) => {
    part("desk").dataset.press = what ?? "none";
  };

  /**
   * Nobody knows whether the press was recorded: say so, and take no other one meanwhile.
   * @param {boolean} isLost
   */
  #lose = (isLost) => {
    if (this.#isLost === isLost) return;
    this.#isLost = isLost;
    part("asking").hidden = !isLost;
    if (isLost) this.#undo.offer(null);
    this.#drawButtons();
  };

  /** @param {string} sentence */
  #refuse = (sentence) => {
    part("refusal").hidden = false;
    within("span", part("refusal")).textContent = sentence;
  };

  /** Ask whether to take the counter over, when another clerk sits there or the last press wanted to. */
  #askBack = () => {
    const { counter } = this.#desk;
    const taken = isTaken(counter, me ?? counter.clerk);
    const sentence = taken ? words(said.taken, { clerk: counter.clerk ?? "" }) : this.#askedBack;
    if (taken) this.#undo.offer(null);
    part("question").hidden = sentence === null;
    within("span", part("question")).textContent = sentence;
  };

  /** @param {DeskScreen} desk */
  #draw = (desk) => {
    this.#desk = desk;
    this.#askBack();
    this.#drawButtons();
    part("desk").dataset.state = desk.counter.state;
    const { state, pause_reason: why } = desk.counter;
    part("counter-state").textContent = why ? `${said[state]}: ${ours(why)}` : said[state];
    this.#stopwatch.shows(desk.current?.since_s ?? null);
    drawCurrent(desk.current);
    drawOutcomes(desk);
    drawNext(desk.next);
    drawLists(desk);
    drawPrinters(desk.printers);
    part("retired").hidden = !desk.counter.is_retired;
  };

  #drawButtons = () => {
    const now = possible(this.#desk, me);
    for (const button of buttons) {
      const { verb = "" } = button.dataset;
      if (COME_AND_GO.has(verb)) button.hidden = !now.has(verb);
      if (verb === "undo") continue;
      button.disabled = this.#isLost || (!now.has(verb) && verb !== "take-over");
      if (button.classList.contains("verb")) {
        button.dataset.weight = verb === leading(this.#desk) ? "main" : "";
      }
    }
    within("span", part("call")).textContent =
      this.#desk.current?.state === "serving" ? said.finish_and_call : said.call;
  };
}

/**
 * What must be chosen before a verb is pressed; nothing when it says all by itself.
 * @param {Verb} verb
 * @param {DeskScreen} desk
 */
function optionsOf(verb, { transfer_to: services, choices, current }) {
  const others = services.filter((it) => it.id !== current?.service_id);
  const lists = { transfer: others, hold: choices.holds, pause: choices.pauses, "call-this": choices.by_hand };
  const found = new Map(Object.entries(lists)).get(verb) ?? [];
  const options = found.map((it) => ({ id: it.id, name: ours(it.name) }));
  const mayBeSilent = options.length && MAY_SAY_NOTHING.has(verb);
  return mayBeSilent ? [{ id: "", name: said.unsaid }, ...options] : options;
}

/**
 * How the visit may end: each a button and a digit, while somebody is being served.
 * @param {DeskScreen} desk
 */
function drawOutcomes({ current, choices }) {
  const isServed = current?.state === "serving" && choices.outcomes.length > 0;
  part("outcomes").hidden = !isServed;
  const shown = isServed ? choices.outcomes : [];
  part("outcome-list").replaceChildren(...shown.map(outcomeRow));
}

/**
 * @param {Choice} outcome
 * @param {number} n
 */
function outcomeRow(outcome, n) {
  const item = document.createElement("li");
  const made = button("finish", null, "");
  made.dataset.choice = outcome.id;
  made.dataset.key = String(n + 1);
  made.append(digit(n), ours(outcome.name));
  item.append(made);
  return item;
}

/** @param {CurrentPerson | null} current */
function drawCurrent(current) {
  part("current").dataset.state = current?.state ?? "none";
  if (!current) return;
  part("number").textContent = current.number;
  part("standing").textContent = said[current.state];
  const again = current.times_called > 1;
  part("times").textContent = again ? `· ${words(said.times, { n: current.times_called })}` : "";
  part("service").textContent = ours(current.service_name);
  part("waited").textContent = words(said.waited, { n: current.waited_min });
  part("priority").textContent = current.priority ? ours(current.priority) : "";
  part("procedure").hidden = !current.procedure;
  part("current").dataset.procedure = current.procedure ? "yes" : "no";
  part("procedure-name").textContent = ours(current.procedure?.name);
  part("papers").replaceChildren(...(current.procedure?.papers ?? []).map(paper));
}

/** @param {Record<string, string>} name */
function paper(name) {
  const item = document.createElement("li");
  item.textContent = ours(name);
  return item;
}

/** @param {NextPerson | null} next */
function drawNext(next) {
  part("next").dataset.state = next ? "some" : "none";
  if (!next) return;
  part("next-number").textContent = next.number;
  part("next-service").textContent = ours(next.service_name);
  const waited = words(said.waited, { n: next.waited_min });
  part("next-why").textContent = `${ours(next.why)} · ${waited}`;
}

/** @param {DeskScreen} desk */
function drawLists(desk) {
  const { waiting, waiting_count: count, held, absent, today } = desk;
  part("line-title").textContent = words(said.line, { n: count });
  const mayCall = possible(desk, me).has("call-this");
  const others = waiting.filter((row) => row.id !== desk.next?.id);
  part("waiting").replaceChildren(...others.map((row) => lineRow(row, mayCall)));
  part("held-part").hidden = !held.length;
  part("held").replaceChildren(...held.map((row) => awayRow(row, ["resume", "return"])));
  part("absent-part").hidden = !absent.length;
  part("absent").replaceChildren(...absent.map((row) => awayRow(row, ["return"])));
  part("served").textContent = String(today.served);
  part("unstarted").textContent = today.unstarted ? words(said.unstarted, { n: today.unstarted }) : "";
  part("no-shows").textContent = String(today.no_show);
  const mean = today.mean_service_min;
  part("mean").textContent = mean === null ? "–" : words(said.minutes, { n: mean });
}

/**
 * What staff must look at; the sentence says what to do.
 * @param {PrinterTrouble[]} printers
 */
function drawPrinters(printers) {
  part("printers").hidden = !printers.length;
  const says = printers.map((it) => `${it.device}: ${ours(it.says)}`);
  within("span", part("printers")).textContent = says.join(" ");
}

/**
 * @param {"row" | "away-row"} template
 * @param {PersonRow} row
 */
function filled(template, row) {
  const item = copied(template);
  within(".row-number", item).textContent = row.number;
  const service = ours(row.service_name);
  within(".row-service", item).textContent = row.priority
    ? `${ours(row.priority)} · ${service}`
    : service;
  return item;
}

/**
 * @param {PersonRow} row
 * @param {boolean} mayCall
 */
function lineRow(row, mayCall) {
  const item = filled("row", row);
  within(".row-waited", item).textContent = words(said.minutes, { n: row.waited_min });
  if (mayCall) within(".row-buttons", item).append(button("call-this", row.id, said.call_this));
  return item;
}

/**
 * @param {PersonRow} row
 * @param {Verb[]} verbs
 */
function awayRow(row, verbs) {
  const item = filled("away-row", row);
  within(".row-reason", item).textContent = ours(row.reason_text);
  within(".row-buttons", item).append(...verbs.map((verb) => button(verb, row.id, said[verb])));
  return item;
}

/**
 * @param {Verb} verb
 * @param {number | null} ticketId
 * @param {string} word
 */
function button(verb, ticketId, word) {
  const made = document.createElement("button");
  made.className = "button";
  made.textContent = word;
  made.dataset.verb = verb;
  if (ticketId) made.dataset.ticket = String(ticketId);
  return made;
}

/** @type {DeskScreen} */
const first = carried("desk-now");
const screen = new Desk(first);
const socket = io("/board", TRANSPORTS);
new Live({ socket, screen, version: first.version, epoch: first.epoch });
