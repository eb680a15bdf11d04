import { LitElement, css, html, nothing } from "lit";
import { get } from "../shell/api.js";
import { base } from "../shell/styles.js";
import { date } from "../shell/words.js";
import "./cr-chip.js";

/**
 * What a patient asked to amend in a document, and what became of it; shows nothing where nobody did.
 * Properties: `document` (a summary), `version` (a change reads it anew).
 */
export class CrAmendmentsOf extends LitElement {
  static properties = { document: { attribute: false }, version: { type: Number }, items: { state: true } };

  static styles = [base, css`
    :host { display: block; }
    ul { padding: var(--s3) var(--s4); display: grid; gap: var(--s2); border-bottom: 1px solid var(--line); background: var(--bg); } li { display: grid; gap: 2px; overflow-wrap: anywhere; }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.document = null;
    this.version = 0;
    /** @type {any[]} */
    this.items = [];
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (/** @type {any} */ (changed.get("document"))?.id !== this.document?.id || changed.has("version")) this.#load();
  }

  async #load() {
    const id = this.document?.id;
    if (!id || this.document.stage !== "FILED") { this.items = []; return; }
    try {
      const items = (await get(`/documents/${id}/amendments`)).items;
      if (this.document?.id === id) this.items = items;
    } catch { this.items = []; }
  }

  render() {
    if (!this.items.length) return nothing;
    return html`<ul aria-label="Amendments">${this.items.map((a) => html`<li><span><cr-chip tone=${a.accepted ? "info" : "warn"}>${a.accepted === null || a.accepted === undefined ? "Amendment asked for" : a.accepted ? "Amended" : "Amendment denied"}</cr-chip> <span class="small soft num">${date(a.receivedAt)}</span></span><span>Should say: ${a.wanted}</span>${a.decision ? html`<span class="small">${a.decision}</span>` : nothing}${a.disagreement ? html`<span class="small"><b>The patient disagrees:</b> ${a.disagreement}</span>` : nothing}${a.rebuttal ? html`<span class="small"><b>The office's answer:</b> ${a.rebuttal}</span>` : nothing}</li>`)}</ul>`;
  }
}
customElements.define("cr-amendments-of", CrAmendmentsOf);
