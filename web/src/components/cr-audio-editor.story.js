import { html } from "lit";
import "./cr-audio-editor.js";

const said = "patient is a sixty four year old woman with shortness of breath period plan colon start lisinopril ten milligrams daily".split(" ");
const words = said.map((word, i) => ({ word, start: i * 0.45, end: i * 0.45 + 0.4, confidence: word === "lisinopril" ? 0.41 : 0.9 }));
const edits = [{ from: "sixty four year old", to: "64-year-old", rule: "number.age", firstWord: 3, lastWord: 6 }, { from: "ten milligrams", to: "10 mg", rule: "number.dose", firstWord: 17, lastWord: 18 }];
const peaks = new Int8Array(Math.ceil(said.length * 45) * 2);
for (let i = 0; i < peaks.length / 2; i++) { const v = Math.round(90 * Math.abs(Math.sin(i / 6) * Math.sin(i / 45))); peaks[2 * i] = -v; peaks[2 * i + 1] = v; }

/** Silence of the right length, made in the browser. @param {number} seconds */
function silence(seconds) {
  const rate = 8000, n = Math.round(rate * seconds), b = new DataView(new ArrayBuffer(44 + n));
  const put = (/** @type {number} */ at, /** @type {string} */ s) => [...s].forEach((c, i) => b.setUint8(at + i, c.charCodeAt(0)));
  put(0, "RIFF"); b.setUint32(4, 36 + n, true); put(8, "WAVEfmt "); b.setUint32(16, 16, true); b.setUint16(20, 1, true); b.setUint16(22, 1, true); b.setUint32(24, rate, true); b.setUint32(28, rate, true); b.setUint16(32, 1, true); b.setUint16(34, 8, true); put(36, "data"); b.setUint32(40, n, true);
  for (let i = 0; i < n; i++) b.setUint8(44 + i, 128);
  return URL.createObjectURL(new Blob([b.buffer], { type: "audio/wav" }));
}

export const title = "cr-audio-editor";
export const about = "The word at the playhead is lit, doubtful words are underlined, a click on a word finds its sound.";
export const story = () => html`<div class="tall"><cr-audio-editor src=${silence(said.length * 0.45)} .seconds=${said.length * 0.45} .peaks=${peaks} .words=${words} .edits=${edits} .text=${"Patient is a 64-year-old woman with shortness of breath.\n\nPlan: Start lisinopril 10 mg daily."}></cr-audio-editor></div>`;
