/**
 * What every element's shadow root shares: controls, headings, helpers. Colours and sizes come from tokens.css.
 * @module
 */
import { css } from "lit";

export const base = css`
  *, *::before, *::after { box-sizing: border-box; }
  :host { font: var(--text) / var(--leading) var(--font); color: var(--ink); }
  :host([hidden]), [hidden] { display: none !important; }
  h1, h2, h3, p, dl, dd, ul, ol, figure, fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
  ul, ol { list-style: none; }
  h1 { font-size: var(--heading); line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; outline: none; }
  h2 { font-size: var(--text); font-weight: 650; }
  h3, .label, label > span:first-child, legend { font-size: var(--text-small); font-weight: 600; color: var(--ink-soft); }
  a { color: var(--accent); text-underline-offset: 2px; }
  small, .small { font-size: var(--text-small); }
  .soft { color: var(--ink-soft); }
  .num { font-variant-numeric: tabular-nums; }
  .clip { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .sr { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }

  button, .button, input, select, textarea { font: inherit; color: inherit; }
  button, .button {
    display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-height: var(--control);
    padding: 0 var(--s3); border: 1px solid var(--line-strong); border-radius: var(--radius); background: var(--raised);
    text-decoration: none; cursor: pointer; white-space: nowrap; color: var(--ink);
  }
  button:hover:not(:disabled), .button:hover { background: var(--hover); }
  button.main, .button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
  button.main:hover:not(:disabled), .button.main:hover { background: color-mix(in oklab, var(--accent) 88%, var(--ink)); }
  button.stop { color: var(--stop); border-color: var(--stop); }
  button.bare { border-color: transparent; background: none; padding: 0 var(--s2); }
  button.bare:hover:not(:disabled) { background: var(--hover); }
  button.icon { padding: 0; width: var(--control); }
  button.link { border: 0; background: none; padding: 0; min-height: 0; color: var(--accent); text-decoration: underline; text-underline-offset: 2px; }
  button[aria-pressed="true"] { background: var(--accent-soft); border-color: var(--accent); color: var(--accent); }
  button:disabled { cursor: not-allowed; color: var(--ink-soft); border-style: dashed; background: none; }

  input:where(:not([type="checkbox"], [type="radio"], [type="range"], [type="file"])), select, textarea {
    min-height: var(--control); padding: 0 var(--s2); border: 1px solid var(--line-strong); border-radius: var(--radius);
    background: var(--surface); width: 100%;
  }
  textarea { padding: var(--s2); line-height: 1.55; }
  input[aria-invalid="true"] { border-color: var(--stop); }
  input[type="checkbox"], input[type="radio"] { accent-color: var(--accent); width: 16px; height: 16px; margin: 0; }
  ::placeholder { color: var(--ink-soft); opacity: 1; }
  .field { display: grid; gap: var(--s1); align-content: start; }
  .fields { display: grid; gap: var(--s3); }
  .row { display: flex; align-items: center; gap: var(--s2); }
  .wrap { flex-wrap: wrap; }
  .grow { flex: 1; min-width: 0; }
  .stack { display: grid; gap: var(--s3); align-content: start; }
  .panel { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; }
  .empty { display: grid; justify-items: center; gap: var(--s2); padding: var(--s10) var(--s4); color: var(--ink-soft); text-align: center; }
  .empty svg { width: 32px; height: 32px; opacity: .7; }
  .empty b { color: var(--ink); }
  kbd {
    font: 600 11px / 1 var(--font); padding: 3px 5px; border: 1px solid var(--line-strong); border-radius: 4px;
    background: var(--surface); color: var(--ink-soft); min-width: 18px; text-align: center; display: inline-block;
  }
  @media (pointer: coarse) { .desk { display: none !important; } }
  mark { background: var(--mark); color: var(--on-mark); border-radius: 2px; padding: 0 1px; }
  table { border-collapse: collapse; width: 100%; }
  th { text-align: left; font-size: var(--text-small); font-weight: 600; color: var(--ink-soft); }
  th, td { padding: 6px var(--s3); border-bottom: 1px solid var(--line); vertical-align: top; }
  th.n, td.n { text-align: right; }
  dt { font-size: var(--text-small); color: var(--ink-soft); }
  svg.i { width: 16px; height: 16px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
  @media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; scroll-behavior: auto !important; } }
`;

/** The frame of a page: a heading line and the work below it, which scrolls by itself. */
export const page = css`
  :host { display: flex; flex-direction: column; height: 100%; min-height: 0; }
  .head { display: flex; align-items: center; gap: var(--s3); padding: var(--s3) var(--s5); min-height: 56px; flex-wrap: wrap; }
  .head h1 { margin-right: auto; }
  .body { flex: 1; min-height: 0; overflow: auto; padding: 0 var(--s5) var(--s5); }
  @media (max-width: 760px) {
    .head { padding: var(--s2) var(--s4); min-height: 52px; gap: var(--s2); }
    .body { padding: 0 var(--s4) var(--s4); }
  }
  @media print { :host { display: block; height: auto; } .body { overflow: visible; } }
`;
