import { LitElement, css, html, nothing } from "lit";
import { get, query } from "../../shell/api.js";
import { followUpWords, mayWriteCommunication, wayOf, withWhom } from "../../components/cr-communication.js";
import { documentHref } from "../../components/cr-reader.js";
import { events, gathered } from "../../shell/events.js";
import { icon, kindIcon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go, note } from "../../shell/router.js";
import { say } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, dictationState, moment, name, sentence, stage } from "../../shell/words.js";
import "../../components/cr-chip.js";
import { mayOpenInEmergency } from "../../components/cr-emergency.js";
import { mayOpenVisit } from "../../components/cr-new-visit.js";
import "../../components/cr-timeline.js";
import "../../shell/cr-problem.js";

const FILTERS = ["type", "kind", "author", "stage", "from", "to"];

/** @typedef {{key:string,title:string,note?:string,at:string,entries:any[]}} Group */

/** A patient's chart: what happened by visit, what was said, what is missing; read beside the list, or two papers side by side. */
export class CrPageChart extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, chart: { state: true }, failure: { state: true }, open: { state: true }, moves: { state: true }, making: { state: true }, talk: { state: true }, talking: { state: true }, wide: { state: true }, narrowing: { state: true } };

  static styles = [base, page, css`
    .split { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(380px, 1fr) minmax(0, 1.15fr); border-top: 1px solid var(--line); }
    .line { overflow: auto; padding: 0 var(--s5) var(--s8); min-height: 0; }
    .read { border-left: 1px solid var(--line); min-height: 0; min-width: 0; display: flex; flex-direction: column; background: var(--sunken); } .read cr-reader { flex: 1; }
    .pair { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); border-top: 1px solid var(--line); } .pair cr-reader + cr-reader { border-left: 1px solid var(--line); } .pair select { width: auto; max-width: 300px; }
    .lacks { margin: var(--s3) 0; border: 1px solid var(--line); border-left: 4px solid var(--warn); border-radius: var(--radius); padding: var(--s2) var(--s3); } .lacks summary { cursor: pointer; font-weight: 600; } .lacks li { padding: 4px 0; display: flex; gap: var(--s2); flex-wrap: wrap; align-items: baseline; } .lacks ul { margin-top: var(--s2); }
    .acts, .filters { display: flex; gap: var(--s2); flex-wrap: wrap; align-items: center; } .filters { padding: 0 var(--s5) var(--s3); } .filters select, .filters input { width: auto; min-width: 0; } .filters label.day { display: flex; align-items: center; gap: var(--s1); font-size: var(--text-small); color: var(--ink-soft); } .narrow { display: none; }
    @media (max-width: 900px) { .split { grid-template-columns: minmax(0, 1fr); } .read { display: none; } .line { padding: 0 var(--s4) var(--s4); } .narrow { display: inline-flex; } .filters:not(.shown) { display: none; } .filters { padding: 0 var(--s4) var(--s3); } .filters select { flex: 1 1 40%; } .acts { width: 100%; flex-wrap: nowrap; overflow-x: auto; } .acts .word { display: none; } .pair { grid-template-columns: minmax(0, 1fr); overflow: auto; } .pair cr-reader { min-height: 70dvh; } }
    @media print { .filters, .acts, .read, .pair { display: none; } .split { display: block; } .line { overflow: visible; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any} */
    this.chart = null;
    this.failure = /** @type {any} */ (null);
    /** The document open beside the list. @type {any} */
    this.open = null;
    /** What moved into this chart or out of it. @type {any[]} */
    this.moves = [];
    /** The dialog for a new visit is open. */
    this.making = false;
    /** The communication in the dialog; null for a new one. @type {any} */
    this.talk = null;
    this.talking = false;
    /** On a phone the choices are shown. */
    this.narrowing = false;
    this.media = matchMedia("(min-width: 901px)");
    this.wide = this.media.matches;
    this.resized = () => { this.wide = this.media.matches; };
    this.asked = "";
    this.again = gathered(() => this.#load(), 400);
    this.heard = (/** @type {Event} */ e) => { if (this.chart?.entries.some((/** @type {any} */ x) => x.document.id === /** @type {CustomEvent} */ (e).detail.id)) this.again(); };
    new Keys(this, "Chart", [
      { key: "j", label: "Next entry", run: () => this.#step(1) },
      { key: "k", label: "Previous entry", run: () => this.#step(-1) },
      { key: "Enter", label: "Open the entry", when: () => Boolean(this.open), run: () => this.#enter() },
      { key: "s", label: "Two papers side by side, and back", when: () => this.entries.length > 1, run: () => this.#beside() },
      { key: "n", label: "New communication", when: () => Boolean(this.chart) && mayWriteCommunication(), run: () => this.#say(null) },
      { key: "a", label: "About the patient", when: () => Boolean(this.chart), run: () => go(`/patients/${this.params.patient}/about`) },
      { key: "v", label: "New visit", when: () => Boolean(this.chart) && mayOpenVisit(), run: () => { this.making = true; } },
    ]);
  }

  connectedCallback() { super.connectedCallback(); events.addEventListener("document", this.heard); events.addEventListener("resync", this.again); this.media.addEventListener("change", this.resized); }
  disconnectedCallback() { this.media.removeEventListener("change", this.resized); super.disconnectedCallback(); events.removeEventListener("document", this.heard); events.removeEventListener("resync", this.again); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("query") && !changed.has("params")) return;
    const asked = JSON.stringify([this.params.patient, ...FILTERS.map((k) => this.query.get(k))]);
    // Looking at two papers side by side is no new look at the chart.
    if (asked === this.asked && this.chart) return;
    this.asked = asked;
    this.#load();
  }

  async #load() {
    const id = this.params.patient;
    if (this.chart && this.chart.patient.id !== id) { this.chart = null; this.open = null; }
    const filter = query(Object.fromEntries(FILTERS.map((k) => [k, this.query.get(k)])));
    try {
      const [chart, moves] = await Promise.all([get(`/patients/${id}/chart${filter}`), get(`/patients/${id}/moves`)]);
      if (this.params.patient !== id) return;
      this.moves = moves.items;
      if (chart.patient.id !== id) {
        say({ text: `That chart is part of the chart of ${name(chart.patient.name)}, MRN ${chart.patient.mrn}, now.`, tone: "info" });
        go(`/patients/${chart.patient.id}`, { replace: true });
        return;
      }
      this.chart = chart;
      this.failure = null;
      session.hold(chart.patient);
      document.title = `${name(chart.patient.name)} · Chartroom`;
      const talk = chart.communications.find((/** @type {any} */ c) => c.id === this.query.get("talk"));
      if (talk && !this.talking) this.#say(talk);
      const wanted = this.query.get("open");
      const entry = this.entries.find((e) => e.document.id === wanted) ?? (this.wide ? this.entries[0] : null);
      if (!entry) this.open = null; else if (this.open?.id !== entry.document.id && !this.pair) this.#show(entry.document); else this.open = entry.document;
    } catch (problem) { this.failure = problem; if (!this.chart) session.hold(null); }
  }

  /** The two documents that are read side by side, or null. @returns {{left:any, right:any}|null} */
  get pair() {
    const of = (/** @type {string} */ side) => this.entries.find((e) => e.document.id === this.query.get(side))?.document ?? null;
    return this.query.get("left") || this.query.get("right") ? { left: of("left"), right: of("right") } : null;
  }

  /** @param {string|null|undefined} left @param {string|null|undefined} right */
  #pairUp(left, right) {
    const q = new URLSearchParams(this.query);
    for (const [side, id] of [["left", left], ["right", right]]) if (id) q.set(String(side), id); else q.delete(String(side));
    go(location.pathname + (q.size ? "?" + q : ""), { replace: Boolean(this.pair && left) });
  }

  #beside() {
    const pair = this.pair;
    if (pair) { this.#pairUp(null, null); return; }
    const all = this.groups.flatMap((g) => g.entries).filter((e) => e.kind === "document").map((e) => e.key), at = Math.max(0, all.indexOf(this.open?.id));
    this.#pairUp(all[at], all[at + 1] ?? all[at - 1]);
  }

  /** @param {any} talk null for a new one */
  #say(talk) { this.talk = talk; this.talking = true; }

  #enter() { if (this.open.talk) this.#say(this.open.talk); else go(documentHref(this.open)); }

  /** @returns {any[]} newest first */
  get entries() { return [...(this.chart?.entries ?? [])].sort((a, b) => String(b.at).localeCompare(String(a.at))); }

  get #narrowed() { return FILTERS.some((k) => this.query.get(k)); }

  /** By visit; what belongs to none stands between the visits by its date. @returns {Group[]} */
  get groups() {
    const visits = new Map((this.chart?.encounters ?? []).map((/** @type {any} */ e) => [e.id, e]));
    /** @type {Map<string, Group>} */
    const groups = new Map();
    for (const v of visits.values()) groups.set(v.id, { key: v.id, title: `${sentence(v.kind)}, ${date(v.start)}`, note: [v.clinician, v.reason].filter(Boolean).join(" · "), at: String(v.start), entries: [] });
    /** @type {any[]} */
    const loose = [];
    const put = (/** @type {any} */ row, /** @type {string|null} */ visit) => { const group = groups.get(visit ?? ""); if (group) group.entries.push(row); else loose.push(row); };
    for (const e of this.entries) put(this.#entry(e), e.encounterId);
    for (const c of this.chart?.communications ?? []) put(this.#communication(c), c.encounterId);
    if (!this.#narrowed) loose.push(...this.moves.map((m, i) => this.#move(m, i)));
    const days = [...groups.values()].map((g) => g.at).sort();
    for (const row of loose) {
      // The number of visits before it says between which two it stands.
      const before = days.filter((d) => d.slice(0, 10) <= String(row.at).slice(0, 10)).length;
      const key = "between-" + before;
      const group = groups.get(key) ?? { key, title: days.length ? "Between visits" : "Without a visit", at: "", entries: [] };
      group.entries.push(row);
      groups.set(key, group);
    }
    const latest = (/** @type {any} */ a, /** @type {any} */ b) => String(b.at).localeCompare(String(a.at));
    for (const group of groups.values()) {
      group.entries.sort(latest);
      if (!group.key.startsWith("between-")) { if (!group.entries.length) group.note = [group.note, "nothing filed yet"].filter(Boolean).join(" · "); continue; }
      group.at = String(group.entries[0].at);
      const first = date(group.entries.at(-1).at), last = date(group.at);
      group.note = first === last ? first : `${first} to ${last}`;
    }
    return [...groups.values()].filter((g) => g.entries.length || !this.#narrowed).sort(latest);
  }

  /** @param {any} e */
  #entry(e) {
    const d = e.document, s = stage(d.stage);
    return { key: d.id, kind: "document", at: e.at, struck: e.struck, when: date(e.at), icon: kindIcon(d.kind), title: d.type?.display ?? d.title ?? sentence(d.kind), note: [d.title !== d.type?.display ? d.title : "", d.author, d.pages ? counted(d.pages, "page") : "", e.struck ? d.stageReason : ""].filter(Boolean).join(" · "), href: `/patients/${this.params.patient}${query({ ...Object.fromEntries(this.query), open: d.id })}`,
      side: !e.signed ? html`<cr-chip tone="warn">Not signed</cr-chip>` : d.stage === "FILED" ? nothing : html`<cr-chip tone=${s.tone}>${s.word}</cr-chip>` };
  }

  /** @param {any} c */
  #communication(c) {
    return { key: c.id, kind: "communication", at: c.at, struck: c.inError, when: date(c.at), icon: wayOf(c.way).icon, title: `${wayOf(c.way).word}: ${c.subject}`, note: [withWhom(c), c.outcome, c.inError ? c.errorReason : c.open ? followUpWords(c) : ""].filter(Boolean).join(" · "), href: `/patients/${this.params.patient}${query({ ...Object.fromEntries(this.query), talk: c.id })}`,
      side: c.inError ? html`<cr-chip tone="stop">Entered in error</cr-chip>` : c.open ? html`<cr-chip tone=${c.followUp.overdue ? "stop" : "wait"}>${c.followUp.overdue ? "Overdue" : "To do"}</cr-chip>` : nothing };
  }

  /** The trace of a document that went from one chart to another. @param {any} m @param {number} i */
  #move(m, i) {
    const title = m.title ?? "A document";
    return { key: `move-${i}`, kind: "move", at: m.at, when: date(m.at), icon: "elsewhere", title: `${title} ${m.into ? "came in from" : "moved out to"} ${m.other ? `the chart of ${m.other}` : "another chart"}`, note: [m.reason ? `“${m.reason}”` : "", `${m.by}, ${moment(m.at)}`].filter(Boolean).join(" · "), href: m.title ? `/documents/${m.documentId}` : undefined };
  }

  /** @param {any} d */
  #show(d) {
    this.open = d;
    if (!d.talk) note(location.pathname + query({ ...Object.fromEntries(this.query), open: d.id, talk: "" }));
  }

  /** @param {number} by */
  #step(by) {
    const pair = this.pair, all = this.groups.flatMap((g) => g.entries).filter((e) => e.kind !== "move" && (!pair || e.kind === "document"));
    const at = all.findIndex((e) => e.key === (pair ? pair.right?.id : this.open?.id));
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (!next) return;
    if (pair) { this.#pairUp(pair.left?.id, next.key); return; }
    const entry = this.entries.find((e) => e.document.id === next.key);
    const talk = this.chart.communications.find((/** @type {any} */ c) => c.id === next.key);
    if (entry) this.#show(entry.document); else if (talk) this.#show({ id: talk.id, talk });
    this.updateComplete.then(() => this.renderRoot.querySelector("cr-timeline")?.shadowRoot?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }));
  }

  /** @param {string} key @param {string} value */
  #filter(key, value) { const q = new URLSearchParams(this.query); if (value) q.set(key, value); else q.delete(key); go(location.pathname + (q.size ? "?" + q : ""), { replace: true }); }

  /** On a wide screen an entry opens beside the list; on a phone it opens itself. */
  #followed(/** @type {MouseEvent} */ e) {
    const link = e.composedPath().find((n) => n instanceof HTMLAnchorElement);
    if (!(link instanceof HTMLAnchorElement) || e.ctrlKey || e.metaKey) return;
    const asked = new URL(link.href).searchParams;
    const talk = this.chart.communications.find((/** @type {any} */ c) => c.id === asked.get("talk"));
    const entry = this.entries.find((x) => x.document.id === asked.get("open"));
    if (!talk && !entry) return;
    e.preventDefault();
    if (talk) { this.open = { id: talk.id, talk }; this.#say(talk); } else if (!this.wide) go(documentHref(entry.document)); else this.#show(entry.document);
  }

  #lacks() {
    const { missing, unsigned, papers } = this.chart, ask = papers.filter((/** @type {any} */ p) => p.state !== "GOOD");
    if (!missing.length && !unsigned.length && !ask.length) return nothing;
    const words = [missing.length ? `${counted(missing.length, "paper")} missing` : "", unsigned.length ? `${unsigned.length} not signed` : "", ask.length ? `${ask.length} to ask the patient for` : ""].filter(Boolean).join(" · ");
    return html`<details class="lacks"><summary>${words}</summary><ul>
      ${missing.map((/** @type {any} */ m) => html`<li><cr-chip tone="warn">Missing</cr-chip> <b>${m.what}</b> <span class="soft">of the ${m.visit} on ${date(m.visitAt)}, since ${date(m.due)}</span>${m.unsigned ? html`<a href="/dictations/${m.unsigned}">Dictated, to be signed</a>` : nothing}</li>`)}
      ${unsigned.map((/** @type {any} */ u) => html`<li><cr-chip tone="warn">Not signed</cr-chip> <a href="/dictations/${u.document}">${u.title || "Dictation"}</a> <span class="soft">${[u.author, u.state ? dictationState(u.state).word : "Not transcribed yet", date(u.createdAt)].filter(Boolean).join(" · ")}</span></li>`)}
      ${ask.map((/** @type {any} */ p) => html`<li><cr-chip tone=${p.state === "EXPIRED" ? "stop" : "wait"}>${p.state === "EXPIRED" ? "Expired" : "None"}</cr-chip> <b>${p.what}</b> <span class="soft">${p.goodUntil ? `was good until ${date(p.goodUntil)}` : "is not in the chart"}</span></li>`)}</ul></details>`;
  }

  #choice(/** @type {string} */ id, /** @type {string} */ label, /** @type {string} */ all, /** @type {[string,string][]} */ options) {
    return html`<label class="sr" for=${id}>${label}</label><select id=${id} @change=${(/** @type {Event} */ e) => this.#filter(id, /** @type {HTMLSelectElement} */ (e.target).value)}><option value="">${all}</option>${options.map(([value, word]) => html`<option value=${value} ?selected=${this.query.get(id) === value}>${word}</option>`)}</select>`;
  }

  #pane(/** @type {"left"|"right"} */ side, /** @type {{left:any, right:any}} */ pair) {
    const d = pair[side], word = side === "left" ? "Left" : "Right";
    return html`<cr-reader .document=${d} label="${word} paper"><select slot="tools" aria-label="${word} paper" @change=${(/** @type {Event} */ e) => { const id = /** @type {HTMLSelectElement} */ (e.target).value; this.#pairUp(side === "left" ? id : pair.left?.id, side === "right" ? id : pair.right?.id); }}>${d ? nothing : html`<option value="">Choose…</option>`}${this.entries.map((x) => html`<option value=${x.document.id} ?selected=${x.document.id === d?.id}>${x.document.type?.display ?? x.document.title}, ${date(x.at)}</option>`)}</select></cr-reader>`;
  }

  render() {
    if (this.failure && !this.chart) return html`<div class="head"><h1>Chart</h1></div><div class="body"><cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>${this.failure.status === 404 && mayOpenInEmergency() ? html`<br><cr-emergency></cr-emergency>` : nothing}</div>`;
    if (!this.chart) return html`<div class="head"><h1>Chart</h1></div>`;
    const { types, kinds, authors } = this.chart.choices, groups = this.groups, d = this.open, pair = this.pair;
    const day = (/** @type {string} */ id, /** @type {string} */ word) => html`<label class="day" for=${id}>${word}<input id=${id} type="date" max="9999-12-31" .value=${this.query.get(id) ?? ""} @change=${(/** @type {Event} */ e) => this.#filter(id, /** @type {HTMLInputElement} */ (e.target).value)}></label>`;
    return html`<div class="head"><h1>Chart</h1><div class="acts">
        ${pair ? html`<button @click=${() => this.#beside()}>${icon("beside")} Back to the list <kbd class="desk">S</kbd></button>` : html`
        <button class="narrow" aria-expanded=${this.narrowing} aria-controls="filters" @click=${() => { this.narrowing = !this.narrowing; }}>Show only…${this.#narrowed ? html` <cr-chip tone="info">on</cr-chip>` : nothing}</button>
        <a class="button" href="/patients/${this.params.patient}/about">${icon("patients")} About</a>
        <a class="button" href="/search${query({ patient: this.params.patient })}" aria-label="Search in it">${icon("search")} <span class="word">Search in it</span></a>
        ${this.entries.length > 1 ? html`<button aria-label="Side by side" @click=${() => this.#beside()}>${icon("beside")} <span class="word">Side by side</span></button>` : nothing}
        ${mayOpenVisit() ? html`<button @click=${() => { this.making = true; }}>${icon("plus")} <span class="word">New</span> visit</button>` : nothing}
        ${mayWriteCommunication() ? html`<button aria-label="New communication" @click=${() => this.#say(null)}>${icon("phone")} <span class="word">New communication</span></button>` : nothing}`}</div></div>
      ${pair ? nothing : html`<div class="filters ${this.narrowing ? "shown" : ""}" id="filters">
        ${this.#choice("type", "Type", "All types", types.map((/** @type {any} */ t) => [t.code, t.display]))}
        ${this.#choice("kind", "Came as", "All sources", [...kinds, "COMMUNICATION"].map((k) => [k, sentence(k)]))}
        ${authors.length ? this.#choice("author", "Author", "All authors", authors.map((/** @type {string} */ a) => [a, a])) : nothing}
        ${this.#choice("stage", "State", "All states", [["FILED", "Filed"], ["READ", "Not signed"], ["ENTERED_IN_ERROR", "Entered in error"]])}
        ${day("from", "from")}${day("to", "to")}
        ${this.#narrowed ? html`<a href="/patients/${this.params.patient}">Show everything</a>` : nothing}</div>`}
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      ${pair ? html`<div class="pair">${this.#pane("left", pair)}${this.#pane("right", pair)}</div>` : html`
      <div class="split"><div class="line" @click=${this.#followed} tabindex="-1">${this.#lacks()}${groups.length ? html`<cr-timeline .groups=${groups} current=${d?.id ?? ""}></cr-timeline>` : html`<div class="empty">${icon("page")}<b>${this.#narrowed ? "Nothing of this kind" : "This chart is empty"}</b><span>${this.#narrowed ? html`<a href="/patients/${this.params.patient}">Show everything</a>` : "Documents appear here when they are filed, dictations when they are signed."}</span></div>`}</div>
        <div class="read">${d?.talk ? html`<div class="empty">${icon(wayOf(d.talk.way).icon)}<b>${wayOf(d.talk.way).word}: ${d.talk.subject}</b><span>${d.talk.text || d.talk.outcome || withWhom(d.talk)}</span><button @click=${() => this.#say(d.talk)}>Open <kbd class="desk">Enter</kbd></button></div>`
          : html`<cr-reader .document=${d}>${d ? html`<a slot="tools" class="button" href=${documentHref(d)}>Open <kbd class="desk">Enter</kbd></a>` : nothing}</cr-reader>`}</div></div>`}
      <cr-communication .patient=${this.chart.patient} .communication=${this.talk} .documents=${this.entries.map((e) => e.document)} ?open=${this.talking} @kept=${() => this.#load()} @close=${() => { this.talking = false; if (this.query.get("talk")) note(location.pathname + query({ ...Object.fromEntries(this.query), talk: "" })); }}></cr-communication>
      <cr-new-visit .patient=${this.chart.patient} ?open=${this.making} @close=${() => { this.making = false; }} @made=${() => this.#load()}></cr-new-visit>`;
  }
}
customElements.define("cr-page-chart", CrPageChart);
