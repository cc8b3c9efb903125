/** The board: a picture of the newest snapshot, kept true by messages. */
import { io } from "/static/vendor/socket.io.esm.min.js";
import { Live, TRANSPORTS } from "/static/live.js";
import { range, spoken, words } from "/static/words.js";
import { Announcer } from "./announcer.js";
import { Calls } from "./calls.js";

const NOTICE_MS = 12_000;
const FEW = 8; // more earlier calls than this are shown smaller
const ROOMY = 7; // more services than this are shown one line each
const HOUR_MS = 3_600_000;
const NIGHT_HOUR = 3; // of the hall's own time: a page that runs for months is loaded anew once a day, when nobody looks
const lang = document.documentElement.lang;
const said = JSON.parse(document.getElementById("said").textContent);
const part = (id) => document.getElementById(id);
const nobody = part("newest").querySelector(".empty");

class Board {
  #board;
  #calls;
  #announcer;
  #notice = 0;
  #clockAhead = 0;

  constructor(board, announcer) {
    this.#announcer = announcer;
    this.snapshot(board);
    setInterval(() => this.#drawClock(), 1000);
    setInterval(() => this.#nextNotice(), NOTICE_MS);
  }

  snapshot(board) {
    this.#board = board;
    this.#calls = new Calls(board.calls);
    this.#drawDoor(board);
    this.#draw();
  }

  change(message) {
    const news = this.#calls.change(message.calls);
    Object.assign(this.#board.queues, message.queues);
    this.#draw();
    for (const call of news) {
      if (call.number === this.#calls.all[0]?.number) this.#pulse();
      this.#announcer.announce(call);
    }
  }

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

  #longest = () => {
    const rows = this.#board.services.map((service) => [service, this.#board.queues[service.id]]);
    const waiting = rows.filter(([, queue]) => queue.waiting > 0);
    return waiting.sort(([, a], [, b]) => b.waiting - a.waiting);
  };

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

  #time = (parts) => {
    const time = new Date(Date.now() + this.#clockAhead);
    const options = { ...parts, hourCycle: "h23", timeZone: this.#board.timezone };
    return time.toLocaleTimeString("vi-VN", options);
  };

  #nextNotice = () => {
    const { notices } = this.#board;
    if (!notices.length) return;
    this.#notice = (this.#notice + 1) % notices.length;
    part("notice").textContent = spoken(notices[this.#notice], lang);
  };
}

function filled(call) {
  const parts = part("call").content.cloneNode(true);
  parts.querySelector(".number").textContent = call.number;
  parts.querySelector(".counter").textContent = call.counter;
  return [...parts.children];
}

function row(call) {
  const item = document.createElement("li");
  item.dataset.state = call.state;
  item.append(...filled(call));
  return item;
}

function line(service, queue) {
  const item = part("queue").content.firstElementChild.cloneNode(true);
  item.querySelector(".letter").textContent = service.prefix;
  item.querySelector(".name").textContent = spoken(service.name, lang);
  item.querySelector(".count").textContent = words(said.waiting, { n: queue.waiting });
  item.querySelector(".wait").textContent = range(queue.estimate, said);
  return item;
}

const sound = part("sound");
const announcer = new Announcer({ lang, blocked: () => (sound.hidden = false) });
document.addEventListener("pointerdown", () => announcer.allow().then(() => (sound.hidden = true)));
const first = JSON.parse(part("snapshot").textContent);
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
