/** The board: a picture of the newest snapshot, kept true by messages. */
import { io } from "/static/vendor/socket.io.esm.min.js";
import { Live, TRANSPORTS } from "/static/live.js";
import { carried, copied, part, within } from "/static/page.js";
import { range, spoken, words } from "/static/words.js";
import { Announcer } from "./announcer.js";
import { Calls } from "./calls.js";

/**
 * @import { BoardCall, BoardMessage, BoardService, BoardSnapshot, MovedLine, WholeLine } from "shapes"
 * @import { Beat } from "/static/live.js"
 * @typedef {MovedLine | WholeLine} Line
 */

const NOTICE_MS = 12_000;
const FEW = 8; // more earlier calls than this are shown smaller
const ROOMY = 7; // more services than this are shown one line each
const HOUR_MS = 3_600_000;
const NIGHT_HOUR = 3; // of the hall's own time: a page that runs for months is loaded anew once a day, when nobody looks
const lang = document.documentElement.lang;
const said = carried("said");
const nobody = within(".empty", part("newest"));

class Board {
  #board;
  /** @type {Record<string, Line>} */
  #queues = {};
  #calls = new Calls();
  #announcer;
  #notice = 0;
  #clockAhead = 0;

  /**
   * @param {BoardSnapshot} board
   * @param {Announcer} announcer
   */
  constructor(board, announcer) {
    this.#board = board;
    this.#announcer = announcer;
    this.snapshot(board);
    setInterval(() => this.#drawClock(), 1000);
    setInterval(() => this.#nextNotice(), NOTICE_MS);
  }

  /** @param {BoardSnapshot} board */
  snapshot(board) {
    this.#board = board;
    this.#queues = { ...board.queues };
    this.#calls = new Calls(board.calls);
    this.#drawDoor(board);
    this.#draw();
  }

  /** @param {BoardMessage} message */
  change(message) {
    const news = this.#calls.change(message.calls);
    Object.assign(this.#queues, message.queues);
    this.#draw();
    for (const call of news) {
      if (call.number === this.#calls.all[0]?.number) this.#pulse();
      this.#announcer.announce(call);
    }
  }

  /** @param {Beat} [beat] */
  fresh(beat) {
    document.documentElement.dataset.link = "fresh";
    if (beat) this.#drawDoor(beat);
  }

  stale() {
    document.documentElement.dataset.link = "stale";
  }

  #draw = () => {
    const [newest, ...older] = this.#calls.all;
    this.#drawNewest(newest);
    part("older").dataset.many = older.length > FEW ? "yes" : "no";
    part("older").replaceChildren(...older.map(row));
    const waiting = this.#longest();
    part("queues").dataset.many = waiting.length > ROOMY ? "yes" : "no";
    part("queues").replaceChildren(...waiting.map(([service, queue]) => line(service, queue)));
  };

  /** @param {BoardCall | undefined} call */
  #drawNewest = (call) => {
    const place = part("newest");
    place.dataset.state = call?.state ?? "none";
    place.replaceChildren(...(call ? filled(call) : [nobody]));
  };

  #pulse = () => {
    const place = part("newest");
    place.dataset.new = "no";
    void place.offsetWidth; // start the animation anew
    place.dataset.new = "yes";
  };

  /** @returns {[BoardService, Line][]} */
  #longest = () => {
    const waiting = this.#board.services.filter(({ id }) => this.#queues[id].waiting > 0);
    waiting.sort((a, b) => this.#queues[b.id].waiting - this.#queues[a.id].waiting);
    return waiting.map((service) => [service, this.#queues[service.id]]);
  };

  /** @param {NonNullable<Beat>} told */
  #drawDoor = (told) => {
    part("state").textContent = spoken(told.open_note, lang);
    part("state").dataset.open = told.is_open ? "yes" : "no";
    this.#clockAhead = new Date(told.now).getTime() - Date.now();
    this.#drawClock();
  };

  /** The hour of the day in the hall, whatever zone this computer is set to. */
  get hour() {
    return Number(this.#time({ hour: "2-digit" }).slice(0, 2));
  }

  #drawClock = () => {
    part("clock").textContent = this.#time({ hour: "2-digit", minute: "2-digit" });
  };

  /** @param {Intl.DateTimeFormatOptions} parts */
  #time = (parts) => {
    const time = new Date(Date.now() + this.#clockAhead);
    const { timezone: timeZone } = this.#board;
    return time.toLocaleTimeString("vi-VN", { ...parts, hourCycle: "h23", timeZone });
  };

  #nextNotice = () => {
    const { notices } = this.#board;
    if (!notices.length) return;
    this.#notice = (this.#notice + 1) % notices.length;
    part("notice").textContent = spoken(notices[this.#notice], lang);
  };
}

/** @param {BoardCall} call */
function filled(call) {
  const parts = copied("call");
  within(".number", parts).textContent = call.number;
  within(".counter", parts).textContent = String(call.counter);
  return [...parts.children];
}

/** @param {BoardCall} call */
function row(call) {
  const item = document.createElement("li");
  item.dataset.state = call.state;
  item.append(...filled(call));
  return item;
}

/**
 * @param {BoardService} service
 * @param {Line} queue
 */
function line(service, queue) {
  const item = copied("queue");
  within(".letter", item).textContent = service.prefix;
  within(".name", item).textContent = spoken(service.name, lang);
  within(".count", item).textContent = words(said.waiting, { n: queue.waiting });
  within(".wait", item).textContent = range(queue.estimate, said);
  return item;
}

const sound = part("sound");
const announcer = new Announcer({ lang, blocked: () => (sound.hidden = false) });
document.addEventListener("pointerdown", () => announcer.allow().then(() => (sound.hidden = true)));
const first = carried("snapshot");
const screen = new Board(first, announcer);
const socket = io("/board", TRANSPORTS);
new Live({ socket, screen, version: first.version, epoch: first.epoch });
const loaded = Date.now();
setInterval(async () => {
  if (screen.hour !== NIGHT_HOUR || Date.now() - loaded < 2 * HOUR_MS) return;
  // Only when the server answers: the browser's own error page would never come back.
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
}, 600_000);
