import { LitElement, css, html, nothing } from "lit";
import { base } from "../shell/styles.js";
import { number } from "../shell/words.js";

/**
 * How far something is: always a number and what it counts ("3 of 12 pages").
 * Attributes: `done`, `of` (0 when not yet known), `what`, `label` (the accessible name), `slim` (bar and number in one line), `unit` (`%` shows percent).
 */
export class CrProgress extends LitElement {
  static properties = { done: { type: Number }, of: { type: Number }, what: {}, label: {}, slim: { type: Boolean } };

  static styles = [base, css`
    :host { display: block; min-width: 96px; }
    div { display: flex; align-items: center; gap: var(--s2); }
    progress { appearance: none; flex: 1; min-width: 40px; height: 6px; border: 0; border-radius: 3px; overflow: hidden; background: var(--sunken); }
    progress::-webkit-progress-bar { background: var(--sunken); border-radius: 3px; }
    progress::-webkit-progress-value { background: var(--wait); border-radius: 3px; transition: inline-size var(--motion); }
    progress::-moz-progress-bar { background: var(--wait); border-radius: 3px; }
    span { font-size: var(--text-small); color: var(--ink-soft); white-space: nowrap; }
  `];

  constructor() {
    super();
    this.done = 0;
    this.of = 0;
    this.what = "";
    this.label = "Progress";
    this.slim = false;
  }

  render() {
    const known = this.of > 0;
    const words = known ? `${number(this.done)} of ${number(this.of)} ${this.what}` : this.done ? `${number(this.done)} ${this.what} so far` : `counting ${this.what}`;
    return html`<div><progress aria-label="${this.label}: ${words}" max=${known ? this.of : nothing} value=${known ? Math.min(this.done, this.of) : nothing}></progress><span class="num">${words}</span></div>`;
  }
}
customElements.define("cr-progress", CrProgress);
