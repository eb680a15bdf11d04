import { LitElement, css, html, nothing } from "lit";
import { get, list, query } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { base, page } from "../../shell/styles.js";
import { arrivalState, counted, date, moment, number, reason, sentence } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../shell/cr-problem.js";

/** @typedef {{day:string, channel:string, arrivals:number, received:number, inDocuments:number, separators:number, blanks:number, rejected:number, pending:number, balanced:boolean}} Line */

const ENDS = /** @type {const} */ ([["inDocuments", "In documents"], ["separators", "Separators"], ["blanks", "Blank"], ["rejected", "Rejected"]]);
const SPANS = [7, 14, 30, 90];

/** Pages of a line that ended nowhere; below zero when more are accounted for than came. @param {Line} l */
function missing(l) { return l.received - l.inDocuments - l.separators - l.blanks - l.rejected; }

/** @param {Line} l */
function key(l) { return `${l.day} ${l.channel}`; }

/** Every page that came in, by day and door, against where it ended; what to do where that does not come out even, and the arrivals behind it. */
export class CrPageReconciliation extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, lines: { state: true }, zone: { state: true }, failure: { state: true }, open: { state: true }, behind: { state: true }, behindProblem: { state: true } };

  static styles = [base, page, css`
    .body { border-top: 1px solid var(--line); padding-top: var(--s4); }
    .sum { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s5); align-items: baseline; margin-bottom: var(--s4); } .sum b { font-size: var(--heading); font-weight: 650; }
    .days { width: auto; } th.n, td.n { white-space: nowrap; } thead th { position: sticky; top: calc(var(--s4) * -1); background: var(--surface); z-index: 1; vertical-align: bottom; }
    tbody tr.l > * { vertical-align: middle; height: var(--row); } tbody tr.l:hover { background: var(--hover); } tr.l.on { background: var(--accent-soft); }
    th[scope="row"] { font-size: inherit; color: var(--ink); font-weight: 550; }
    .fold { border: 0; background: none; padding: 0; min-height: var(--row); gap: var(--s2); font-weight: 600; } .fold svg { transition: rotate var(--motion); } .fold[aria-expanded="true"] svg { rotate: 90deg; }
    .behind { padding: var(--s3) var(--s4) var(--s4); background: var(--bg); } .todo { display: grid; gap: var(--s2); margin-bottom: var(--s3); max-width: 84ch; } .todo li { display: flex; gap: var(--s2); } .todo svg { margin-top: 3px; } .todo .stop svg { color: var(--stop); } .todo .warn svg { color: var(--warn); } .todo .wait svg { color: var(--wait); } .todo .done svg { color: var(--done); }
    .behind table { background: var(--surface); border: 1px solid var(--line); }
    @media (max-width: 760px) {
      .wide thead { display: none; } .wide tr.l { display: grid; grid-template-columns: 1fr 1fr; padding: var(--s2) 0; border-bottom: 1px solid var(--line); } .wide tr.l > * { border: 0; height: auto; padding: 2px var(--s2); text-align: left; white-space: normal; }
      .wide tr.l td.n::before { content: attr(data-word) " "; color: var(--ink-soft); font-size: var(--text-small); } .wide tr.l th, .wide tr.l td.state { grid-column: 1 / 3; } .wide tr.d, .wide tr.d > td { display: block; } .behind { padding: var(--s2); overflow-x: auto; }
    }
    @media print { .days, .fold svg { display: none; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {Line[]|null} */
    this.lines = null;
    this.zone = "";
    this.failure = /** @type {any} */ (null);
    this.behindProblem = /** @type {any} */ (null);
    /** Key of the line whose arrivals are shown. */
    this.open = "";
    /** @type {any[]|null} */
    this.behind = null;
    this.again = gathered(() => this.#load(), 1500);
    new Keys(this, "Reconciliation", [
      { key: "j", label: "Next line", run: () => this.#step(1) },
      { key: "k", label: "Previous line", run: () => this.#step(-1) },
      { key: "u", label: "Only what is not even", run: () => this.#show("uneven", this.uneven ? "" : "yes") },
      { key: "r", label: "Count again now", run: () => this.#load() },
    ]);
  }

  connectedCallback() { super.connectedCallback(); for (const n of ["arrival", "document", "resync"]) events.addEventListener(n, this.again); }
  disconnectedCallback() { super.disconnectedCallback(); for (const n of ["arrival", "document", "resync"]) events.removeEventListener(n, this.again); }

  get days() { return Number(this.query.get("days")) || 14; }
  get uneven() { return this.query.get("uneven") === "yes"; }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("query")) this.#load(); }

  async #load() {
    const days = this.days;
    try {
      const body = await get("/arrivals/reconciliation" + query({ days }));
      if (days !== this.days || !this.isConnected) return;
      this.lines = body.items;
      this.zone = body.zone;
      this.failure = null;
      const wanted = this.query.get("line");
      if (wanted && wanted !== this.open) this.#unfold(body.items.find((/** @type {Line} */ l) => key(l) === wanted));
      else if (this.open) this.#unfold(body.items.find((/** @type {Line} */ l) => key(l) === this.open));
    } catch (problem) { this.failure = problem; }
  }

  /** @param {string} name @param {string} value */
  #show(name, value) {
    const q = new URLSearchParams(this.query);
    if (value) q.set(name, value); else q.delete(name);
    go("/reconciliation" + (q.size ? "?" + q : ""), { replace: true });
  }

  /** @param {number} by */
  #step(by) {
    const all = /** @type {HTMLElement[]} */ ([...this.renderRoot.querySelectorAll(".fold")]);
    const at = all.indexOf(/** @type {any} */ (this.shadowRoot?.activeElement));
    all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  }

  /** @param {Line} l */
  #fold(l) {
    if (this.open === key(l)) { this.open = ""; this.behind = null; this.#show("line", ""); return; }
    this.behind = null;
    this.#show("line", key(l));
  }

  /** Reads the arrivals behind a line; those that ask for something first. @param {Line|undefined} l */
  async #unfold(l) {
    if (!l) { this.open = ""; return; }
    if (this.open !== key(l)) this.behind = null;
    this.open = key(l);
    this.behindProblem = null;
    try {
      const { items } = await list("/arrivals" + query({ day: l.day, channel: l.channel, limit: 200 }), 2000);
      if (this.open !== key(l)) return;
      const rank = (/** @type {any} */ a) => (a.state === "quarantined" ? 0 : a.pages.rejected ? 1 : a.state === "needs-person" ? 2 : a.state !== "done" ? 3 : 4);
      this.behind = items.sort((a, b) => rank(a) - rank(b) || String(b.receivedAt).localeCompare(String(a.receivedAt)));
    } catch (problem) { this.behindProblem = problem; }
  }

  /** @param {Line} l */
  #todo(l) {
    const off = missing(l), told = [];
    if (off > 0) told.push(["stop", `${counted(off, "page")} came in and ended nowhere. Nothing was deleted: every file is kept as it came. Open the arrivals below, compare their page counts with the paper, and have the one that is short read again. If it stays so, an administrator runs “./chartroom admin verify”.`]);
    if (off < 0) told.push(["stop", `${counted(-off, "page")} more are accounted for than came in. An administrator runs “./chartroom admin verify”, which names what is wrong.`]);
    if (l.pending) told.push(["wait", `${counted(l.pending, "file")} ${l.pending === 1 ? "is" : "are"} not read through yet, so the pages are not counted. This settles by itself while workers run; a file that waits for a password or was set aside waits for a person.`]);
    if (l.rejected) told.push(["warn", `${counted(l.rejected, "page")} could not be used. Each says why in its arrival; scan the paper again where it matters.`]);
    if (!told.length) told.push(["done", "Every page that came in is accounted for."]);
    return html`<ul class="todo">${told.map(([tone, text]) => html`<li class=${tone}>${icon(tone)}<span>${text}</span></li>`)}</ul>`;
  }

  /** @param {Line} l */
  #behind(l) {
    return html`<div class="behind">${this.#todo(l)}
      ${this.behindProblem ? html`<cr-problem .problem=${this.behindProblem} .again=${() => this.#unfold(l)}></cr-problem>` : !this.behind ? html`<p class="soft" role="status">Reading the arrivals…</p>`
        : html`<table><thead><tr><th>Arrival</th><th>State</th><th class="n">Pages</th><th>Where they went</th><th>Came</th></tr></thead><tbody>${this.behind.map((a) => {
          const s = arrivalState(a.state), p = a.pages;
          return html`<tr><td><a href="/inbox/${a.id}?day=${l.day}&channel=${l.channel}">${a.name || sentence(a.kind)}</a></td><td><cr-chip tone=${s.tone}>${s.word}</cr-chip></td><td class="n num">${p.received ? number(p.received) : "–"}</td>
            <td>${a.stateReason ? html`${reason(a.stateReason)}. ` : nothing}${p.received ? [[p.inDocuments, "in documents"], [p.separators, "separators"], [p.blanks, "blank"], [p.rejected, "rejected"]].filter(([n]) => n).map(([n, w]) => `${n} ${w}`).join(" + ") : a.kind === "DICTATION" ? "a recording has no pages" : "not yet read"}</td><td class="num">${moment(a.receivedAt)}</td></tr>`;
        })}</tbody></table><p><a href="/inbox${query({ day: l.day, channel: l.channel })}">Show them in the inbox</a></p>`}</div>`;
  }

  render() {
    const all = this.lines ?? [];
    const uneven = all.filter((l) => !l.balanced || l.pending);
    const shown = this.uneven ? uneven : all;
    const sum = (/** @type {(l:Line)=>number} */ of) => all.reduce((n, l) => n + of(l), 0);
    const off = all.filter((l) => !l.balanced).length;
    return html`<div class="head"><h1>Reconciliation</h1>
        <button aria-pressed=${this.uneven} @click=${() => this.#show("uneven", this.uneven ? "" : "yes")}>Only what is not even <span class="num">${uneven.length}</span></button>
        <label class="sr" for="days">Span</label><select id="days" class="days" @change=${(/** @type {Event} */ e) => this.#show("days", /** @type {HTMLSelectElement} */ (e.target).value)}>${SPANS.map((d) => html`<option value=${d} ?selected=${d === this.days}>Last ${d} days</option>`)}</select></div>
      <div class="body" tabindex="0" role="region" aria-label="Pages by day and channel">${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      ${!this.lines ? nothing : html`<p class="sum" role="status"><span><b class="num">${number(sum((l) => l.received))}</b>${sum((l) => l.received) === 1 ? " page" : " pages"} came in</span>${ENDS.map(([k, word]) => html`<span class="num">${number(sum((l) => l[k]))} ${word.toLowerCase()}</span>`)}
          <cr-chip tone=${off ? "stop" : sum((l) => l.pending) ? "wait" : "done"}>${off ? `${counted(off, "line")} not even` : sum((l) => l.pending) ? `${counted(sum((l) => l.pending), "file")} not read yet` : "All accounted for"}</cr-chip></p>
        ${!shown.length ? html`<div class="empty">${icon("balance")}<b>${all.length ? "Everything is even" : `Nothing has arrived in the last ${this.days} days`}</b><span>${all.length ? html`<button class="link" @click=${() => this.#show("uneven", "")}>Show all days</button>` : "Every page that comes in is counted here, by day and by the door it came through."}</span></div>`
          : html`<table class="wide"><thead><tr><th>Day and channel${this.zone ? html` <span class="soft">(${this.zone})</span>` : nothing}</th><th class="n">Arrivals</th><th class="n">Pages received</th>${ENDS.map(([, word]) => html`<th class="n">${word}</th>`)}<th class="n">Files pending</th><th>Comes out</th></tr></thead><tbody>
            ${shown.map((l) => { const on = this.open === key(l), left = missing(l); return html`<tr class="l ${on ? "on" : ""}"><th scope="row"><button class="fold" aria-expanded=${on} @click=${() => this.#fold(l)}>${icon("next")}<span class="num">${date(l.day)}</span> ${sentence(l.channel)}</button></th>
              <td class="n num" data-word="Arrivals">${number(l.arrivals)}</td><td class="n num" data-word="Received">${number(l.received)}</td>${ENDS.map(([k, word]) => html`<td class="n num" data-word=${word}>${number(l[k])}</td>`)}<td class="n num" data-word="Pending">${number(l.pending)}</td>
              <td class="state">${!l.balanced ? html`<cr-chip tone="stop">${left > 0 ? `${counted(left, "page")} missing` : `${counted(-left, "page")} too many`}</cr-chip>` : l.pending ? html`<cr-chip tone="wait">Pending</cr-chip>` : html`<cr-chip tone="done">Even</cr-chip>`}</td></tr>
              ${on ? html`<tr class="d"><td colspan="9">${this.#behind(l)}</td></tr>` : nothing}`; })}</tbody></table>`}`}</div>`;
  }
}
customElements.define("cr-page-reconciliation", CrPageReconciliation);
