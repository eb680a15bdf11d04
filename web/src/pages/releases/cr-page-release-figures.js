import { LitElement, css, html, nothing } from "lit";
import { get } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { base, page } from "../../shell/styles.js";
import "../../components/cr-plot.js";
import "../../shell/cr-problem.js";

/** How the release desk does, month by month. */
export class CrPageReleaseFigures extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, months: { state: true }, failure: { state: true } };

  static styles = [base, page, css`.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: var(--s5); } .plots > * { padding: var(--s3) var(--s4); } .body { border-top: 1px solid var(--line); padding-top: var(--s4); display: grid; gap: var(--s4); align-content: start; }`];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any[]|null} */
    this.months = null;
    this.failure = /** @type {any} */ (null);
  }

  connectedCallback() { super.connectedCallback(); this.#load(); }

  async #load() {
    try { this.months = (await get("/releases/figures")).months; this.failure = null; } catch (problem) { this.failure = problem; }
  }

  render() {
    const m = this.months ?? [], labels = m.map((each) => new Intl.DateTimeFormat("en-GB", { month: "short", year: "2-digit", timeZone: "UTC" }).format(new Date(each.month + "-01T00:00:00Z"))), of = (/** @type {string} */ k) => m.map((each) => each[k] ?? null);
    return html`<div class="head"><a class="button" href="/releases">${icon("back")} Queue</a><h1>Figures of releases</h1></div><div class="body">
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      ${this.months ? html`<div class="plots">
        <cr-plot class="panel" kind="bar" heading="Requests received" unit="requests" .labels=${labels} .series=${[{ name: "Received", tone: "accent", values: of("received") }]}></cr-plot>
        <cr-plot class="panel" kind="line" heading="From receipt to hand-over" unit="days" .labels=${labels} .series=${[{ name: "Median", tone: "info", values: of("medianDays") }]}></cr-plot>
        <cr-plot class="panel" kind="bar" heading="Released" unit="requests" .labels=${labels} .series=${[{ name: "Released", tone: "done", values: of("released") }]}></cr-plot>
        <cr-plot class="panel" kind="bar" heading="Turned down" unit="requests" .labels=${labels} .series=${[{ name: "Turned down", tone: "wait", values: of("turnedDown") }]}></cr-plot>
        <cr-plot class="panel" kind="bar" heading="Late" unit="requests" .labels=${labels} .series=${[{ name: "Late", tone: "warn", values: of("late") }]}></cr-plot>
        <cr-plot class="panel" kind="line" heading="Near misses" unit="requests" .labels=${labels} .series=${[{ name: "Stopped in time", tone: "warn", values: of("nearMisses") }, { name: "To the wrong person", tone: "stop", values: of("wrongPerson") }]}></cr-plot></div>
      <p class="small soft">By the month in which a request came in. Turned down: denied, rejected, or no records. Stopped in time: a page of somebody else that the check found, or a form that was revoked before anything was sent.</p>` : nothing}</div>`;
  }
}
customElements.define("cr-page-release-figures", CrPageReleaseFigures);
