import { LitElement, css, html, nothing } from "lit";
import { base } from "../../shell/styles.js";
import { METHODS, choice, field, given, panel, tick } from "./release-words.js";
import "../../components/cr-signature.js";

/** Who takes the packet at the desk signs for it: drawn on the screen, or with the typed name. Fires `step`. */
export class CrReleasePickup extends LitElement {
  static properties = { release: { attribute: false }, statement: {}, busy: { type: Boolean }, typed: { state: true }, drawn: { state: true }, lack: { state: true } };

  static styles = [base, panel, css`
    .statement { border-left: 4px solid var(--accent); background: var(--sunken); padding: var(--s3); border-radius: var(--radius); }
    fieldset { border: 0; padding: 0; } .hows { display: flex; gap: var(--s4); flex-wrap: wrap; }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.release = null;
    this.statement = "";
    this.busy = false;
    this.typed = false;
    this.drawn = "";
    this.lack = "";
  }

  /** To the first field. */
  focus() { /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("input"))?.focus(); }

  /** @param {SubmitEvent} e */
  #hand(e) {
    const f = given(e), r = this.release;
    if (!this.typed && !this.drawn) { this.lack = "Nothing is drawn yet. Sign above, or type the name instead."; return; }
    this.lack = "";
    this.dispatchEvent(new CustomEvent("step", { detail: { step: "pickup", say: `The packet is handed to ${f.text("signer")}.`, body: {
      sha256: r.packet.sha256, signer: f.text("signer"), identity: f.text("identity"), evidence: f.text("evidence"), agreed: f.on("agreed"), drawn: this.typed ? null : this.drawn } } }));
  }

  render() {
    const how = (/** @type {boolean} */ typed, /** @type {string} */ label) => html`<label class="tick"><input type="radio" name="how" value=${typed ? "typed" : "drawn"} .checked=${this.typed === typed} @change=${() => { this.typed = typed; this.lack = ""; }}> ${label}</label>`;
    return html`<form @submit=${this.#hand}>
      ${field("signer", "Who takes it, name as they write it", "", { required: true })}
      ${choice("identity", "How you know who they are", METHODS, "PHOTO_ID")}
      ${field("evidence", "What was seen (not the number)", "", { required: true })}
      <p class="statement">${this.statement}</p>
      <fieldset><legend class="label">They sign</legend><div class="hows">${how(false, "on the screen")}${how(true, "with the name typed above")}</div></fieldset>
      ${this.typed ? nothing : html`<cr-signature @change=${(/** @type {Event} */ e) => { this.drawn = /** @type {any} */ (e.target).value; this.lack = ""; }}></cr-signature>`}
      ${tick("agreed", "They read the statement and agree", false)}
      ${this.lack ? html`<p class="defects" role="alert">${this.lack}</p>` : nothing}
      <div class="acts"><button class="main" ?disabled=${this.busy}>They signed: hand it over</button></div></form>`;
  }
}
customElements.define("cr-release-pickup", CrReleasePickup);
