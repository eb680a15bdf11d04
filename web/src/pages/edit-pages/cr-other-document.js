import { LitElement, css, html, nothing } from "lit";
import { list, picture, query } from "../../shell/api.js";
import { icon, kindIcon } from "../../shell/icons.js";
import { base } from "../../shell/styles.js";
import { counted, date, sentence, stage } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../shell/cr-problem.js";

/**
 * Documents that may exchange pages with one: of the same chart, or, in no chart, of the same arrival.
 * Properties: `doc`, `many` (several may be chosen). Fires `pick` ({documents}) with what is chosen.
 */
export class CrOtherDocument extends LitElement {
  static properties = { doc: { attribute: false }, many: { type: Boolean }, found: { state: true }, more: { state: true }, picked: { state: true }, problem: { state: true } };

  static styles = [base, css`
    ul { display: grid; gap: var(--s2); }
    label { display: grid; grid-template-columns: auto 52px minmax(0, 1fr); gap: var(--s3); align-items: center; padding: var(--s2); border: 1px solid var(--line); border-radius: 8px; cursor: pointer; }
    label:hover { background: var(--hover); } label:has(:checked) { border-color: var(--accent); background: var(--accent-soft); }
    img, .none { width: 52px; height: 66px; object-fit: contain; background: var(--paper); border: 1px solid var(--line); } .none { display: grid; place-items: center; background: var(--sunken); }
    label > span.what { font: inherit; font-size: var(--text); color: var(--ink); display: grid; gap: 2px; justify-items: start; } .what b { overflow-wrap: anywhere; }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.doc = null;
    this.many = false;
    /** @type {any[]|null} */
    this.found = null;
    this.more = false;
    /** @type {Set<string>} */
    this.picked = new Set();
    this.problem = /** @type {any} */ (null);
  }

  connectedCallback() { super.connectedCallback(); this.#load(); }

  async #load() {
    const { id, patientId, arrivalId } = this.doc;
    try {
      const found = await list("/documents" + query({ patient: patientId, arrival: patientId ? "" : arrivalId, stage: ["READ", "NEEDS_PERSON", "FILED"], limit: 100 }), 200);
      this.found = found.items.filter((d) => d.id !== id && d.pages > 0 && (d.patientId ?? "") === (patientId ?? "") && !String(d.kind).toLowerCase().includes("dict"));
      this.more = Boolean(found.next);
      this.problem = null;
      await this.updateComplete;
      /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("input"))?.focus();
    } catch (problem) { this.problem = problem; }
  }

  /** @param {Event} e @param {any} d */
  #pick(e, d) {
    const on = /** @type {HTMLInputElement} */ (e.target).checked;
    const picked = this.many ? new Set(this.picked) : new Set();
    if (on) picked.add(d.id); else picked.delete(d.id);
    this.picked = picked;
    this.dispatchEvent(new CustomEvent("pick", { detail: { documents: (this.found ?? []).filter((each) => picked.has(each.id)) } }));
  }

  render() {
    if (this.problem) return html`<cr-problem .problem=${this.problem} .again=${() => this.#load()}></cr-problem>`;
    if (!this.found) return html`<p class="soft" role="status">Looking for documents…</p>`;
    if (!this.found.length) {
      return html`<div class="empty">${icon("page")}<b>There is no other document</b><span>${this.doc.patientId ? "Pages go only between documents of one chart, and there is no other in this one." : "Pages go only between documents of one chart, or of one arrival while they are in none. File both in the same chart first."}</span></div>`;
    }
    return html`<ul>${this.found.map((d) => { const s = stage(d.stage); return html`<li><label><input type=${this.many ? "checkbox" : "radio"} name="other" .checked=${this.picked.has(d.id)} @change=${(/** @type {Event} */ e) => this.#pick(e, d)}>
        ${d.thumbnail ? html`<img loading="lazy" alt="" src=${picture(d.thumbnail)}>` : html`<span class="none">${icon(kindIcon(d.kind))}</span>`}
        <span class="what"><b>${d.title || sentence(d.kind)}</b><span class="soft small">${[d.type?.display, d.date && date(d.date), counted(d.pages, "page")].filter(Boolean).join(" · ")}</span><cr-chip tone=${s.tone}>${s.word}</cr-chip></span></label></li>`; })}</ul>
      ${this.more ? html`<p class="soft small">Only the latest 200 are shown.</p>` : nothing}`;
  }
}
customElements.define("cr-other-document", CrOtherDocument);
