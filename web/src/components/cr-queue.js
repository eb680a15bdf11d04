import { css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { base } from "../shell/styles.js";
import { placed } from "./placed.js";
import { VirtualRows } from "./virtual-rows.js";

/**
 * A queue as a mail client has it: rows of one height, the active one shown beside it.
 * Properties: `items`, `keyOf(item)`, `row(item)` → template, `active` (key), `rowHeight` px, `label`. Events: see VirtualRows.
 */
export class CrQueue extends VirtualRows {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = { row: { attribute: false } };

  static styles = [base, css`
    :host { display: block; height: 100%; min-height: 0; }
    #scroller { height: 100%; overflow: auto; position: relative; outline: none; overscroll-behavior: contain; }
    .space { position: relative; width: 100%; }
    .option { position: absolute; left: 0; right: 0; overflow: hidden; padding: 0 var(--s4); border-bottom: 1px solid var(--line); cursor: default; display: flex; align-items: center; }
    .option:hover { background: var(--hover); }
    .option[aria-selected="true"] { background: var(--accent-soft); box-shadow: inset 3px 0 0 var(--accent); }
    #scroller:focus-visible .option[aria-selected="true"] { outline: 2px solid var(--accent); outline-offset: -2px; }
    .in { width: 100%; min-width: 0; }
  `];

  constructor() {
    super();
    /** @type {(item:any)=>unknown} */
    this.row = (item) => this.keyOf(item);
  }

  render() {
    const at = this.index;
    return html`<div id="scroller" role="listbox" tabindex="0" aria-label=${this.label} aria-activedescendant=${at >= this.from && at < this.to ? `r${at}` : nothing}
        @keydown=${this.onKey} @focus=${() => { if (this.index < 0 && this.items.length) this.choose(0, "key"); }}>
      <div class="space" role="presentation" ${placed({ height: this.total() + "px" })}>
        ${repeat(this.visible(), ({ item }) => this.keyOf(item), ({ item, index }) => html`<div class="option" role="option" id="r${index}" aria-selected=${index === at} aria-setsize=${this.items.length} aria-posinset=${index + 1}
          ${placed({ top: index * this.rowHeight + "px", height: this.rowHeight + "px" })}
          @click=${() => this.choose(index, "pointer")} @dblclick=${() => this.open(index)}><div class="in">${this.row(item)}</div></div>`)}
      </div></div>`;
  }
}
customElements.define("cr-queue", CrQueue);
