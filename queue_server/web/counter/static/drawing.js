/** The desk as it is drawn: who is here, who is next, who waits and who stepped away. */
import { carried, copied, part, within } from "/static/page.js";
import { spoken, words } from "/static/words.js";
import { digit } from "./choosing.js";
import { possible } from "./verbs.js";

/**
 * @import { Choice, CurrentPerson, DeskScreen, NextPerson, PersonRow } from "shapes"
 * @import { PrinterTrouble } from "shapes"
 * @import { Verb } from "./verbs.js"
 */

const lang = document.documentElement.lang;
const said = carried("said");

/**
 * A text of the hall in the page's language.
 * @param {Record<string, string> | null | undefined} text
 */
export function ours(text) {
  return spoken(text, lang);
}

/**
 * Everything of the desk but its buttons.
 * @param {DeskScreen} desk
 * @param {string | undefined} me the clerk who looks at it
 */
export function draw(desk, me) {
  const { state, pause_reason: why } = desk.counter;
  part("desk").dataset.state = state;
  part("counter-state").textContent = why ? `${said[state]}: ${ours(why)}` : said[state];
  part("retired").hidden = !desk.counter.is_retired;
  drawCurrent(desk.current);
  drawOutcomes(desk);
  drawNext(desk.next);
  drawLists(desk, possible(desk, me).has("call-this"));
  drawPrinters(desk.printers);
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

/**
 * @param {DeskScreen} desk
 * @param {boolean} mayCall
 */
function drawLists(desk, mayCall) {
  const { waiting, waiting_count: count, held, absent, today } = desk;
  part("line-title").textContent = words(said.line, { n: count });
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
