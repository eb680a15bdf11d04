import { LitElement, css, html, nothing } from "lit";
import { get } from "../shell/api.js";
import { gathered } from "../shell/events.js";
import { icon } from "../shell/icons.js";
import { sayProblem } from "../shell/say.js";
import { base } from "../shell/styles.js";
import { session } from "../shell/session.js";
import { moment } from "../shell/words.js";
import { dueWords, onMyList, reviewState, seenWords } from "./review-words.js";
import "./cr-chip.js";
import "./cr-review-answer.js";
import "./cr-route.js";

/**
 * On whose list a document is, who has seen it when and how that ended; shows nothing while it was never routed.
 * Properties: `document` (a summary), `version` (a change reads it anew). Methods: `route()`, `answer(how)`.
 */
export class CrReviewsOf extends LitElement {
  static properties = { document: { attribute: false }, version: { type: Number }, items: { state: true }, routing: { state: true }, how: { state: true } };

  static styles = [base, css`
    :host { display: block; }
    ul { padding: var(--s3) var(--s4); display: grid; gap: var(--s3); border-bottom: 1px solid var(--line); background: var(--bg); }
    li { display: grid; gap: 2px; } .small { color: var(--ink-soft); overflow-wrap: anywhere; } .late { color: var(--stop); font-weight: 600; }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.document = null;
    this.version = 0;
    /** @type {any[]} */
    this.items = [];
    this.routing = false;
    this.how = "";
    this.load = gathered(() => this.#load(), 150);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const was = /** @type {any} */ (changed.get("document"));
    if (changed.has("document") && was?.id !== this.document?.id) { this.items = []; this.#load(); } else if (changed.has("document") || changed.has("version")) this.load();
  }

  async #load() {
    const id = this.document?.id;
    if (!id) return;
    try {
      const items = (await get(`/documents/${id}/reviews`)).items;
      if (this.document?.id === id) this.items = items;
    } catch (problem) { if (/** @type {any} */ (problem).status !== 404) sayProblem(problem); }
  }

  /** The review of it that waits for who is signed in. */
  get mine() { return session.has("clinician") ? this.items.find(onMyList) ?? null : null; }

  route() { this.routing = true; }

  /** @param {"acknowledge"|"act"} how */
  answer(how) { if (this.mine) this.how = how; }

  /** @param {any} r */
  #line(r) {
    const s = reviewState(r);
    return html`<li><span class="row wrap"><cr-chip tone=${s.tone}>${s.word}</cr-chip> <b>${r.to.displayName}</b> ${r.state === "OPEN" ? html`<span class="small num ${r.overdue ? "late" : ""}">${dueWords(r)}</span>` : nothing}</span>
      ${r.flag ? html`<span class="small">${r.flag}.</span>` : nothing}
      ${r.escalated && r.state === "OPEN" ? html`<span class="small">${r.escalated.why} ${r.escalated.to.displayName} has it too, since ${moment(r.escalated.at)}.</span>` : nothing}
      ${r.note ? html`<span class="small">“${r.note}”</span>` : nothing}
      <span class="small">${seenWords(r)}.</span>
      ${r.ended ? html`<span class="small">${s.word} by ${r.ended.by.displayName} ${moment(r.ended.at)}${r.ended.words ? `: ${r.ended.words}` : ""}</span>` : nothing}
      ${r === this.mine ? html`<span class="row wrap"><button class="main" @click=${() => this.answer("acknowledge")}>${icon("done")} Acknowledge <kbd class="desk" aria-hidden="true">A</kbd></button><button @click=${() => this.answer("act")}>Acted on…</button></span>` : nothing}</li>`;
  }

  render() {
    const d = this.document;
    return html`${this.items.length ? html`<ul aria-label="Reviews of this document">${this.items.map((r) => this.#line(r))}</ul>` : nothing}
      <cr-route document=${d?.id ?? ""} what=${d?.type?.display ?? d?.title ?? "The document"} patientName=${d?.patientName ?? ""} ?open=${this.routing} @close=${() => { this.routing = false; }} @routed=${() => this.#load()}></cr-route>
      <cr-review-answer .review=${this.mine} how=${this.how} @close=${() => { this.how = ""; }} @answered=${() => this.#load()}></cr-review-answer>`;
  }
}
customElements.define("cr-reviews-of", CrReviewsOf);
