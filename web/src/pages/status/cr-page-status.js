import { LitElement, css, html, nothing } from "lit";
import { get } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { base, page } from "../../shell/styles.js";
import { bytes, counted, moment, number, sentence, span, stage } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-plot.js";
import "../../components/cr-progress.js";
import "../../shell/cr-problem.js";

/** Seconds between looks. */
const EVERY = 10;
/** How many points a plot shows at most; more are gathered. */
const POINTS = 90;

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** How the machine is: queue, throughput, latency, workers, storage, and what to do about each warning. */
export class CrPageStatus extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, status: { state: true }, days: { state: true }, failure: { state: true }, hours: { state: true } };

  static styles = [base, page, css`
    .grid { display: grid; gap: var(--s4); grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr)); }
    .tiles { display: grid; gap: var(--s3); grid-template-columns: repeat(auto-fit, minmax(148px, 1fr)); margin-bottom: var(--s4); }
    .tile { padding: var(--s3) var(--s4); } .tile b { display: block; font-size: 22px; font-weight: 650; line-height: 1.3; }
    .card { padding: var(--s4); min-width: 0; } .card > h2 { margin-bottom: var(--s2); } .wide { grid-column: 1 / -1; overflow-x: auto; }
    .warns { display: grid; gap: var(--s2); margin-bottom: var(--s4); } .w { display: flex; gap: var(--s3); background: var(--warn-soft); border-left: 4px solid var(--warn); border-radius: var(--radius); padding: var(--s2) var(--s4); } .w svg { color: var(--warn); margin-top: 3px; } .w b { display: block; }
    .ok { display: flex; gap: var(--s2); align-items: center; color: var(--done); margin-bottom: var(--s4); }
    .seg { display: flex; } .seg button { border-radius: 0; margin-left: -1px; } .seg button:first-child { border-radius: var(--radius) 0 0 var(--radius); } .seg button:last-child { border-radius: 0 var(--radius) var(--radius) 0; }
    .body { background: var(--bg); padding-top: var(--s4); border-top: 1px solid var(--line); }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any} */
    this.status = null;
    /** @type {any} */
    this.days = null;
    this.failure = /** @type {any} */ (null);
    this.hours = 1;
    new Keys(this, "Status", [
      { key: "1", label: "Last hour", run: () => { this.hours = 1; } },
      { key: "2", label: "Last day", run: () => { this.hours = 24; } },
      { key: "r", label: "Look again now", run: () => this.#load() },
    ]);
  }

  connectedCallback() { super.connectedCallback(); this.#load(); this.timer = setInterval(() => { if (!document.hidden) this.#load(); }, EVERY * 1000); }
  disconnectedCallback() { super.disconnectedCallback(); clearInterval(this.timer); }

  async #load() {
    try {
      this.status = await get("/status");
      if (!this.days || Date.now() - this.looked > 60_000) { this.days = await get("/arrivals/reconciliation?days=14"); this.looked = Date.now(); }
      this.failure = null;
    } catch (problem) { this.failure = problem; }
  }

  looked = 0;

  /** Points of the span, gathered to at most POINTS. */
  get points() {
    const all = this.status?.series?.points ?? [], step = this.status?.series?.stepSeconds ?? 60;
    const last = all.slice(-Math.ceil((this.hours * 3600) / step));
    const by = Math.max(1, Math.ceil(last.length / POINTS));
    const out = [];
    for (let i = 0; i < last.length; i += by) {
      const run = last.slice(i, i + by);
      const sum = (/** @type {string} */ k) => run.reduce((/** @type {number} */ s, /** @type {any} */ p) => s + (p[k] ?? 0), 0);
      const mid = (/** @type {string} */ k) => { const v = run.map((/** @type {any} */ p) => p[k]).filter((/** @type {any} */ x) => x !== null && x !== undefined); return v.length ? Math.max(...v) : null; };
      out.push({ at: run[0].at, arrivals: sum("arrivals"), pagesRead: sum("pagesRead"), failures: sum("failures"), queue: mid("queue"), uploadP50Ms: mid("uploadP50Ms"), uploadP99Ms: mid("uploadP99Ms"), readP50Ms: mid("readP50Ms") });
    }
    return { out, per: by * step };
  }

  #plots() {
    const { out, per } = this.points;
    const labels = out.map((p) => clock.format(new Date(p.at)));
    const of = (/** @type {string} */ k) => out.map((p) => /** @type {any} */ (p)[k]);
    const unit = per === 60 ? "per minute" : `per ${span(per)}`;
    return html`<div class="panel card"><cr-plot heading="Waiting" unit="documents" .labels=${labels} .series=${[{ name: "waiting", tone: "wait", values: of("queue") }]}></cr-plot></div>
      <div class="panel card"><cr-plot heading="Throughput" unit=${unit} .labels=${labels} .series=${[{ name: "pages read", tone: "accent", values: of("pagesRead") }, { name: "arrivals", tone: "info", values: of("arrivals") }]}></cr-plot></div>
      <div class="panel card"><cr-plot heading="Upload answered in" unit="ms" .labels=${labels} .series=${[{ name: "half within", tone: "accent", values: of("uploadP50Ms") }, { name: "99 % within", tone: "warn", values: of("uploadP99Ms") }]}></cr-plot></div>
      <div class="panel card"><cr-plot heading="A page read in" unit="ms" .labels=${labels} .series=${[{ name: "half within", tone: "accent", values: of("readP50Ms") }]}></cr-plot></div>
      <div class="panel card"><cr-plot kind="bar" heading="Failures" unit=${unit} .labels=${labels} .series=${[{ name: "failures", tone: "stop", values: of("failures") }]}></cr-plot></div>`;
  }

  /** The last fortnight in one line; the reconciliation page has it by day. @param {any[]} lines */
  #pages(lines) {
    const sum = (/** @type {string} */ k) => lines.reduce((n, l) => n + l[k], 0);
    const off = lines.filter((l) => !l.balanced).length, pending = sum("pending");
    return html`<p class="row wrap"><cr-chip tone=${off ? "stop" : pending ? "wait" : "done"}>${off ? `${counted(off, "line")} not even` : pending ? `${counted(pending, "file")} not read yet` : "All accounted for"}</cr-chip>
      <span class="num">${counted(sum("received"), "page")} in 14 days, ${number(sum("rejected"))} rejected</span></p><p><a href="/reconciliation">Reconciliation by day and channel</a></p>`;
  }

  /** What dictations are transcribed with, how well, and what would do better. @param {any[]} speech */
  #speech(speech) {
    const percent = (/** @type {number} */ rate) => `${number(Math.round(rate * 1000) / 10)} %`;
    return html`<div class="panel card wide" tabindex="0" role="region" aria-label="Speech"><h2>Speech</h2>${speech.map((each) => html`
      <p><b>${each.use.engine === "vosk" ? "Vosk" : "Built-in engine PocketSphinx"}</b> with <code>${each.use.model}</code>${speech.length > 1 ? html` <span class="soft small">(${each.owners.join(", ")})</span>` : nothing}<br>${each.use.reason}</p>
      ${each.use.figures.length ? html`<table><thead><tr><th class="n">Words misheard</th><th>Of</th><th>Measured by</th></tr></thead><tbody>${each.use.figures.map((/** @type {any} */ f) => html`<tr><td class="n num">${percent(f.wordErrorRate)}</td><td>${sentence(f.measuredOn)}</td><td>${sentence(f.source)}</td></tr>`)}</tbody></table>` : html`<p>How often this model mishears was never measured here.</p>`}
      ${each.use.hint ? html`<p class="soft small">${each.use.hint}</p>` : nothing}`)}</div>`;
  }

  render() {
    const s = this.status;
    return html`<div class="head"><h1>Status</h1><div class="seg" role="group" aria-label="Span"><button aria-pressed=${this.hours === 1} @click=${() => { this.hours = 1; }}>Last hour</button><button aria-pressed=${this.hours === 24} @click=${() => { this.hours = 24; }}>Last day</button></div></div>
      <div class="body" tabindex="0" role="region" aria-label="Status">${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      ${s ? html`
        ${s.warnings?.length ? html`<div class="warns">${s.warnings.map((/** @type {any} */ w) => html`<div class="w">${icon("warn")}<span><b>${w.text}</b>${w.since ? `Since ${moment(w.since)}. ` : nothing}${w.whatToDo}</span></div>`)}</div>` : html`<p class="ok">${icon("done")} Everything works.</p>`}
        <div class="tiles">
          <div class="panel tile"><span class="soft small">Waiting</span><b class="num">${number(s.queue.waiting)}</b><span class="small soft">${s.queue.waiting ? `oldest ${span(s.queue.oldestSeconds)}` : "nothing waits"}</span></div>
          <div class="panel tile"><span class="soft small">In work</span><b class="num">${number(s.queue.leased)}</b><span class="small soft">${counted(s.workers.length, "worker")}</span></div>
          <div class="panel tile"><span class="soft small">Searchable</span><b class="num">${number(s.index.documents)}</b><span class="small soft">${s.index.lagChanges ? `${number(s.index.lagChanges)} changes behind` : "up to date"}</span></div>
          <div class="panel tile"><span class="soft small">Storage used</span><b class="num">${bytes(s.store.bytes)}</b><span class="small soft">${bytes(s.store.freeBytes)} free</span></div>
          <div class="panel tile"><span class="soft small">Running for</span><b class="num">${span(s.uptimeSeconds)}</b><span class="small soft">version ${s.version}</span></div></div>
        <div class="grid">${this.#plots()}
          <div class="panel card"><h2>Documents by state</h2><table><tbody>${Object.entries(s.stages ?? {}).map(([k, n]) => html`<tr><td><cr-chip quiet tone=${stage(k).tone}>${stage(k).word}</cr-chip></td><td class="n num">${number(/** @type {number} */ (n))}</td></tr>`)}</tbody></table></div>
          <div class="panel card wide" tabindex="0" role="region" aria-label="Workers"><h2>Workers</h2>${s.workers.length ? html`<table><thead><tr><th>Worker</th><th>State</th><th>Does</th><th class="n">Heard from</th></tr></thead><tbody>${s.workers.map((/** @type {any} */ w) => html`<tr><td>${w.owner}</td><td>${w.lastSeenSeconds > 60 ? html`<cr-chip tone="stop">Silent</cr-chip>` : html`<cr-chip tone="done">Alive</cr-chip>`}</td><td>${w.documentId ? html`<a href="/documents/${w.documentId}">${sentence(w.doing)}</a>` : sentence(w.doing) || "Waits for work"}</td><td class="n num">${span(w.lastSeenSeconds)} ago</td></tr>`)}</tbody></table>` : html`<p>No worker is connected. Nothing is read or transcribed until one runs.</p>`}</div>
          ${s.speech?.length ? this.#speech(s.speech) : nothing}
          ${s.intake?.length ? html`<div class="panel card wide" tabindex="0" role="region" aria-label="Watched folders"><h2>Watched folders <span class="soft small">(counted since the server started)</span></h2><table><thead><tr><th>Folder</th><th>From</th><th>State</th><th class="n">Taken</th><th class="n">Failed</th><th class="n">Waiting</th><th>Last file</th></tr></thead><tbody>
            ${s.intake.map((/** @type {any} */ d) => html`<tr><td>${d.place}</td><td>${d.sender || sentence(d.as)}</td><td>${d.trouble ? html`<cr-chip tone="warn">Not working</cr-chip>` : html`<cr-chip tone="done">Watched</cr-chip>`}</td><td class="n num">${number(d.taken)}</td><td class="n num">${number(d.failed)}</td><td class="n num">${number(d.waiting)}</td><td class="num">${d.lastFileAt ? moment(d.lastFileAt) : "None yet"}</td></tr>`)}</tbody></table></div>` : nothing}
          <div class="panel card"><h2>Where every page went</h2>${this.days?.items ? this.#pages(this.days.items) : nothing}</div>
        </div>` : nothing}</div>`;
  }
}
customElements.define("cr-page-status", CrPageStatus);
