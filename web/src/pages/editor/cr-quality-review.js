import { LitElement, css, html, nothing } from "lit";
import { get, post } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { say } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base } from "../../shell/styles.js";
import { moment } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../shell/cr-problem.js";

const SEVERITIES = [
  { code: "CRITICAL", word: "Critical", off: "−3", what: "may harm: drug, dose, side, patient, negation" },
  { code: "NON_CRITICAL", word: "Non-critical", off: "−1", what: "wrong, but harms nobody" },
  { code: "FEEDBACK", word: "Feedback", off: "0", what: "to learn from" },
];

/** @param {string} code */
const severity = (code) => SEVERITIES.find((s) => s.code === code) ?? SEVERITIES[2];

/**
 * Quality reviews of a note: what a second person found, with the score; and a new one, marked at the places that are selected in the text.
 * Properties: `document` (id), `transcript`. For notes that are signed or in review.
 */
export class CrQualityReview extends LitElement {
  static properties = { document: {}, transcript: { attribute: false }, reviews: { state: true }, marking: { state: true }, errors: { state: true }, problem: { state: true }, severity: { state: true }, right: { state: true }, comment: { state: true } };

  static styles = [base, css`
    :host { display: grid; gap: var(--s2); }
    li { display: grid; gap: 2px; border-left: 3px solid var(--line-strong); padding-left: var(--s2); } .err { display: grid; gap: 2px; } ol, ul { display: grid; gap: var(--s2); }
    .row b { overflow-wrap: anywhere; } del { color: var(--stop); } ins { color: var(--done); } form { display: grid; gap: var(--s2); }
  `];

  constructor() {
    super();
    this.document = "";
    /** @type {any} */
    this.transcript = null;
    /** @type {any[]} */
    this.reviews = [];
    this.marking = false;
    /** @type {any[]} */
    this.errors = [];
    this.problem = /** @type {any} */ (null);
    this.severity = "CRITICAL";
    this.right = "";
    this.comment = "";
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("document") && this.document) { this.reviews = []; this.marking = false; this.errors = []; this.#load(); } }

  async #load() { try { this.reviews = (await get(`/transcripts/${this.document}/quality`)).items; this.problem = null; } catch (problem) { this.problem = problem; } }

  /** @returns {HTMLTextAreaElement|null} */
  get #area() { return /** @type {any} */ (this.getRootNode()).querySelector("cr-audio-editor")?.renderRoot?.querySelector("textarea") ?? null; }

  #mark(/** @type {Event} */ e) {
    e.preventDefault();
    const area = this.#area;
    if (!area) return;
    const start = area.selectionStart, end = area.selectionEnd;
    if (start === end && !this.right.trim() && !this.comment.trim()) { this.problem = new Error("Select the words in the text first, or say what is missing there."); return; }
    this.errors = [...this.errors, { severity: this.severity, start, end, written: area.value.slice(start, end), right: this.right.trim(), comment: this.comment.trim() }];
    this.right = "";
    this.comment = "";
    this.problem = null;
  }

  async #keep() {
    try {
      const made = await post(`/transcripts/${this.document}/quality`, { version: this.transcript.number, errors: this.errors.map(({ written, ...e }) => e) });
      this.marking = false;
      this.errors = [];
      say({ text: `The review is kept: ${made.score} of 100${made.passes ? "" : ", below the 98 that pass"}.`, tone: "done" });
      await this.#load();
    } catch (problem) { this.problem = problem; }
  }

  /** @param {any} e */
  #error(e) {
    const s = severity(e.severity);
    return html`<div class="err"><span><b class="small">${s.word}</b> ${e.written ? html`<del>${e.written}</del>` : nothing} ${e.right ? html`<ins>${e.right}</ins>` : nothing}</span>${e.comment ? html`<span class="small soft">${e.comment}</span>` : nothing}</div>`;
  }

  render() {
    const may = session.has("clinician", "transcriptionist", "administrator");
    if (!may) return nothing;
    return html`<h2>Quality</h2>
      ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      ${this.reviews.length ? html`<ol>${this.reviews.map((r) => html`<li><span class="row wrap"><cr-chip tone=${r.passes ? "done" : "warn"}><span class="num">${r.score}</span> of 100</cr-chip><span class="small soft">${r.editor.displayName}, by ${r.reviewer.displayName}, <span class="num">${moment(r.at)}</span></span></span>${r.errors.map((/** @type {any} */ e) => this.#error(e))}</li>`)}</ol>` : html`<p class="small soft">Nobody has reviewed it for quality.</p>`}
      ${this.marking ? html`<form @submit=${this.#mark}><p class="small soft">Select the words in the text, then say what is wrong with them. The same error counts once.</p>
          <div class="field"><label class="label" for="sev">How bad it is</label><select id="sev" .value=${this.severity} @change=${(/** @type {Event} */ e) => { this.severity = /** @type {HTMLSelectElement} */ (e.target).value; }}>${SEVERITIES.map((s) => html`<option value=${s.code}>${s.word} (${s.off}): ${s.what}</option>`)}</select></div>
          <div class="field"><label class="label" for="right">What should stand there</label><input id="right" .value=${this.right} @input=${(/** @type {Event} */ e) => { e.stopPropagation(); this.right = /** @type {HTMLInputElement} */ (e.target).value; }}></div>
          <div class="field"><label class="label" for="comment">Comment</label><input id="comment" .value=${this.comment} @input=${(/** @type {Event} */ e) => { e.stopPropagation(); this.comment = /** @type {HTMLInputElement} */ (e.target).value; }}></div>
          <button type="submit">Mark the error</button></form>
          <ul>${this.errors.map((e, i) => html`<li>${this.#error(e)}<span><button class="link small" @click=${() => { this.errors = this.errors.filter((_, k) => k !== i); }}>Take it out</button></span></li>`)}</ul>
          <div class="row wrap"><button class="main" @click=${() => this.#keep()}>Keep the review</button><button @click=${() => { this.marking = false; this.errors = []; this.problem = null; }}>Cancel</button></div>`
        : html`<button @click=${() => { this.marking = true; }}>${icon("balance")} Review the quality</button>`}`;
  }
}
customElements.define("cr-quality-review", CrQualityReview);
