import { LitElement, css, html, nothing } from "lit";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";
import { counted } from "../shell/words.js";

/**
 * Pages that look like more than one paper: what they would be, and one button to split them.
 * Properties: `papers` as the server suggests them, `may` (whether they may be split), `hint` (the key that does it). Fires `part` ({after, papers}): split after these pages.
 */
export class CrPapers extends LitElement {
  static properties = { papers: { attribute: false }, may: { type: Boolean }, hint: {} };

  static styles = [base, css`
    .why { display: flex; gap: var(--s2); background: var(--warn-soft); border-left: 4px solid var(--warn); padding: var(--s2) var(--s3); border-radius: var(--radius); } .why > svg { color: var(--warn); margin-top: 3px; }
    ul { margin: var(--s1) 0 var(--s2); display: grid; gap: var(--s1); }
  `];

  constructor() {
    super();
    /** @type {any[]} */
    this.papers = [];
    this.may = false;
    this.hint = "";
  }

  /** Splits them as they are listed. */
  split() {
    if (!this.may || this.papers.length < 2) return;
    this.dispatchEvent(new CustomEvent("part", { detail: { after: this.papers.slice(1).map((p) => p.first - 1), papers: this.papers.length } }));
  }

  render() {
    if (!this.papers?.length) return nothing;
    return html`<div class="why">${icon("warn")}<div><p>These pages look like ${counted(this.papers.length, "paper")}. Split them before filing:</p>
      <ul>${this.papers.map((p) => html`<li>${p.first === p.last ? `Page ${p.first}` : `Pages ${p.first} to ${p.last}`}: ${p.type?.display ?? "of a type that is not known"}</li>`)}</ul>
      ${this.may ? html`<button type="button" @click=${() => this.split()}>Split into ${this.papers.length} documents${this.hint ? html` <kbd class="desk" aria-hidden="true">${this.hint}</kbd>` : nothing}</button>` : nothing}</div></div>`;
  }
}
customElements.define("cr-papers", CrPapers);
