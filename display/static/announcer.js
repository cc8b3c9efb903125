/**
 * Says calls aloud, one after another: a chime, then the sentence in the hall's language if this
 * computer has a voice for it. Never another language's voice: then the chime alone.
 */

/**
 * @import { BoardCall } from "shapes"
 * @typedef {Pick<typeof globalThis, "setTimeout">} Clock
 */

const CHIME = [
  { hertz: 659, at: 0 },
  { hertz: 523, at: 0.35 },
];
const CHIME_S = 1.1;
const SENTENCE_MS = 15_000; // the longest call takes seven seconds; some voices never say their end
const MOST_HANGS = 2; // in a row; then the chime alone, until the page is loaded anew

export class Announcer {
  #audio;
  #lang;
  #clock;
  #hangs = 0;
  /** @type {Promise<unknown>} */
  #line = Promise.resolve();

  /**
   * `lang` is the hall's language. `blocked` is told when the browser wants a touch before any sound.
   * @param {{ lang: string, blocked: () => void, clock?: Clock }} facts
   */
  constructor({ lang, blocked, clock = globalThis }) {
    this.#lang = lang;
    this.#clock = clock;
    this.#audio = new AudioContext();
    if (this.#audio.state === "suspended") blocked();
  }

  /** A touch: now the browser allows sound. */
  allow() {
    return this.#audio.resume();
  }

  /**
   * Say one call after those that are being said.
   * @param {BoardCall} call
   */
  announce(call) {
    this.#line = this.#line.then(() => this.#say(call)).catch(() => {});
    return this.#line;
  }

  /** @param {BoardCall} call */
  #say = async (call) => {
    if (this.#audio.state !== "running") return;
    this.#chime();
    await this.#wait(CHIME_S * 1000);
    const sentence = call.spoken?.[this.#lang];
    const voice = this.#hangs < MOST_HANGS && this.#voice();
    if (!sentence || !voice) return;
    const spoken = this.#speak(voice, sentence).then(() => true);
    const isDone = await Promise.race([spoken, this.#wait(SENTENCE_MS)]);
    this.#hangs = isDone ? 0 : this.#hangs + 1;
    if (!isDone) speechSynthesis.cancel(); // or everything after it waits behind it
  };

  /** @param {number} milliseconds */
  #wait = (milliseconds) => new Promise((done) => this.#clock.setTimeout(() => done(false), milliseconds));

  #chime = () => {
    const start = this.#audio.currentTime;
    for (const { hertz, at } of CHIME) {
      const tone = new OscillatorNode(this.#audio, { frequency: hertz });
      const volume = new GainNode(this.#audio, { gain: 0 });
      volume.gain.setValueAtTime(0.3, start + at);
      volume.gain.exponentialRampToValueAtTime(0.001, start + at + 0.7);
      tone.connect(volume).connect(this.#audio.destination);
      tone.start(start + at);
      tone.stop(start + at + 0.7);
    }
  };

  #voice = () => {
    const voices = globalThis.speechSynthesis?.getVoices() ?? [];
    return voices.find((voice) => voice.lang.toLowerCase().startsWith(this.#lang));
  };

  /**
   * @param {SpeechSynthesisVoice} voice
   * @param {string} sentence
   */
  #speak = (voice, sentence) =>
    new Promise((done) => {
      const words = new SpeechSynthesisUtterance(sentence);
      words.voice = voice;
      words.lang = voice.lang;
      words.onend = words.onerror = done;
      speechSynthesis.speak(words);
    });
}
