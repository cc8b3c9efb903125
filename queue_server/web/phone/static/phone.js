/** The phone follows its turn: messages move it along; when it is called, it is seen and heard. */
import { range, words } from "/static/words.js";
import { Turn } from "./turn.js";

const ENDED = new Set(["served", "no_show", "cancelled"]);
const SPREAD_MS = 1500; // phones that ask after the same message do not all ask at once
const part = (id) => document.getElementById(id);
const said = JSON.parse(part("said").textContent);
const page = document.documentElement;
const address = `/t/${page.dataset.key}`; // not the page's own: a refused press has another
let turn = new Turn(JSON.parse(part("mine").textContent));
let asking = false;

function drawPlace() {
  part("ahead").textContent = turn.ahead ? words(said.ahead, { n: turn.ahead }) : said.first;
  part("range").textContent = range(turn.estimate, said);
}

async function ask({ soon }) {
  if (asking) return;
  asking = true;
  await new Promise((done) => setTimeout(done, soon ? 0 : Math.random() * SPREAD_MS));
  const response = await fetch(`${address}.json`).catch(() => null);
  asking = false;
  if (response?.ok) show(await response.json());
}

function show(mine) {
  const before = turn.state;
  turn = new Turn(mine);
  if (ENDED.has(mine.state) && mine.state !== before) return location.replace(address);
  page.dataset.state = mine.state;
  if (mine.state === "called") {
    part("counter").textContent = mine.counter;
    part("place").textContent = (page.lang === "en" && mine.counter_name_en) || mine.counter_name;
    if (before !== "called") alarm();
  }
  if (mine.state === "waiting") drawPlace();
}

function alarm() {
  navigator.vibrate?.([400, 200, 400, 200, 800]);
  const Audio = globalThis.AudioContext ?? globalThis.webkitAudioContext;
  if (!Audio) return;
  const audio = new Audio();
  const tone = audio.createOscillator();
  tone.connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.6);
}

if (!ENDED.has(turn.state)) {
  const events = new EventSource(`${address}/events`);
  // Whatever was missed while no stream was open, one question answers.
  events.addEventListener("open", () => ask({ soon: true }));
  events.addEventListener("board", ({ data }) => {
    const message = JSON.parse(data);
    const heard = turn.hear(message);
    if (heard === "moved") drawPlace();
    if (heard === "ask") ask({ soon: turn.ahead === 0 || turn.state !== "waiting" });
  });
}
