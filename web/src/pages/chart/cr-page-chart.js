import { LitElement, css, html, nothing } from "lit";
import { get, query } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon, kindIcon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go, note } from "../../shell/router.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, name, sentence, stage } from "../../shell/words.js";
import "../../components/cr-chip.js";
import { mayOpenVisit } from "../../components/cr-new-visit.js";
import "../../components/cr-page-viewer.js";
import "../../components/cr-timeline.js";
import "../../shell/cr-problem.js";

/** A patient's chart: what happened by visit, filtered by type, read beside the list. */
export class CrPageChart extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, chart: { state: true }, failure: { state: true }, open: { state: true }, text: { state: true }, all: { state: true }, making: { state: true } };

  static styles = [base, page, css`
    .split { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(380px, 1fr) minmax(0, 1.15fr); border-top: 1px solid var(--line); }
    .line { overflow: auto; padding: 0 var(--s5) var(--s8); min-height: 0; }
    .read { border-left: 1px solid var(--line); min-height: 0; min-width: 0; display: flex; flex-direction: column; background: var(--sunken); } .read cr-page-viewer { flex: 1; }
    .ph { display: flex; gap: var(--s2); align-items: center; padding: var(--s2) var(--s3); background: var(--surface); border-bottom: 1px solid var(--line); }
    .text { padding: var(--s5); white-space: pre-wrap; line-height: 1.65; background: var(--surface); flex: 1; overflow: auto; }
    .filters { display: flex; gap: var(--s2); flex-wrap: wrap; align-items: center; } .filters select, .filters input { width: auto; min-width: 0; }
    @media (max-width: 900px) { .split { grid-template-columns: minmax(0, 1fr); } .read { display: none; } .line { padding: 0 var(--s4) var(--s4); } .filters input { display: none; } }
    @media print { .filters, .read { display: none; } .split { display: block; } .line { overflow: visible; } }
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
    this.text = /** @type {string|null} */ (null);
    /** The entries without filters, for the choices. @type {any[]} */
    this.all = [];
    /** The dialog for a new visit is open. */
    this.making = false;
    this.again = gathered(() => this.#load(), 400);
    this.heard = (/** @type {Event} */ e) => { if (this.chart?.entries.some((/** @type {any} */ x) => x.document.id === /** @type {CustomEvent} */ (e).detail.id)) this.again(); };
    new Keys(this, "Chart", [
      { key: "j", label: "Next entry", run: () => this.#step(1) },
      { key: "k", label: "Previous entry", run: () => this.#step(-1) },
      { key: "Enter", label: "Open the entry", when: () => Boolean(this.open), run: () => go(this.#href(this.open)) },
      { key: "v", label: "New visit", when: () => Boolean(this.chart) && mayOpenVisit(), run: () => { this.making = true; } },
    ]);
  }

  connectedCallback() { super.connectedCallback(); events.addEventListener("document", this.heard); events.addEventListener("resync", this.again); }
  disconnectedCallback() { super.disconnectedCallback(); events.removeEventListener("document", this.heard); events.removeEventListener("resync", this.again); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("query") || changed.has("params")) this.#load(); }

  async #load() {
    const id = this.params.patient;
    if (this.chart && this.chart.patient.id !== id) { this.chart = null; this.open = null; this.all = []; }
    const filter = query({ type: this.query.get("type"), kind: this.query.get("kind"), from: this.query.get("from"), to: this.query.get("to") });
    try {
      const chart = await get(`/patients/${id}/chart${filter}`);
      if (this.params.patient !== id) return;
      this.chart = chart;
      this.failure = null;
      if (!filter) this.all = chart.entries;
      else if (!this.all.length) this.all = (await get(`/patients/${id}/chart`)).entries;
      session.hold(chart.patient);
      document.title = `${name(chart.patient.name)} · Chartroom`;
      const wanted = this.query.get("open");
      const entry = this.entries.find((e) => e.document.id === wanted) ?? (matchMedia("(min-width: 901px)").matches ? this.entries[0] : null);
      if (entry && this.open?.id !== entry.document.id) this.#show(entry.document);
    } catch (problem) { this.failure = problem; }
  }

  /** @returns {any[]} newest first */
  get entries() { return [...(this.chart?.entries ?? [])].sort((a, b) => String(b.at).localeCompare(String(a.at))); }

  /** Groups by visit; what belongs to no visit stands by year. */
  get groups() {
    const visits = new Map((this.chart?.encounters ?? []).map((/** @type {any} */ e) => [e.id, e]));
    /** @type {Map<string, {key:string,title:string,note?:string,at:string,entries:any[]}>} */
    const groups = new Map();
    const title = (/** @type {any} */ v) => `${sentence(v.kind)}, ${date(v.start)}`;
    const note = (/** @type {any} */ v) => [v.clinician, v.reason].filter(Boolean).join(" · ");
    const narrowed = ["type", "kind", "from", "to"].some((k) => this.query.get(k));
    // A visit that holds nothing yet is shown too: something of it may be missing.
    if (!narrowed) for (const v of visits.values()) groups.set(v.id, { key: v.id, title: title(v), note: [note(v), "nothing filed yet"].filter(Boolean).join(" · "), at: String(v.start), entries: [] });
    for (const e of this.entries) {
      const visit = visits.get(e.encounterId);
      const year = String(e.at).slice(0, 4);
      const key = visit ? visit.id : "y" + year;
      /** @type {{key:string,title:string,note?:string,at:string,entries:any[]}} */
      const group = groups.get(key) ?? { key, title: visit ? title(visit) : year, at: String(visit?.start ?? e.at), entries: [] };
      group.note = visit ? note(visit) : "without a visit";
      group.entries.push(e);
      groups.set(key, group);
    }
    return [...groups.values()].sort((a, b) => b.at.localeCompare(a.at)).map((g) => ({ ...g, entries: g.entries.map((e) => this.#entry(e)) }));
  }

  /** @param {any} e */
  #entry(e) {
    const d = e.document, s = stage(d.stage);
    const audio = String(d.kind).toLowerCase().includes("dict");
    return { key: d.id, when: date(e.at), icon: kindIcon(d.kind), title: d.type?.display ?? d.title ?? sentence(d.kind), note: [d.title !== d.type?.display ? d.title : "", d.author, d.pages ? counted(d.pages, "page") : ""].filter(Boolean).join(" · "), href: `/patients/${this.params.patient}${query({ ...Object.fromEntries(this.query), open: d.id })}`,
      side: d.stage === "FILED" ? nothing : html`<cr-chip tone=${s.tone}>${audio && d.stage === "READ" ? "Not signed" : s.word}</cr-chip>` };
  }

  /** @param {any} d */
  async #show(d) {
    const audio = String(d.kind).toLowerCase().includes("dict");
    this.text = null;
    this.open = d;
    note(location.pathname + query({ ...Object.fromEntries(this.query), open: d.id }));
    try {
      if (audio) { const text = await get(`/documents/${d.id}/text`); if (this.open?.id === d.id) this.text = text; return; }
      const full = await get(`/documents/${d.id}`);
      if (this.open?.id === d.id) this.open = full;
      if (!full.pagesDetail?.length) this.text = await get(`/documents/${d.id}/text`);
    } catch (problem) { if (/** @type {any} */ (problem).status !== 404) this.failure = problem; }
  }

  /** @param {number} by */
  #step(by) {
    const all = this.groups.flatMap((g) => g.entries), at = all.findIndex((e) => e.key === this.open?.id);
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    const entry = this.entries.find((e) => e.document.id === next?.key);
    if (entry) { this.#show(entry.document); this.updateComplete.then(() => this.renderRoot.querySelector("cr-timeline")?.shadowRoot?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" })); }
  }

  #href(/** @type {any} */ d) { return String(d.kind).toLowerCase().includes("dict") ? `/dictations/${d.id}` : `/documents/${d.id}`; }

  /** @param {string} key @param {string} value */
  #filter(key, value) { const q = new URLSearchParams(this.query); if (value) q.set(key, value); else q.delete(key); go(location.pathname + (q.size ? "?" + q : ""), { replace: true }); }

  /** On a wide screen an entry opens beside the list; on a phone it opens itself. */
  #followed(/** @type {MouseEvent} */ e) {
    const link = e.composedPath().find((n) => n instanceof HTMLAnchorElement);
    if (!(link instanceof HTMLAnchorElement) || e.ctrlKey || e.metaKey) return;
    const id = new URL(link.href).searchParams.get("open");
    const entry = this.entries.find((x) => x.document.id === id);
    if (!entry) return;
    e.preventDefault();
    if (matchMedia("(max-width: 900px)").matches) go(this.#href(entry.document)); else this.#show(entry.document);
  }

  render() {
    if (this.failure && !this.chart) return html`<div class="head"><h1>Chart</h1></div><div class="body"><cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem></div>`;
    if (!this.chart) return html`<div class="head"><h1>Chart</h1></div>`;
    const types = new Map(this.all.filter((e) => e.document.type).map((e) => [e.document.type.code, e.document.type.display]));
    const kinds = [...new Set(this.all.map((e) => e.document.kind))];
    const groups = this.groups, on = ["type", "kind", "from", "to"].some((k) => this.query.get(k)), d = this.open;
    return html`<div class="head"><h1>Chart</h1><div class="filters">
        <label class="sr" for="type">Type</label><select id="type" @change=${(/** @type {Event} */ e) => this.#filter("type", /** @type {HTMLSelectElement} */ (e.target).value)}><option value="">All types</option>${[...types].map(([code, word]) => html`<option value=${code} ?selected=${this.query.get("type") === code}>${word}</option>`)}</select>
        <label class="sr" for="kind">Came as</label><select id="kind" @change=${(/** @type {Event} */ e) => this.#filter("kind", /** @type {HTMLSelectElement} */ (e.target).value)}><option value="">All sources</option>${kinds.map((k) => html`<option value=${k} ?selected=${this.query.get("kind") === k}>${sentence(k)}</option>`)}</select>
        <label class="sr" for="from">From</label><input id="from" type="date" .value=${this.query.get("from") ?? ""} @change=${(/** @type {Event} */ e) => this.#filter("from", /** @type {HTMLInputElement} */ (e.target).value)}>
        <label class="sr" for="to">To</label><input id="to" type="date" .value=${this.query.get("to") ?? ""} @change=${(/** @type {Event} */ e) => this.#filter("to", /** @type {HTMLInputElement} */ (e.target).value)}>
        <a class="button" href="/search${query({ patient: this.params.patient })}">${icon("search")} Search in it</a>
        ${mayOpenVisit() ? html`<button @click=${() => { this.making = true; }}>${icon("plus")} New visit</button>` : nothing}</div></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <div class="split"><div class="line" @click=${this.#followed} tabindex="-1">${groups.length ? html`<cr-timeline .groups=${groups} current=${d?.id ?? ""}></cr-timeline>` : html`<div class="empty">${icon("page")}<b>${on ? "Nothing of this kind" : "This chart is empty"}</b><span>${on ? html`<a href="/patients/${this.params.patient}">Show everything</a>` : "Documents appear here when they are filed, dictations when they are signed."}</span></div>`}</div>
        <div class="read">${d ? html`<div class="ph"><b class="grow clip">${d.type?.display ?? d.title ?? sentence(d.kind)}</b><span class="soft small num">${date(d.date)}</span><a class="button" href=${this.#href(d)}>Open <kbd class="desk">Enter</kbd></a></div>
          ${d.pagesDetail?.length ? html`<cr-page-viewer label="Pages of the entry" .pages=${d.pagesDetail} .strip=${false}></cr-page-viewer>` : this.text !== null ? html`<div class="text" tabindex="0" role="region" aria-label="Text of the entry">${this.text}</div>` : nothing}` : html`<div class="empty">${icon("page")}<b>Choose an entry to read it here</b></div>`}</div></div>
      <cr-new-visit .patient=${this.chart.patient} ?open=${this.making} @close=${() => { this.making = false; }} @made=${() => this.#load()}></cr-new-visit>`;
  }
}
customElements.define("cr-page-chart", CrPageChart);
