import { LitElement, css, html, nothing } from "lit";
import { get, newKey, post, put } from "../shell/api.js";
import { say } from "../shell/say.js";
import { session } from "../shell/session.js";
import { base } from "../shell/styles.js";
import { date, moment } from "../shell/words.js";
import "../shell/cr-problem.js";

/** Where the last paper was put on this machine: the next one mostly lies there too. */
const LAST = "chartroom.paper.place";

/** Where the paper of an arrival lies, and logging it. Property `arrival` (id). */
export class CrPaperPlace extends LitElement {
  static properties = { arrival: {}, kept: { state: true }, gone: { state: true }, editing: { state: true }, problem: { state: true } };

  static styles = [base, css`
    form { display: flex; gap: var(--s2); align-items: end; flex-wrap: wrap; margin: var(--s2) 0; } .field { min-width: 200px; }
  `];

  constructor() {
    super();
    this.arrival = "";
    /** @type {any} */
    this.kept = null;
    /** @type {any} */
    this.gone = null;
    this.editing = false;
    this.problem = /** @type {any} */ (null);
    this.key = newKey();
  }

  get may() { return session.has("intake", "records-clerk", "administrator"); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("arrival")) { this.kept = null; this.gone = null; this.editing = false; this.problem = null; this.key = newKey(); this.#load(); } }

  async #load() {
    const id = this.arrival;
    if (!id || !(this.may || session.has("privacy-officer"))) return;
    try {
      const all = (await get(`/originals?arrival=${id}`)).items;
      if (this.arrival !== id) return;
      this.kept = all.find((/** @type {any} */ o) => !o.shredded) ?? null;
      this.gone = all.findLast((/** @type {any} */ o) => o.shredded) ?? null;
    } catch (problem) { if (/** @type {any} */ (problem).status !== 404) this.problem = problem; }
  }

  async #keep(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const place = String(new FormData(/** @type {HTMLFormElement} */ (e.target)).get("place") ?? "").trim();
    this.problem = null;
    try {
      this.kept = this.kept ? (await put(`/originals/${this.kept.id}`, { place }, this.kept.version)).body : await post("/originals", { arrivalId: this.arrival, place }, { key: this.key });
      localStorage.setItem(LAST, place);
      this.editing = false;
      say({ text: `The paper lies in ${place}.`, tone: "done" });
    } catch (problem) { this.problem = problem; }
  }

  render() {
    if (!this.may && !this.kept && !this.gone) return nothing;
    const o = this.kept;
    return html`${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      ${this.editing ? html`<form @submit=${this.#keep}><div class="field"><label class="label" for="place">The paper lies in (box, shelf or batch)</label><input id="place" name="place" required maxlength="120" autocomplete="off" .value=${o?.place ?? localStorage.getItem(LAST) ?? ""}></div><button class="main">Keep</button><button type="button" @click=${() => { this.editing = false; }}>Cancel</button></form>`
        : html`<p class="row wrap">${o ? html`<span>Paper: <b>${o.place}</b> <span class="soft small">${o.mayBeShredded ? "may be shredded" : `may be shredded from ${date(o.mayBeShreddedFrom)} at the earliest`}</span></span>` : this.gone ? html`<span class="soft">Paper: shredded ${moment(this.gone.shredded.at)} by ${this.gone.shredded.by.displayName}</span>` : nothing}
          ${this.may ? html`<button class="bare" @click=${() => { this.editing = true; this.updateComplete.then(() => /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("#place"))?.focus()); }}>${o ? "It lies elsewhere…" : "Log where the paper lies…"}</button>` : nothing}</p>`}`;
  }
}
customElements.define("cr-paper-place", CrPaperPlace);
