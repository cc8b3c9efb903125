/**
 * What the printer is doing with this slip: asks the server until the slip came out, or nothing can
 * come. The words stand in the page; `data-paper` says which are shown.
 *
 *     <kiosk-paper src="/kiosk/tickets/k3/paper.json" data-paper="printing">…</kiosk-paper>
 */
import { askJson } from "/static/ask.js";

/** @import { SlipNews } from "shapes" */

const ASK_AGAIN_MS = 300;
const LATER_MS = 2_000; // when nothing can come until somebody has been at the printer, or it has said hello
const LAST = new Set(["take", "sent"]);
const SLOW = new Set(["none", "out", "broken", "ask", "again"]);

export class Paper extends HTMLElement {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  connectedCallback() {
    this.#wait();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  #wait = () => {
    const paper = this.dataset.paper ?? "";
    if (LAST.has(paper)) return;
    this.#timer = setTimeout(this.#ask, SLOW.has(paper) ? LATER_MS : ASK_AGAIN_MS);
  };

  #ask = async () => {
    const answer = await askJson(this.getAttribute("src") ?? "");
    // The server is away for a moment: what is shown stays, and is asked for again.
    if (answer?.ok) this.#show(answer.body.paper);
    if (this.isConnected) this.#wait();
  };

  /** @param {SlipNews["paper"]} paper */
  #show = (paper) => {
    if (this.dataset.paper !== paper) this.dataset.paper = paper;
  };
}
