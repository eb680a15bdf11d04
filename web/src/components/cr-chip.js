import { LitElement, css, html } from "lit";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";

/** A state in a word with its icon; colour never stands alone. Attributes: `tone` (info, wait, warn, stop, done, plain), `quiet` (no fill). */
export class CrChip extends LitElement {
  static properties = { tone: {}, quiet: { type: Boolean } };

  static styles = [base, css`
    :host { display: inline-block; vertical-align: middle; }
    span { display: inline-flex; align-items: center; gap: 4px; padding: 1px 8px 1px 6px; border-radius: 99px; font-size: var(--text-small); line-height: 18px; font-weight: 550; white-space: nowrap;
      color: var(--ink-soft); background: var(--sunken); }
    .info { color: var(--info); background: var(--info-soft); } .wait { color: var(--wait); background: var(--wait-soft); } .warn { color: var(--warn); background: var(--warn-soft); }
    .stop { color: var(--stop); background: var(--stop-soft); } .done { color: var(--done); background: var(--done-soft); }
    .quiet { background: none; padding: 0; }
    svg.i { width: 13px; height: 13px; stroke-width: 1.8; }
  `];

  constructor() {
    super();
    this.tone = "plain";
    this.quiet = false;
  }

  render() { return html`<span class="${this.tone} ${this.quiet ? "quiet" : ""}">${icon(this.tone)}<slot></slot></span>`; }
}
customElements.define("cr-chip", CrChip);
