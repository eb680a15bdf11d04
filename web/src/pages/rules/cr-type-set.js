import { LitElement, css, html } from "lit";
import { icon } from "../../shell/icons.js";
import { base } from "../../shell/styles.js";
import { typeNames, typeOptions, without } from "./rules-words.js";

/**
 * A set of document types: what is in it, each taken out with one press, and a choice that adds one.
 * Properties: `types` (all there are), `codes` (those in the set), `label`. Fires `codes` ({codes}).
 */
export class CrTypeSet extends LitElement {
  static properties = { types: { attribute: false }, codes: { attribute: false }, label: {} };

  static styles = [base, css`
    :host { display: flex; flex-wrap: wrap; gap: var(--s1); align-items: center; }
    button { min-height: 28px; padding: 0 var(--s2); border-radius: 99px; font-size: var(--text-small); white-space: normal; text-align: left; } button svg { width: 12px; height: 12px; }
    select { width: auto; max-width: 150px; min-height: 30px; font-size: var(--text-small); }
    @media (pointer: coarse) { button { min-height: var(--control); } }
  `];

  constructor() {
    super();
    /** @type {import("./rules-words.js").Type[]} */
    this.types = [];
    /** @type {string[]} */
    this.codes = [];
    this.label = "Document types";
  }

  /** @param {string[]} codes */
  #tell(codes) { this.dispatchEvent(new CustomEvent("codes", { detail: { codes } })); }

  render() {
    const left = this.types.filter((t) => !this.codes.includes(t.code));
    return html`${this.codes.map((code, i) => html`<button type="button" aria-label="${this.label}: take out ${typeNames(this.types, [code])}" @click=${() => this.#tell(without(this.codes, i))}>${typeNames(this.types, [code])} ${icon("close")}</button>`)}
      <select aria-label="${this.label}: add a type" @change=${(/** @type {Event} */ e) => { const box = /** @type {HTMLSelectElement} */ (e.target); if (box.value) this.#tell([...this.codes, box.value]); box.value = ""; }}>${typeOptions(left, "", "Add…")}</select>`;
  }
}
customElements.define("cr-type-set", CrTypeSet);
