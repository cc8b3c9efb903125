/** The desk: draws the counter as the server says it is, and sends what the clerk presses. */
import { io } from "/static/vendor/socket.io.esm.min.js";
import { askJson } from "/static/ask.js";
import { Live, TRANSPORTS } from "/static/live.js";
import { carried, part, within } from "/static/page.js";
import { press, Refused } from "/static/press.js";
import { words } from "/static/words.js";
import { Choosing } from "./choosing.js";
import { draw, ours } from "./drawing.js";
import { Asking, concerns } from "./hearing.js";
import { closing, leaving } from "./leaving.js";
import { Stopwatch } from "./stopwatch.js";
import { Undo } from "./undo.js";
import { address, isTaken, keyOf, leading, possible, saidWith } from "./verbs.js";

/**
 * @import { BoardMessage, DeskScreen } from "shapes"
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
    document.addEventListener("submit", (event) => this.#leave(event));
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
      title: words(said.choose[verb], { n: this.#desk.left_alone }),
      options,
      key: button.dataset.key ?? null,
      chosen: (id) => this.#press(verb, ticketId, id),
    });
  };

  /**
   * The forms that lead away from here.
   * @param {Event} event
   */
  #leave = (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const isTheirs = isTaken(this.#desk.counter, me ?? this.#desk.counter.clerk);
    const question = leaving(this.#desk, said.leaving, async (how) => {
      if (how === "close") await this.#press("close");
      if (how === "leave" || this.#desk.counter.state === "closed") form.submit();
    });
    if (!question || isTheirs || !form.matches("[data-leaves]")) return;
    event.preventDefault();
    form.closest("details")?.removeAttribute("open");
    this.#choosing.ask(question);
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
    this.#stopwatch.shows(desk.current?.since_s ?? null);
    draw(desk, me);
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
function optionsOf(verb, desk) {
  if (verb === "close") return closing(desk, said.leaving);
  const { transfer_to: services, choices, current } = desk;
  const others = services.filter((it) => it.id !== current?.service_id);
  const lists = { transfer: others, hold: choices.holds, pause: choices.pauses, "call-this": choices.by_hand };
  const found = new Map(Object.entries(lists)).get(verb) ?? [];
  const options = found.map((it) => ({ id: it.id, name: ours(it.name) }));
  const mayBeSilent = options.length && MAY_SAY_NOTHING.has(verb);
  return mayBeSilent ? [{ id: "", name: said.unsaid }, ...options] : options;
}

/** @type {DeskScreen} */
const first = carried("desk-now");
const screen = new Desk(first);
const socket = io("/board", TRANSPORTS);
new Live({ socket, screen, version: first.version, epoch: first.epoch });
