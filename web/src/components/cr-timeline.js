import { LitElement, css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";

/**
 * @typedef {{key:string, when:string, icon:string, title:unknown, note?:unknown, href?:string, side?:unknown, struck?:boolean}} Entry
 * @typedef {{key:string, title:string, note?:string, entries:Entry[]}} Group
 */

/** What happened, grouped (in a chart: by visit), newest first. Properties: `groups`, `current` (key of the entry that is open). Links carry the keyboard. */
export class CrTimeline extends LitElement {
  static properties = { groups: { attribute: false }, current: {} };

  static styles = [base, css`
    :host { display: block; }
    section + section { margin-top: var(--s4); }
    .g { display: flex; align-items: baseline; gap: var(--s2); padding: var(--s1) 0; position: sticky; top: 0; background: var(--surface); z-index: 1; border-bottom: 1px solid var(--line); }
    .g h2 { font-size: var(--text); }
    li { position: relative; display: grid; grid-template-columns: 92px 28px minmax(0, 1fr); align-items: start; }
    li::before { content: ""; position: absolute; left: 105px; top: 0; bottom: 0; width: 1px; background: var(--line); }
    .when { padding: 10px 0; color: var(--ink-soft); font-size: var(--text-small); text-align: right; padding-right: var(--s2); }
    .dot { position: relative; width: 26px; height: 26px; margin-top: 6px; border-radius: 50%; display: grid; place-items: center; background: var(--surface); border: 1px solid var(--line); color: var(--ink-soft); }
    .dot svg { width: 14px; height: 14px; }
    a, .flat { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 var(--s3); align-items: center; min-height: var(--row); padding: 6px var(--s3); border-radius: var(--radius); color: inherit; text-decoration: none; }
    a:hover { background: var(--hover); } a[aria-current] { background: var(--accent-soft); }
    .t { font-weight: 550; } .t s { color: var(--ink-soft); font-weight: 400; } .note { grid-column: 1 / -1; color: var(--ink-soft); font-size: var(--text-small); overflow-wrap: anywhere; }
    @media (max-width: 760px) { li { grid-template-columns: 28px minmax(0, 1fr); } li::before { left: 13px; } .when { grid-column: 2; padding: 6px var(--s3) 0; text-align: left; order: 1; } .dot { order: 0; } .what { grid-column: 2; order: 2; } }
  `];

  constructor() {
    super();
    /** @type {Group[]} */
    this.groups = [];
    this.current = "";
  }

  render() {
    return repeat(this.groups, (g) => g.key, (g) => html`<section aria-labelledby="g-${g.key}"><div class="g"><h2 id="g-${g.key}">${g.title}</h2>${g.note ? html`<span class="soft small">${g.note}</span>` : nothing}</div>
      <ol>${repeat(g.entries, (e) => e.key, (e) => {
        const inner = html`<span class="t">${e.struck ? html`<s>${e.title}</s>` : e.title}</span>${e.side ? html`<span class="side">${e.side}</span>` : html`<span></span>`}${e.note ? html`<span class="note">${e.note}</span>` : nothing}`;
        return html`<li><span class="when num">${e.when}</span><span class="dot">${icon(e.icon)}</span><div class="what">${e.href ? html`<a href=${e.href} aria-current=${this.current === e.key ? "true" : nothing}>${inner}</a>` : html`<div class="flat">${inner}</div>`}</div></li>`;
      })}</ol></section>`);
  }
}
customElements.define("cr-timeline", CrTimeline);
