import { LitElement, css, html, nothing } from "lit";
import { post } from "../../shell/api.js";
import { base } from "../../shell/styles.js";
import { counted, name } from "../../shell/words.js";
import "../../components/cr-dialog.js";
import "../../shell/cr-problem.js";

/**
 * Files several papers of one arrival in one chart, all or none.
 * Properties: `open`, `entries` (those of the arrival that wait), `patient`, `types`, `type`, `date` (of those that have none of their own). Fires `done` ({filed}) and `close`.
 */
export class CrDeskBatch extends LitElement {
  static properties = { open: { type: Boolean }, entries: { attribute: false }, patient: { attribute: false }, types: { attribute: false }, type: {}, date: {}, chosen: { state: true }, own: { state: true }, problem: { state: true }, busy: { state: true } };

  static styles = [base, css`
    .paper { display: grid; grid-template-columns: auto minmax(0, 1fr) minmax(120px, 200px) 150px; gap: var(--s2); align-items: center; padding: var(--s1) 0; border-bottom: 1px solid var(--line); } .paper.stop { background: var(--stop-soft); }
    .words { display: grid; } .words b { font-weight: 550; } @media (max-width: 620px) { .paper { grid-template-columns: auto minmax(0, 1fr); } .paper select, .paper input[type="date"] { grid-column: 2; } }
  `];

  constructor() {
    super();
    this.open = false;
    /** @type {any[]} */
    this.entries = [];
    /** @type {any} */
    this.patient = null;
    /** @type {{code:string, display:string}[]} */
    this.types = [];
    this.type = "";
    this.date = "";
    /** @type {Set<string>} */
    this.chosen = new Set();
    /** Type and date of each paper. @type {Map<string, {type:string, date:string}>} */
    this.own = new Map();
    this.problem = /** @type {any} */ (null);
    this.busy = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("open") || !this.open) return;
    this.problem = null;
    this.chosen = new Set(this.entries.map((e) => e.id));
    this.own = new Map(this.entries.map((e) => [e.id, { type: e.type?.code ?? this.type, date: e.date ?? this.date }]));
  }

  #close() { this.dispatchEvent(new CustomEvent("close")); }

  /** @param {string} id @param {Partial<{type:string, date:string}>} part */
  #set(id, part) { this.own = new Map(this.own).set(id, { ...(this.own.get(id) ?? { type: "", date: "" }), ...part }); }

  async #file() {
    if (this.busy) return;
    const papers = this.entries.filter((e) => this.chosen.has(e.id));
    const lacking = papers.find((e) => !this.own.get(e.id)?.type || !this.own.get(e.id)?.date);
    if (lacking) { this.problem = new Error(`Give type and date of “${lacking.title}”. Nothing was filed.`); return; }
    const typed = (/** @type {any} */ e) => this.types.find((t) => t.code === this.own.get(e.id)?.type);
    this.busy = true;
    this.problem = null;
    try {
      const filed = await post("/filing/bulk", { documents: papers.map((e) => ({ id: e.id, version: e.version, type: typed(e), date: this.own.get(e.id)?.date })), patientId: this.patient.id, type: typed(papers[0]) });
      this.dispatchEvent(new CustomEvent("done", { detail: { filed: filed.items } }));
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  render() {
    const stopped = new Map((this.problem?.body?.stopped ?? []).map((/** @type {any} */ s) => [s.document, s.stops.map((/** @type {any} */ w) => w.words).join(" ")]));
    return html`<cr-dialog wide heading="File what came in together" ?open=${this.open} @close=${() => this.#close()}>
      ${this.open ? html`<div class="stack"><p>Into the chart of <b>${name(this.patient?.name)}</b>, MRN <span class="num">${this.patient?.mrn}</span>: all that are ticked, or none.</p>
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        <div>${this.entries.map((e, i) => { const own = this.own.get(e.id); return html`<div class="paper ${stopped.has(e.id) ? "stop" : ""}">
          <input type="checkbox" ?autofocus=${i === 0} aria-label="File ${e.title}" .checked=${this.chosen.has(e.id)} @change=${(/** @type {Event} */ ev) => { const c = new Set(this.chosen); if (/** @type {HTMLInputElement} */ (ev.target).checked) c.add(e.id); else c.delete(e.id); this.chosen = c; }}>
          <span class="words"><b class="clip">${e.title}</b><span class="small soft">${counted(e.pages, "page")}${stopped.has(e.id) ? html` · <b>${stopped.get(e.id)}</b>` : nothing}</span></span>
          <select aria-label="Type of ${e.title}" @change=${(/** @type {Event} */ ev) => this.#set(e.id, { type: /** @type {HTMLSelectElement} */ (ev.target).value })}><option value="">Type…</option>${this.types.map((t) => html`<option value=${t.code} ?selected=${t.code === own?.type}>${t.display}</option>`)}</select>
          <input type="date" aria-label="Date of ${e.title}" max="9999-12-31" .value=${own?.date ?? ""} @change=${(/** @type {Event} */ ev) => this.#set(e.id, { date: /** @type {HTMLInputElement} */ (ev.target).value })}></div>`; })}</div></div>` : nothing}
      <button slot="actions" @click=${() => this.#close()}>Leave them</button><button slot="actions" class="main" ?disabled=${this.busy || !this.chosen.size} @click=${() => this.#file()}>File ${counted(this.chosen.size, "paper")}</button></cr-dialog>`;
  }
}
customElements.define("cr-desk-batch", CrDeskBatch);
