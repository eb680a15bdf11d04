import { LitElement, css, html, nothing } from "lit";
import { call } from "../../shell/api.js";
import { say } from "../../shell/say.js";
import { base } from "../../shell/styles.js";
import { counted, sentence } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../shell/cr-problem.js";

/** @type {Record<string,import("../../shell/words.js").Tone>} */
const TONES = { CREATED: "done", UPDATED: "info", CANCELLED: "wait", UNCHANGED: "plain", REFUSED: "stop" };

/** What a list looks like, by its first characters. @param {string} text @param {string} name */
function formatOf(text, name) {
  const start = text.trimStart().slice(0, 3);
  return start.startsWith("MSH") || /\.hl7$/i.test(name) ? "siu" : start.startsWith("{") ? "fhir" : "csv";
}

/** The dialog that takes an appointment list: chosen, tried without keeping anything, then kept. Property `open`. Fires `taken` and `close`. */
export class CrImport extends LitElement {
  static properties = { open: { type: Boolean }, format: { state: true }, text: { state: true }, name: { state: true }, report: { state: true }, problem: { state: true }, busy: { state: true } };

  static styles = [base, css`
    .out { max-height: 40dvh; overflow: auto; border: 1px solid var(--line); border-radius: var(--radius); } td { vertical-align: middle; }
    .sum { display: flex; gap: var(--s2); flex-wrap: wrap; }
  `];

  constructor() {
    super();
    this.open = false;
    this.format = "csv";
    this.text = "";
    this.name = "";
    /** @type {any} */
    this.report = null;
    this.problem = /** @type {any} */ (null);
    this.busy = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("open") && this.open) { this.text = ""; this.name = ""; this.report = null; this.problem = null; } }

  #close() { this.open = false; this.dispatchEvent(new CustomEvent("close")); }

  async #chosen(/** @type {Event} */ e) {
    const file = /** @type {HTMLInputElement} */ (e.target).files?.[0];
    if (!file) return;
    this.raw = file;
    this.name = file.name;
    this.text = await file.slice(0, 400).text();
    this.format = formatOf(this.text, file.name);
    await this.#send(true);
  }

  /** @param {boolean} dryRun */
  async #send(dryRun) {
    if (this.busy || !this.raw) return;
    this.busy = true;
    this.problem = null;
    try {
      this.report = (await call("POST", `/appointments/import?format=${this.format}&dryRun=${dryRun}`, { raw: this.raw, type: "text/plain" })).body;
      if (!dryRun) {
        say({ text: `${counted(this.report.created + this.report.updated, "appointment")} taken, ${this.report.cancelled} cancelled, ${this.report.refused} refused.`, tone: this.report.refused ? "warn" : "done" });
        this.dispatchEvent(new CustomEvent("taken"));
        if (!this.report.refused) this.#close();
      }
    } catch (problem) { this.problem = problem; this.report = null; } finally { this.busy = false; }
  }

  render() {
    const r = this.report, good = r ? r.created + r.updated + r.cancelled : 0;
    return html`<cr-dialog wide heading="Import appointments" ?open=${this.open} @close=${() => this.#close()}>
      ${this.open ? html`<div class="stack"><p>A list of the scheduling system: CSV, a FHIR R4 bundle or HL7 SIU messages. It is tried first; nothing is kept before you say so. A patient is known by MRN and birth date together.</p>
        <div class="field"><label class="label" for="file">List</label><input id="file" type="file" autofocus accept=".csv,.txt,.json,.hl7,text/csv,text/plain,application/json" @change=${this.#chosen}></div>
        ${this.name ? html`<div class="field"><label class="label" for="format">Read as</label><select id="format" @change=${(/** @type {Event} */ e) => { this.format = /** @type {HTMLSelectElement} */ (e.target).value; this.#send(true); }}>${[["csv", "CSV"], ["fhir", "FHIR R4 bundle"], ["siu", "HL7 v2 SIU"]].map(([v, w]) => html`<option value=${v} ?selected=${this.format === v}>${w}</option>`)}</select></div>` : nothing}
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        ${r ? html`<p class="sum" role="status"><b>${r.dryRun ? "This would happen:" : "Done:"}</b> ${["created", "updated", "cancelled", "unchanged", "refused"].filter((k) => r[k]).map((k) => html`<cr-chip tone=${TONES[k.toUpperCase()]}>${r[k]} ${k}</cr-chip>`)}${r.lines.length ? nothing : html`no appointment was found in it`}</p>
          <div class="out" tabindex="0" role="region" aria-label="Lines of the list"><table><thead><tr><th class="n">${this.format === "fhir" ? "Entry" : "Line"}</th><th>Outcome</th><th>Why</th></tr></thead><tbody>${[...r.lines].sort((a, b) => Number(b.outcome === "REFUSED") - Number(a.outcome === "REFUSED") || a.line - b.line).slice(0, 500).map((l) => html`<tr><td class="n num">${l.line}</td><td><cr-chip tone=${TONES[l.outcome]}>${sentence(l.outcome)}</cr-chip></td><td>${l.why}</td></tr>`)}</tbody></table></div>` : nothing}</div>` : nothing}
      <button slot="actions" @click=${() => this.#close()}>${r && !r.dryRun ? "Close" : "Cancel"}</button>
      ${!r || r.dryRun ? html`<button slot="actions" class="main" ?disabled=${this.busy || !good} @click=${() => this.#send(false)}>Take ${counted(good, "line")}</button>` : nothing}</cr-dialog>`;
  }
}
customElements.define("cr-import", CrImport);
