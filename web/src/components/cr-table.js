import { css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";
import { placed } from "./placed.js";
import { VirtualRows } from "./virtual-rows.js";

/** @typedef {{key:string, title:string, width?:string, align?:"n", cell?:(row:any)=>unknown, off?:boolean, phone?:boolean}} Column `off`: hidden until chosen; `phone: false`: left out on narrow screens */

/**
 * A table of any length: virtual rows, column choice kept per person, moved and opened by keyboard.
 * Properties: `columns`, `items`, `keyOf`, `active`, `label`, `keep` (name under which the column choice is remembered).
 */
export class CrTable extends VirtualRows {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = { columns: { attribute: false }, keep: {}, hiddenColumns: { state: true }, narrow: { state: true } };

  static styles = [base, css`
    :host { display: block; height: 100%; min-height: 0; position: relative; }
    #scroller { height: 100%; overflow: auto; position: relative; outline: none; }
    .space { position: relative; min-width: 100%; }
    .r { display: grid; align-items: center; position: absolute; left: 0; right: 0; border-bottom: 1px solid var(--line); padding: 0 var(--s3); gap: var(--s3); cursor: default; }
    .r:hover { background: var(--hover); }
    .r[aria-selected="true"] { background: var(--accent-soft); box-shadow: inset 3px 0 0 var(--accent); }
    #scroller:focus-visible .r[aria-selected="true"] { outline: 2px solid var(--accent); outline-offset: -2px; }
    .h { position: sticky; top: 0; z-index: 1; background: var(--surface); display: grid; align-items: center; height: 34px; padding: 0 40px 0 var(--s3); margin-right: -28px; gap: var(--s3); border-bottom: 1px solid var(--line-strong);
      font-size: var(--text-small); font-weight: 600; color: var(--ink-soft); padding-right: var(--s3); margin: 0; }
    .c { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
    .n { text-align: right; }
    .choose { position: absolute; right: 4px; top: 3px; z-index: 2; min-height: 28px; width: 28px; background: var(--surface); }
    [popover] { margin: 0; inset: auto; position: fixed; right: var(--s5); border: 1px solid var(--line); border-radius: 8px; padding: var(--s2) var(--s3); background: var(--raised); color: var(--ink); box-shadow: var(--shadow); }
    [popover] label { display: flex; gap: var(--s2); align-items: center; min-height: 30px; }
  `];

  constructor() {
    super();
    /** @type {Column[]} */
    this.columns = [];
    this.keep = "";
    /** @type {Set<string>|null} */
    this.hiddenColumns = null;
    const media = matchMedia("(max-width: 760px)");
    this.narrow = media.matches;
    media.addEventListener("change", () => { this.narrow = media.matches; });
  }

  headHeight() { return 34; }

  connectedCallback() {
    super.connectedCallback();
    const height = parseInt(getComputedStyle(this).getPropertyValue("--row"), 10);
    if (height) this.rowHeight = height;
  }

  get #hidden() {
    if (this.hiddenColumns) return this.hiddenColumns;
    const kept = this.keep ? localStorage.getItem("chartroom.columns." + this.keep) : null;
    this.hiddenColumns = new Set(kept !== null ? kept.split(",").filter(Boolean) : this.columns.filter((c) => c.off).map((c) => c.key));
    return this.hiddenColumns;
  }

  /** @param {string} key */
  #toggle(key) {
    const hidden = new Set(this.#hidden);
    if (hidden.has(key)) hidden.delete(key); else hidden.add(key);
    this.hiddenColumns = hidden;
    if (this.keep) localStorage.setItem("chartroom.columns." + this.keep, [...hidden].join(","));
  }

  render() {
    const shown = this.columns.filter((c) => !this.#hidden.has(c.key) && !(this.narrow && c.phone === false));
    const grid = shown.map((c) => c.width ?? "minmax(80px, 1fr)").join(" ");
    const at = this.index;
    return html`
      ${this.keep && !this.narrow ? html`<button class="bare choose" popovertarget="cols" aria-label="Choose columns of ${this.label}">${icon("table")}</button>
        <div popover id="cols">${this.columns.map((c) => html`<label><input type="checkbox" .checked=${!this.#hidden.has(c.key)} @change=${() => this.#toggle(c.key)}> ${c.title}</label>`)}</div>` : nothing}
      <div id="scroller" role="grid" tabindex="0" aria-label=${this.label} aria-rowcount=${this.items.length + 1} aria-activedescendant=${at >= this.from && at < this.to ? `r${at}` : nothing}
          @keydown=${this.onKey} @focus=${() => { if (this.index < 0 && this.items.length) this.choose(0, "key"); }}>
        <div class="h" role="row" ${placed({ gridTemplateColumns: grid })}>${shown.map((c) => html`<span role="columnheader" class="c ${c.align ?? ""}">${c.title}</span>`)}</div>
        <div class="space" role="rowgroup" ${placed({ height: this.total() + "px" })}>
          ${repeat(this.visible(), ({ item }) => this.keyOf(item), ({ item, index }) => html`<div class="r" role="row" id="r${index}" aria-rowindex=${index + 2} aria-selected=${index === at}
              ${placed({ top: index * this.rowHeight + "px", height: this.rowHeight + "px", gridTemplateColumns: grid })}
              @click=${() => this.choose(index, "pointer")} @dblclick=${() => this.open(index)}>
            ${shown.map((c) => html`<span role="gridcell" class="c ${c.align ?? ""}">${c.cell ? c.cell(item) : item[c.key]}</span>`)}</div>`)}
        </div></div>`;
  }
}
customElements.define("cr-table", CrTable);
