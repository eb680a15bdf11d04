import { LitElement, css, html, nothing } from "lit";
import { get, query } from "../shell/api.js";
import { gathered } from "../shell/events.js";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";
import { counted, editWord, happened, moment, reason, sentence } from "../shell/words.js";
import "../shell/cr-problem.js";

/**
 * What was done to one document, by whom and when, newest first; looks of one person in a row are one line.
 * Properties: `document` (id), `version` (a change reads the history anew); `lines` and `told` are read by itself.
 */
export class CrHistory extends LitElement {
  static properties = { document: {}, version: { type: Number }, lines: { attribute: false }, next: { state: true }, told: { type: Boolean }, looks: { state: true }, problem: { state: true } };

  static styles = [base, css`
    :host { display: block; }
    ol { display: grid; } li { display: grid; grid-template-columns: 26px minmax(0, 1fr); gap: 0 var(--s2); position: relative; padding-bottom: var(--s3); }
    li::before { content: ""; position: absolute; left: 12px; top: 0; bottom: 0; width: 1px; background: var(--line); }
    .dot { position: relative; width: 25px; height: 25px; border-radius: 50%; border: 1px solid var(--line); background: var(--surface); display: grid; place-items: center; color: var(--ink-soft); } .dot svg { width: 13px; height: 13px; }
    b { font-weight: 600; } .who { color: var(--ink-soft); font-size: var(--text-small); overflow-wrap: anywhere; }
    .top { display: flex; gap: var(--s2); align-items: center; margin-bottom: var(--s3); }
  `];

  constructor() {
    super();
    this.document = "";
    this.version = 0;
    /** @type {any[]|null} */
    this.lines = null;
    /** @type {string|null} */
    this.next = null;
    /** Whether the server tells who looked. */
    this.told = false;
    /** Whether looks are shown. */
    this.looks = true;
    this.problem = /** @type {any} */ (null);
    this.load = gathered(() => this.#load(), 120);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("document")) { this.lines = null; this.#load(); } else if (changed.has("version")) this.load();
  }

  /** @param {string} [cursor] */
  async #load(cursor) {
    const id = this.document;
    if (!id) return;
    try {
      const page = await get(`/documents/${id}/history` + query({ cursor, limit: 100 }));
      if (id !== this.document) return;
      this.lines = cursor ? [...(this.lines ?? []), ...page.items] : page.items;
      this.next = page.next ?? null;
      this.told = page.looks;
      this.problem = null;
    } catch (problem) { this.problem = problem; }
  }

  /** Lines with runs of looks by one person gathered. */
  get #gathered() {
    /** @type {{line:any, times:number}[]} */
    const out = [];
    for (const line of this.lines ?? []) {
      if (line.what === "LOOKED_AT" && !this.looks) continue;
      const last = out.at(-1);
      if (line.what === "LOOKED_AT" && last?.line.what === "LOOKED_AT" && last.line.who === line.who) last.times++;
      else out.push({ line, times: 1 });
    }
    return out;
  }

  /** @param {any} line @param {number} times */
  #line(line, times) {
    const { word, icon: sign } = happened(line.what), d = line.details;
    const rest = [d.review && d.to && `${d.review === "acknowledged" || d.review === "acted on" ? "on the list of" : "for"} ${d.to}`, line.patientName && `of ${line.patientName}`, times > 1 && counted(times, "time"), line.what === "RECEIVED" && d.channel && `by ${sentence(d.channel).toLowerCase()}`, line.what === "PAGES_EDITED" && editWord(String(d.what ?? "").replace("pages: ", "")).toLowerCase(), line.what === "READ" && d.stage === "QUARANTINED" && "set aside", line.what === "READ" && Number(d.attempt) > 1 && `at try ${d.attempt}`, line.what === "LOOKED_AT" && times === 1 && d.part && d.part !== "history" && reason(d.part).toLowerCase()].filter(Boolean).join(" · ");
    return html`<li><span class="dot">${icon(sign)}</span><span><b>${word}</b>${rest ? html` <span>${rest}</span>` : nothing}<br><span class="who">${line.who || "Chartroom"}, ${sentence(line.role).toLowerCase()} · <span class="num">${moment(line.at)}</span></span></span></li>`;
  }

  render() {
    if (this.problem) return html`<cr-problem .problem=${this.problem} .again=${() => this.#load()}></cr-problem>`;
    if (!this.lines) return html`<p class="soft" role="status">Reading the history…</p>`;
    return html`${this.told ? html`<label class="top"><input type="checkbox" .checked=${this.looks} @change=${(/** @type {Event} */ e) => { this.looks = /** @type {HTMLInputElement} */ (e.target).checked; }}> Show who looked</label>` : nothing}
      <ol>${this.#gathered.map(({ line, times }) => this.#line(line, times))}</ol>
      ${this.next ? html`<button @click=${() => this.#load(/** @type {string} */ (this.next))}>Show earlier</button>` : nothing}
      ${this.told ? nothing : html`<p class="soft small">Who looked is shown to records clerks and the privacy officer.</p>`}`;
  }
}
customElements.define("cr-history", CrHistory);
