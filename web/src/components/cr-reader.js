import { LitElement, css, html, nothing } from "lit";
import { get } from "../shell/api.js";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";
import { date, sentence, stage } from "../shell/words.js";
import "./cr-chip.js";
import "./cr-page-viewer.js";
import "../shell/cr-problem.js";

/** Where a document opens by itself. @param {any} d */
export function documentHref(d) { return String(d.kind).toLowerCase().includes("dict") ? `/dictations/${d.id}` : `/documents/${d.id}`; }

/**
 * One document to be read: its pages, or its text where it has none. Property `document` (a summary), attribute `label` (the name
 * of the pane). The slot `tools` stands in its heading.
 */
export class CrReader extends LitElement {
  static properties = { document: { attribute: false }, label: {}, full: { state: true }, text: { state: true }, failure: { state: true } };

  static styles = [base, css`
    :host { display: flex; flex-direction: column; min-height: 0; min-width: 0; background: var(--sunken); }
    .ph { display: flex; gap: var(--s2); align-items: center; padding: var(--s2) var(--s3); background: var(--surface); border-bottom: 1px solid var(--line); min-height: 50px; }
    .ph b { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } s { color: var(--ink-soft); }
    cr-page-viewer { flex: 1; min-height: 0; }
    .text { padding: var(--s5); white-space: pre-wrap; line-height: 1.65; background: var(--surface); flex: 1; overflow: auto; }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.document = null;
    this.label = "Pages of the entry";
    /** @type {any} */
    this.full = null;
    this.text = /** @type {string|null} */ (null);
    this.failure = /** @type {any} */ (null);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("document")) return;
    const was = /** @type {any} */ (changed.get("document"));
    if (was?.id === this.document?.id && was?.version === this.document?.version) return;
    this.full = null;
    this.text = null;
    this.failure = null;
    if (this.document) this.#load(this.document);
  }

  /** @param {any} d */
  async #load(d) {
    const still = () => this.document?.id === d.id;
    try {
      if (!String(d.kind).toLowerCase().includes("dict")) {
        const full = await get(`/documents/${d.id}`);
        if (!still()) return;
        this.full = full;
        if (full.pagesDetail?.length) return;
      }
      const text = await get(`/documents/${d.id}/text`);
      if (still()) this.text = text;
    } catch (problem) { if (still() && /** @type {any} */ (problem).status !== 404) this.failure = problem; }
  }

  render() {
    const d = this.document;
    if (!d) return html`<div class="empty">${icon("page")}<b>Choose an entry to read it here</b></div>`;
    const title = d.type?.display ?? d.title ?? sentence(d.kind), struck = d.stage === "ENTERED_IN_ERROR";
    return html`<div class="ph">${struck ? html`<s class="grow clip">${title}</s><cr-chip tone=${stage(d.stage).tone}>${stage(d.stage).word}</cr-chip>` : html`<b class="grow">${title}</b>`}<span class="soft small num">${date(d.date)}</span><slot name="tools"></slot></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load(d)}></cr-problem>` : nothing}
      ${this.full?.pagesDetail?.length ? html`<cr-page-viewer label=${this.label} .pages=${this.full.pagesDetail} .strip=${false}></cr-page-viewer>` : this.text !== null ? html`<div class="text" tabindex="0" role="region" aria-label=${this.label}>${this.text}</div>` : nothing}`;
  }
}
customElements.define("cr-reader", CrReader);
