import { LitElement, css, html, nothing } from "lit";
import { base } from "./styles.js";
import { icon } from "./icons.js";

/**
 * A failure where the work is: the server's words, a way to try again, the correlation id one click away.
 * Property `problem`: a Problem or any Error; `again`: what the button does.
 */
export class CrProblem extends LitElement {
  static properties = { problem: { attribute: false }, again: { attribute: false } };

  static styles = [base, css`
    div { display: flex; gap: var(--s2); padding: var(--s2) var(--s3); border: 1px solid var(--stop); border-left-width: 4px;
      border-radius: var(--radius); background: var(--stop-soft); align-items: flex-start; }
    svg { color: var(--stop); margin-top: 3px; }
    p { flex: 1; }
    details { font-size: var(--text-small); margin-top: 2px; }
    summary { cursor: pointer; color: var(--ink-soft); }
    code { font: 12px var(--mono); user-select: all; }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.problem = null;
    /** @type {(()=>void)|null} */
    this.again = null;
  }

  render() {
    if (!this.problem) return nothing;
    const id = this.problem.correlationId;
    return html`<div role="alert">
      ${icon("stop")}
      <p>${this.problem.message}
        ${id ? html`<details><summary>Details for support</summary>Quote this number: <code>${id}</code></details>` : nothing}
      </p>
      ${this.again ? html`<button @click=${this.again}>Try again</button>` : nothing}
    </div>`;
  }
}
customElements.define("cr-problem", CrProblem);
