import { LitElement, css, html, nothing } from "lit";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";
import { name } from "../shell/words.js";
import "./cr-dialog.js";

/**
 * The dangers of a filing, to be seen before it is done all the same.
 * Properties: `stops` (as a refused filing names them; empty: closed), `patient` (into whose chart it would go). Fires `seen` ({codes}) and `close`.
 */
export class CrDanger extends LitElement {
  static properties = { stops: { attribute: false }, patient: { attribute: false }, looked: { state: true } };

  static styles = [base, css`
    ul { display: grid; gap: var(--s2); } li { display: flex; gap: var(--s2); background: var(--stop-soft); border-left: 4px solid var(--stop); padding: var(--s2) var(--s3); border-radius: var(--radius); } li svg { color: var(--stop); margin-top: 3px; }
  `];

  constructor() {
    super();
    /** @type {{code:string, words:string}[]} */
    this.stops = [];
    /** @type {any} */
    this.patient = null;
    this.looked = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("stops")) this.looked = false; }

  #close() { this.dispatchEvent(new CustomEvent("close")); }
  #seen() { this.dispatchEvent(new CustomEvent("seen", { detail: { codes: this.stops.map((s) => s.code) } })); }

  render() {
    return html`<cr-dialog heading="Look again before this is filed" ?open=${this.stops.length > 0} @close=${() => this.#close()}>
      ${this.stops.length ? html`<div class="stack"><ul>${this.stops.map((s) => html`<li>${icon("stop")}<span>${s.words}</span></li>`)}</ul>
        <p>It would go into the chart of <b>${name(this.patient?.name)}</b>, MRN <span class="num">${this.patient?.mrn}</span>. Somebody else will take a second look at it.</p>
        <label class="row"><input type="checkbox" autofocus .checked=${this.looked} @change=${(/** @type {Event} */ e) => { this.looked = /** @type {HTMLInputElement} */ (e.target).checked; }}> I have looked at the pages; it is this patient's</label></div>` : nothing}
      <button slot="actions" @click=${() => this.#close()}>Do not file it</button><button slot="actions" class="stop" ?disabled=${!this.looked} @click=${() => this.#seen()}>File it all the same</button></cr-dialog>`;
  }
}
customElements.define("cr-danger", CrDanger);
