/** The phone follows its turn: messages move it along; when it is called, it is seen and heard. */
import { askJson } from "/static/ask.js";
import { carried, part } from "/static/page.js";
import { range, spoken, words } from "/static/words.js";
import { Stream } from "./stream.js";
import { Turn } from "./turn.js";

/**
 * @import { CitizenTicket } from "shapes"
 * @import { Ear } from "./stream.js"
 */

const SPREAD_MS = 1_500; // phones that ask after the same message do not all ask at once
const FAR_SPREAD_MS = 10_000; // least of all those whose turn is far
const FAR = 10; // before them
const BEAT_SPREAD_MS = 10_000; // and after the same heartbeat, as when the hall shuts for lunch
const ASK_AGAIN_MS = 4_000; // while the server does not answer; twice as long each time
const LONGEST_MS = 30_000;
const OLD_MS = 240_000; // a wait that nothing moved is asked for again
const CALLING = new Set(["open", "late", "after"]); // a counter calls: the first is next
const said = carried("said");
const page = document.documentElement;
const lang = page.lang;
const address = `/t/${page.dataset.key}`; // not the page's own: a refused press has another
/** @type {CitizenTicket} */
let mine = carried("mine");
let turn = new Turn(mine);
let asking = false;
let hurry = () => {}; // whoever pauses before asking asks now
let answeredAt = Date.now();

/**
 * Ask how things stand, within so many milliseconds; again and again until the server says.
 * @returns {Promise<void>}
 */
async function ask(within = 0) {
  if (within === 0) hurry();
  if (asking) return;
  asking = true;
  let again = ASK_AGAIN_MS;
  for (let wait = within; ; again = Math.min(2 * again, LONGEST_MS)) {
    await pause(Math.random() * wait);
    const answer = await askJson(`${address}.json`);
    if (answer?.status === 404) return location.reload();
    const isOld = answer?.ok && answer.body.epoch === mine.epoch && answer.body.version < turn.version;
    if (answer?.ok && !isOld) {
      asking = false;
      return show(answer.body);
    }
    if (!isOld) lost();
    wait = isOld ? SPREAD_MS : again;
  }
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((done) => {
    hurry = () => done(undefined);
    setTimeout(done, milliseconds);
  });
}

function lost() {
  page.dataset.link = "stale";
  part("since").textContent = clock(mine.now);
}

/** @param {CitizenTicket} answer */
function show(answer) {
  const before = turn;
  [mine, turn, answeredAt] = [answer, new Turn(answer), Date.now()];
  // The form for the rating comes with the page.
  if (mine.state === "served" && before.state !== "served") return location.replace(address);
  page.dataset.state = mine.state;
  page.dataset.link = "fresh";
  part("service").textContent = spoken(mine.service.name, lang);
  if (mine.state === "called") {
    part("counter").textContent = String(mine.counter);
    part("place").textContent = spoken(mine.counter_name, lang);
    if (before.state !== "called" || turn.times > before.times) alarm();
  }
  if (mine.state === "waiting") drawPlace();
}

function drawPlace() {
  const first = CALLING.has(turn.prospect ?? "") ? said.next : said.first;
  page.dataset.prospect = turn.prospect ?? "";
  part("ahead").textContent = turn.ahead ? words(said.ahead, { n: turn.ahead }) : first;
  part("range").textContent = range(turn.estimate, said);
  part("range").hidden = !turn.estimate;
  for (const place of document.querySelectorAll("[data-opens]")) {
    place.textContent = opening(mine.opens_at);
  }
  part("closes").textContent = clock(mine.closes_at);
}

/**
 * "13:30" today, "07:00, 26/11/2026" another day, in the hall's own time.
 * @param {string | null} moment
 */
function opening(moment) {
  const isToday = !moment || moment.slice(0, 10) === mine.now.slice(0, 10);
  const [year, month, day] = (moment ?? "").slice(0, 10).split("-");
  return isToday ? clock(moment) : `${clock(moment)}, ${day}/${month}/${year}`;
}

/** @param {string | null} moment */
function clock(moment) {
  return (moment ?? "").slice(11, 16);
}

function alarm() {
  navigator.vibrate?.([400, 200, 400, 200, 800]);
  const Audio = globalThis.AudioContext ?? Reflect.get(globalThis, "webkitAudioContext"); // of old phones
  if (!Audio) return;
  const audio = new Audio();
  const tone = audio.createOscillator();
  tone.connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.6);
  tone.onended = () => audio.close();
}

/** Within how many milliseconds to ask. */
function soon() {
  if (turn.ahead === 0 || turn.state !== "waiting") return 0;
  return turn.ahead > FAR ? FAR_SPREAD_MS : SPREAD_MS;
}

/** @type {Ear} */
const ear = {
  ask,
  message(told) {
    const heard = turn.hear(told);
    if (heard === "moved") drawPlace();
    if (heard === "mine") ask();
    if (heard === "ask") ask(soon());
  },
  beat(told) {
    mine.now = told.now;
    if (turn.beat(told) === "ask" || Date.now() - answeredAt > OLD_MS) ask(BEAT_SPREAD_MS);
  },
};
new Stream({ url: `${address}/events`, ear });
page.dataset.follows = "yes"; // the plain refresh of refresh.js is not needed
