import { LitElement, css, html, nothing } from "lit";
import { get, query } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { go } from "../../shell/router.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { moment } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-plot.js";
import "../../shell/cr-problem.js";

/** How much work signed notes were, how good they were, and how far drafts were from them. */
export class CrPageFigures extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, figures: { state: true }, scores: { state: true }, failure: { state: true } };

  static styles = [base, page, css`
    .days { display: flex; gap: var(--s3); align-items: end; flex-wrap: wrap; } .days .field { width: 160px; }
    .all { display: grid; gap: var(--s5); } .plots { display: grid; gap: var(--s5); grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr)); }
    .scroll { overflow: auto; } section { display: grid; gap: var(--s2); min-width: 0; } td, th { white-space: nowrap; }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any} */
    this.figures = null;
    /** @type {any} */
    this.scores = null;
    this.failure = /** @type {any} */ (null);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("query")) this.#load(); }

  get #days() { return query({ from: this.query.get("from"), to: this.query.get("to") }); }

  async #load() {
    const days = this.#days;
    try {
      const [figures, scores] = await Promise.all([get("/productivity" + days), get("/quality" + days)]);
      if (days !== this.#days) return;
      this.figures = figures;
      this.scores = scores;
      this.failure = null;
    } catch (problem) { this.failure = problem; }
  }

  #shown(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target));
    go("/dictations/figures" + query({ from: f.get("from"), to: f.get("to") }));
  }

  #plots() {
    const days = [...new Set(this.figures.days.map((/** @type {any} */ d) => d.day))].sort();
    const sum = (/** @type {string} */ key) => days.map((day) => this.figures.days.filter((/** @type {any} */ d) => d.day === day).reduce((/** @type {number} */ n, /** @type {any} */ d) => n + d[key], 0));
    const labels = days.map((d) => String(d).slice(5));
    return html`<div class="plots"><cr-plot kind="bar" heading="Notes signed" .labels=${labels} .series=${[{ name: "Notes", values: sum("notes") }]}></cr-plot><cr-plot kind="bar" heading="Lines" .labels=${labels} .series=${[{ name: "Lines", tone: "info", values: sum("lines") }]}></cr-plot></div>`;
  }

  #unit() {
    const u = this.figures.unit;
    return `A line is ${u.charsPerLine} characters, ${u.countSpaces ? "with" : "without"} spaces; headings ${u.countHeaders ? "count" : "do not count"}, lines of templates and macros ${u.countMacros ? "count" : "do not count"}.`;
  }

  render() {
    const f = this.figures, s = this.scores;
    return html`<div class="head"><button class="bare icon" aria-label="Back" @click=${() => history.back()}>${icon("back")}</button><h1>Figures</h1>
        ${f ? html`<form class="days" @submit=${this.#shown}><div class="field"><label class="label" for="from">From</label><input id="from" name="from" type="date" .value=${f.from}></div><div class="field"><label class="label" for="to">To</label><input id="to" name="to" type="date" .value=${f.to}></div><button>Show</button><a class="button" href="/api/v1/productivity/csv${this.#days}" download>${icon("download")} CSV</a></form>` : nothing}</div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <div class="body" tabindex="-1">${f && s ? html`<div class="all">
        ${f.days.length ? this.#plots() : html`<div class="empty">${icon("chart")}<b>No note was signed on these days</b><span>Choose others.</span></div>`}
        ${f.days.length ? html`<section><h2>By day and person</h2><div class="scroll" tabindex="0" role="region" aria-label="By day and person"><table><thead><tr><th>Day</th><th>Person</th><th class="n">Notes</th><th class="n">Minutes of sound</th><th class="n">Lines</th><th class="n">Mean turnaround</th></tr></thead>
          <tbody>${f.days.map((/** @type {any} */ d) => html`<tr><td class="num">${d.day}</td><td>${d.displayName}</td><td class="n num">${d.notes}</td><td class="n num">${d.audioMinutes.toFixed(1)}</td><td class="n num">${d.lines.toFixed(1)}</td><td class="n num">${turnaround(d.meanTurnaroundSeconds)}</td></tr>`)}</tbody></table></div><p class="small soft">${this.#unit()} A note counts for who corrected it, on the day it was signed.</p></section>` : nothing}
        ${f.authors.length ? html`<section><h2>Drafts against what was signed</h2><div class="scroll" tabindex="0" role="region" aria-label="Drafts against what was signed"><table><thead><tr><th>Author</th><th>Kind of work</th><th class="n">Notes</th><th class="n">Words changed</th></tr></thead>
          <tbody>${f.authors.map((/** @type {any} */ a) => html`<tr><td>${a.displayName}</td><td>${a.workType || "–"}</td><td class="n num">${a.notes}</td><td class="n num">${(a.wordErrorRate * 100).toFixed(1)} %</td></tr>`)}</tbody></table></div></section>` : nothing}
        <section><h2>Quality</h2>${s.items.length ? html`<p>Mean score <b class="num">${s.mean.toFixed(1)}</b> of 100; ${s.pass} passes.</p><div class="scroll" tabindex="0" role="region" aria-label="Quality scores"><table><thead><tr><th>When</th><th>Work of</th><th>Reviewed by</th><th>Note</th><th class="n">Critical</th><th class="n">Non-critical</th><th class="n">Score</th></tr></thead>
          <tbody>${s.items.map((/** @type {any} */ r) => html`<tr><td class="num">${moment(r.at)}</td><td>${r.editor.displayName}</td><td>${r.reviewer.displayName}</td><td><a href="/dictations/${r.documentId}">${r.workType || "Dictation"}</a></td><td class="n num">${r.critical}</td><td class="n num">${r.nonCritical}</td><td class="n"><cr-chip tone=${r.passes ? "done" : "warn"}><span class="num">${r.score}</span></cr-chip></td></tr>`)}</tbody></table></div>` : html`<p class="small soft">${session.has("administrator") ? "No note was reviewed for quality on these days." : "None of your notes was reviewed for quality on these days."}</p>`}</section></div>` : nothing}</div>`;
  }
}
customElements.define("cr-page-figures", CrPageFigures);

/** @param {number} seconds */
function turnaround(seconds) {
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
