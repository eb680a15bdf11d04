import { LitElement, css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { get, list, newKey, picture, query, upload } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon, kindIcon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go, note } from "../../shell/router.js";
import { aloud, say } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { mayTakeIn } from "../transfers/cr-page-transfers.js";
import { base, page } from "../../shell/styles.js";
import { ago, arrivalState, bytes, counted, date, dictationState, moment, reason, sentence, stage } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-page-viewer.js";
import "../../components/cr-paper-place.js";
import "../../components/cr-progress.js";
import "../../components/cr-queue.js";
import "../../shell/cr-problem.js";

/** How many arrivals the queue keeps at once. */
const MOST = 1000;

const VIEWS = [
  { key: "", word: "All" },
  { key: "needs-person", word: "Needs a person" },
  { key: "working", word: "In work" },
  { key: "tofile", word: "To file" },
];

/** Whoever only looks after the records adds nothing to them. */
function mayAdd() { return session.has("intake", "records-clerk", "clinician", "transcriptionist", "administrator"); }

/** How a row of the queue looks; it is drawn in the shadow root of cr-queue. */
const ROW = css`
  .item { display: grid; grid-template-columns: 42px minmax(0, 1fr) auto; gap: 1px var(--s3); align-items: center; }
  .item .thumb { grid-row: 1 / 3; width: 42px; height: 54px; display: grid; place-items: center; border: 1px solid var(--line); border-radius: 4px; background: var(--sunken); color: var(--ink-soft); overflow: hidden; }
  .item .thumb img { width: 100%; height: 100%; object-fit: cover; object-position: top; background: var(--paper); }
  .item .title { font-weight: 600; } .item .when { font-size: var(--text-small); color: var(--ink-soft); text-align: right; }
  .item .what { grid-column: 2 / 4; display: flex; align-items: center; gap: var(--s2); font-size: var(--text-small); color: var(--ink-soft); min-width: 0; }
  .item .what .clip { flex: 1; } .item cr-progress { width: 190px; flex: none; }
`;

/** What arrived, from where, how far it is, and what needs a person; files are dropped or photographed here. */
export class CrPageInbox extends LitElement {
  static properties = {
    params: { attribute: false }, query: { attribute: false }, items: { state: true }, failure: { state: true }, loaded: { state: true }, chosen: { state: true }, detail: { state: true }, shownDoc: { state: true },
    view: { state: true }, sending: { state: true }, dropping: { state: true }, as: { state: true }, narrow: { state: true },
  };

  static styles = [base, page, css`
    .split { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(340px, 420px) minmax(0, 1fr); border-top: 1px solid var(--line); }
    .left { border-right: 1px solid var(--line); min-height: 0; display: flex; flex-direction: column; } .left cr-queue { flex: 1; }
    .right { overflow: auto; min-height: 0; padding: var(--s4) var(--s5); background: var(--bg); }
    .views { display: flex; gap: 2px; } .views button { min-height: 30px; border-color: transparent; background: none; padding: 0 var(--s2); }
    .views button[aria-pressed="true"] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
    .only { display: flex; align-items: center; gap: var(--s3); padding: 0 var(--s5) var(--s2); font-weight: 600; }
    .as { width: auto; } h1.t { font-size: 16px; }
    .sends { border-bottom: 1px solid var(--line); background: var(--bg); padding: var(--s2) var(--s4); display: grid; gap: var(--s2); max-height: 40%; overflow: auto; }
    .send { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px var(--s2); align-items: center; } .send cr-progress, .send cr-problem { grid-column: 1 / 3; }
    .facts { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s6); margin: var(--s3) 0; } .facts dd { font-weight: 550; }
    .docs { display: grid; gap: var(--s3); grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); margin: var(--s3) 0 var(--s5); }
    .doc { display: grid; grid-template-columns: 92px minmax(0, 1fr); gap: var(--s3); padding: var(--s3); color: inherit; text-decoration: none; align-items: start; }
    .doc:hover { border-color: var(--line-strong); } .doc .thumb { width: 92px; height: 119px; border: 1px solid var(--line); background: var(--sunken); display: grid; place-items: center; overflow: hidden; border-radius: 3px; }
    .doc .thumb img { width: 100%; height: 100%; object-fit: cover; object-position: top; background: var(--paper); } .doc .in { display: grid; gap: 4px; justify-items: start; }
    .why { display: flex; gap: var(--s2); align-items: flex-start; background: var(--warn-soft); color: var(--ink); border-left: 4px solid var(--warn); padding: var(--s2) var(--s3); border-radius: var(--radius); margin-bottom: var(--s3); }
    .why.stop { background: var(--stop-soft); border-color: var(--stop); } .why svg { margin-top: 3px; color: var(--warn); } .why.stop svg { color: var(--stop); }
    .drop { position: fixed; inset: 0; z-index: 40; background: color-mix(in oklab, var(--bg) 84%, transparent); display: grid; grid-template-columns: repeat(3, minmax(0, 260px)); gap: var(--s5); place-content: center; padding: var(--s5); }
    .zone { border: 2px dashed var(--line-strong); border-radius: 16px; background: var(--raised); display: grid; place-items: center; gap: var(--s2); padding: var(--s10) var(--s4); text-align: center; } .zone svg { width: 36px; height: 36px; pointer-events: none; } .zone * { pointer-events: none; }
    .zone.on { border-color: var(--accent); background: var(--accent-soft); }
    .look { height: max(420px, calc(100dvh - 440px)); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; margin-bottom: var(--s4); }
    .crumb { display: none; }
    .phone { display: none; }
    @media (max-width: 900px) {
      .split { grid-template-columns: minmax(0, 1fr); } .split.open .left { display: none; } .split:not(.open) .right { display: none; } .left { border: 0; }
      .crumb { display: inline-flex; margin-bottom: var(--s2); } .right { padding: var(--s3) var(--s4); }
    }
    @media (max-width: 760px) { .views { order: 3; width: 100%; overflow-x: auto; } .views button { min-height: 40px; } .deskadd { display: none; } .phone { display: inline-flex; } .docs { grid-template-columns: minmax(0, 1fr); } .head.opened { display: none; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any[]} */
    this.items = [];
    this.failure = /** @type {any} */ (null);
    this.loaded = false;
    /** @type {string|null} */
    this.chosen = null;
    /** @type {any} */
    this.detail = null;
    /** The document whose pages are shown below the facts. @type {any} */
    this.shownDoc = null;
    this.view = "";
    /** Only what came on this day, as `2026-01-31`. */
    this.day = "";
    /** Only what came through this door. */
    this.channel = "";
    /** @type {{key:string, file:File, as:string, sent:number, problem:any, stop:AbortController}[]} */
    this.sending = [];
    this.dropping = "";
    this.as = localStorage.getItem("chartroom.as") ?? "scan";
    const media = matchMedia("(max-width: 900px)");
    this.narrow = media.matches;
    media.addEventListener("change", () => { this.narrow = media.matches; });
    this.reload = gathered(() => this.#load(), 400);
    /** @type {Set<string>} */
    this.stale = new Set();
    this.refresh = gathered(() => this.#refresh(), 250);
    this.heard = (/** @type {Event} */ e) => {
      const d = /** @type {CustomEvent} */ (e).detail;
      const id = d.arrivalId ?? d.id;
      if (!this.items.some((a) => a.id === id)) { this.reload(); return; }
      this.stale.add(id);
      this.refresh();
    };
    new Keys(this, "Inbox", [
      { key: "j", label: "Next arrival", run: () => this.#step(1) },
      { key: "k", label: "Previous arrival", run: () => this.#step(-1) },
      { key: "Enter", label: "Open the document", run: () => this.#open() },
      { key: "u", label: "Add files", when: mayAdd, run: () => this.#pickFiles() },
      { key: "w", label: "Only what needs a person", run: () => this.#show(this.view === "needs-person" ? "" : "needs-person") },
    ]);
    this.over = (/** @type {DragEvent} */ e) => {
      if (!mayAdd() || !e.dataTransfer?.types.includes("Files")) return;
      e.preventDefault();
      const zone = e.composedPath().find((n) => n instanceof HTMLElement && n.dataset.as);
      this.dropping = /** @type {HTMLElement|undefined} */ (zone)?.dataset.as ?? (this.dropping && e.type === "dragover" ? this.dropping : this.as);
    };
    this.leave = (/** @type {DragEvent} */ e) => { if (!e.relatedTarget) this.dropping = ""; };
    this.dropped = (/** @type {DragEvent} */ e) => {
      if (!mayAdd() || !e.dataTransfer?.files.length) return;
      e.preventDefault();
      const as = this.dropping || this.as;
      this.dropping = "";
      this.#send([...e.dataTransfer.files], as);
    };
  }

  connectedCallback() {
    super.connectedCallback();
    for (const name of ["arrival", "document"]) events.addEventListener(name, this.heard);
    events.addEventListener("resync", this.reload);
    addEventListener("dragenter", this.over);
    addEventListener("dragover", this.over);
    addEventListener("dragleave", this.leave);
    addEventListener("drop", this.dropped);
    this.clock = setInterval(() => this.requestUpdate(), 30_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const name of ["arrival", "document"]) events.removeEventListener(name, this.heard);
    events.removeEventListener("resync", this.reload);
    removeEventListener("dragenter", this.over);
    removeEventListener("dragover", this.over);
    removeEventListener("dragleave", this.leave);
    removeEventListener("drop", this.dropped);
    clearInterval(this.clock);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("query")) {
      this.view = this.query.get("state") ?? "";
      const day = this.query.get("day") ?? "", channel = this.query.get("channel") ?? "";
      if (day !== this.day || channel !== this.channel) { this.day = day; this.channel = channel; this.loaded = false; }
    }
    if (changed.has("params")) {
      const id = this.params.arrival ?? null;
      if (id !== this.chosen) { this.chosen = id; this.detail = null; }
      if (id && !this.detail) this.#detail(id);
    }
    if (changed.has("query") && !this.loaded) this.#load();
  }

  /** What the list is narrowed to, as the end of an address. */
  #filter() { return query({ state: this.view, day: this.day, channel: this.channel }); }

  async #load() {
    try {
      this.items = (await list("/arrivals" + query({ limit: 200, day: this.day, channel: this.channel }), MOST)).items;
      this.failure = null;
      this.loaded = true;
      const shown = this.shown;
      if (!this.chosen && !this.narrow && shown.length) this.#choose(shown[0].id, true);
    } catch (problem) {
      this.failure = problem;
    }
  }

  async #refresh() {
    const ids = [...this.stale];
    this.stale.clear();
    try {
      const fresh = new Map((await Promise.all(ids.map((id) => get(`/arrivals/${id}`)))).map((a) => [a.id, a]));
      this.items = this.items.map((a) => fresh.get(a.id) ?? a);
      if (this.chosen && fresh.has(this.chosen)) { this.detail = fresh.get(this.chosen); this.#pages(); }
    } catch (problem) {
      this.failure = problem;
    }
  }

  async #detail(/** @type {string} */ id) {
    this.detail = this.items.find((a) => a.id === id) ?? null;
    try {
      const full = await get(`/arrivals/${id}`);
      if (this.chosen !== id) return;
      this.detail = full;
      this.#pages();
    } catch (problem) {
      if (this.chosen === id) this.detail = { id, problem };
    }
  }

  /** Reads the pages of the document that a person would open first. */
  async #pages() {
    const first = this.#first();
    if (!first || !first.pages || String(first.kind).toLowerCase().includes("dict")) { this.shownDoc = null; return; }
    if (this.shownDoc?.id === first.id && this.shownDoc.version === first.version) return;
    try {
      const doc = await get(`/documents/${first.id}`);
      if (this.#first()?.id === doc.id) this.shownDoc = doc;
    } catch (problem) {
      this.failure = problem;
    }
  }

  #first() {
    const docs = this.detail?.documents ?? [];
    return docs.find((/** @type {any} */ d) => d.stage === "NEEDS_PERSON") ?? docs.find((/** @type {any} */ d) => d.stage === "READ") ?? docs[0];
  }

  get shown() {
    const v = this.view;
    if (!v) return this.items;
    return this.items.filter((a) => v === "tofile" ? (a.documents ?? []).some((/** @type {any} */ d) => d.kind !== "DICTATION" && (d.stage === "READ" || d.stage === "NEEDS_PERSON"))
      : v === "working" ? a.state === "working" || a.state === "waiting" : a.state === v || (v === "needs-person" && a.state === "quarantined"));
  }

  /** @param {string} view */
  #show(view) {
    this.view = view;
    note(location.pathname + this.#filter());
    const shown = this.shown;
    if (!this.narrow && shown.length && !shown.some((a) => a.id === this.chosen)) this.#choose(shown[0].id, true);
    aloud(counted(shown.length, "arrival"));
  }

  /** @param {string} id @param {boolean} [replace] */
  #choose(id, replace = true) {
    // Answers that come after the page was left must not write into the next page's address.
    if (!this.isConnected) return;
    this.chosen = id;
    const to = `/inbox/${id}${this.#filter()}`;
    if (replace) note(to); else go(to);
    this.#detail(id);
  }

  /** @param {number} by */
  #step(by) {
    const shown = this.shown;
    const at = shown.findIndex((a) => a.id === this.chosen);
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
    if (!next) return;
    this.#choose(next.id);
    /** @type {any} */ (this.renderRoot.querySelector("cr-queue"))?.reveal(shown.indexOf(next));
  }

  #open() {
    const first = this.#first();
    if (first) go(this.#href(first));
  }

  /** @param {any} d */
  #href(d) { return String(d.kind).toLowerCase().includes("dict") ? `/dictations/${d.id}` : `/documents/${d.id}`; }

  #pickFiles() { /** @type {HTMLInputElement} */ (this.renderRoot.querySelector("#files")).click(); }

  /** @param {File[]} files @param {string} as */
  #send(files, as) {
    for (const file of files) {
      const audio = file.type.startsWith("audio/") || /\.(wav|mp3|m4a|ogg|opus|flac|amr|wma|dss|webm)$/i.test(file.name);
      const one = { key: newKey(), file, as: audio && as !== "fax" ? "dictation" : as, sent: 0, problem: null, stop: new AbortController() };
      this.sending = [...this.sending, one];
      this.#put(one.key);
    }
    aloud(`Sending ${counted(files.length, "file")}`);
  }

  /** Sends one; the key stays the same when it is tried again, so nothing arrives twice. @param {string} key */
  async #put(key) {
    const one = this.sending.find((s) => s.key === key);
    if (!one) return;
    const change = (/** @type {any} */ with_) => { this.sending = this.sending.map((s) => (s.key === key ? { ...s, ...with_ } : s)); };
    change({ problem: null, sent: 0 });
    try {
      const kept = await upload("/arrivals" + query({ as: one.as }), one.file, { key, name: one.file.name, signal: one.stop.signal, onProgress: (sent) => change({ sent }) });
      this.sending = this.sending.filter((s) => s.key !== key);
      if (kept.duplicateOf) say({ text: `“${one.file.name}” had already arrived. It is kept and marked as the same file.`, tone: "warn" });
      await this.#load();
      if (!this.narrow) this.#choose(kept.id, true);
    } catch (problem) {
      if (/** @type {any} */ (problem).name === "AbortError") this.sending = this.sending.filter((s) => s.key !== key);
      else change({ problem });
    }
  }

  /** @param {Event} e @param {string} as */
  #picked(e, as) {
    const field = /** @type {HTMLInputElement} */ (e.target);
    if (field.files?.length) this.#send([...field.files], as);
    field.value = "";
  }

  /** @param {any} a */
  #row(a) {
    const state = arrivalState(a.state);
    const docs = a.documents ?? [];
    const thumb = docs.find((/** @type {any} */ d) => d.thumbnail)?.thumbnail;
    const working = a.state === "working" && a.progress;
    const toFile = docs.filter((/** @type {any} */ d) => d.stage === "READ" && d.kind !== "DICTATION").length;
    return html`<div class="item"><span class="thumb">${thumb ? html`<img loading="lazy" alt="" src=${picture(thumb)}>` : icon(kindIcon(a.kind))}</span>
      <span class="title clip">${a.name || a.sender || sentence(a.kind)}</span><span class="when num">${ago(a.receivedAt)}</span>
      <span class="what">${working ? html`<span class="clip">${sentence(a.kind)}${a.sender ? ` from ${a.sender}` : ""}</span><cr-progress done=${a.progress.done} of=${a.progress.of} what=${a.kind === "dictation" ? "s heard" : "pages"} label="Reading"></cr-progress>`
        : html`<cr-chip tone=${a.state === "done" && toFile ? "info" : state.tone}>${a.state === "done" && toFile ? `${toFile} to file` : state.word}</cr-chip><span class="clip">${a.stateReason ? reason(a.stateReason) : [sentence(a.kind), a.sender && `from ${a.sender}`, a.pages?.received ? counted(a.pages.received, "page") : bytes(a.bytes)].filter(Boolean).join(" · ")}</span>`}</span></div>`;
  }

  /** @param {any} d */
  #doc(d) {
    const s = d.kind === "DICTATION" && d.stage === "READ" ? dictationState("draft") : stage(d.stage);
    return html`<a class="doc panel" href=${this.#href(d)}><span class="thumb">${d.thumbnail ? html`<img alt="" src=${picture(d.thumbnail)}>` : icon(kindIcon(d.kind))}</span>
      <span class="in"><b>${d.title || sentence(d.kind)}</b>${d.progress && (d.stage === "READING" || d.stage === "TRANSCRIBING") ? html`<cr-progress done=${d.progress.done} of=${d.progress.of} what=${d.stage === "READING" ? "pages" : "s heard"}></cr-progress>` : html`<cr-chip tone=${s.tone}>${s.word}</cr-chip>`}
        ${d.stageReason ? html`<span class="small">${reason(d.stageReason)}</span>` : nothing}
        <span class="small soft">${[d.type?.display, d.date && date(d.date), d.pages ? counted(d.pages, "page") : ""].filter(Boolean).join(" · ")}</span>
        ${d.patientName ? html`<span class="small">${d.patientName}${d.mrn ? ` · MRN ${d.mrn}` : ""}</span>` : nothing}</span></a>`;
  }

  #side() {
    const a = this.detail;
    if (!a) return html`<div class="empty">${icon("inbox")}<b>${this.items.length ? "Choose an arrival" : "Nothing has arrived yet"}</b><span>Drop files anywhere on this page, or use Add files.</span></div>`;
    if (a.problem) return html`<cr-problem .problem=${a.problem} .again=${() => this.#detail(a.id)}></cr-problem>`;
    const state = arrivalState(a.state), p = a.pages;
    const parts = p ? [[p.inDocuments, "in documents"], [p.separators, p.separators === 1 ? "separator" : "separators"], [p.blanks, "blank"], [p.rejected, "rejected"]].filter(([n]) => n).map(([n, w]) => `${n} ${w}`) : [];
    return html`<button class="bare crumb" @click=${() => go("/inbox" + this.#filter())}>${icon("back")} Inbox</button>
      <div class="row wrap">${this.narrow ? html`<h1 class="grow t">${a.name || sentence(a.kind)}</h1>` : html`<h2 class="grow">${a.name || sentence(a.kind)}</h2>`}<cr-chip tone=${state.tone}>${state.word}</cr-chip><a class="button" href="/api/v1/arrivals/${a.id}/original" download>${icon("download")} Original</a></div>
      <dl class="facts"><div><dt>Came as</dt><dd>${sentence(a.kind)} by ${sentence(a.channel).toLowerCase() || "upload"}</dd></div>${a.sender ? html`<div><dt>From</dt><dd>${a.sender}</dd></div>` : nothing}
        <div><dt>Arrived</dt><dd class="num">${moment(a.receivedAt)}</dd></div><div><dt>Size</dt><dd class="num">${bytes(a.bytes)}</dd></div>
        ${p?.received ? html`<div><dt>${counted(p.received, "page")}</dt><dd class="num">${parts.join(" + ") || "not yet read"}</dd></div>` : nothing}</dl>
      ${a.kind === "dictation" ? nothing : html`<cr-paper-place arrival=${a.id}></cr-paper-place>`}
      ${a.duplicateOf ? html`<div class="why">${icon("info")}<span>The same file arrived before: <a href="/inbox/${a.duplicateOf}">see the first one</a>.</span></div>` : nothing}
      ${a.stateReason ? html`<div class="why ${a.state === "quarantined" ? "stop" : ""}">${icon(a.state === "quarantined" ? "stop" : "warn")}<span>${reason(a.stateReason)}. ${a.state === "quarantined" ? "The file is kept as it came." : "Open the document to decide."}</span></div>` : nothing}
      ${a.state === "working" && a.progress ? html`<cr-progress done=${a.progress.done} of=${a.progress.of} what=${a.kind === "dictation" ? "s heard" : "pages read"} label="Reading"></cr-progress>` : nothing}
      <h2 class="label">${counted(a.documents?.length ?? 0, "document")}</h2>
      <div class="docs">${repeat(a.documents ?? [], (/** @type {any} */ d) => d.id, (d) => this.#doc(d))}</div>
      ${this.shownDoc?.arrivalId === a.id && this.shownDoc.pagesDetail?.length ? html`<cr-page-viewer class="look" label="Pages of ${this.shownDoc.title || "the document"}" .pages=${this.shownDoc.pagesDetail}></cr-page-viewer>` : nothing}
      ${a.ledger?.length ? html`<details><summary>Where every page went</summary><table><thead><tr><th class="n">Page</th><th>Ended as</th><th>Detail</th></tr></thead><tbody>
        ${a.ledger.map((/** @type {any} */ l) => html`<tr><td class="n num">${l.page}</td><td>${l.end === "document" ? html`<a href="/documents/${l.documentId}?page=${l.documentPage}">document, page ${l.documentPage}</a>` : sentence(l.end)}</td><td>${[l.value, l.reason && reason(l.reason), l.detail].filter(Boolean).join(" · ")}</td></tr>`)}</tbody></table></details>` : nothing}`;
  }

  render() {
    const shown = this.shown;
    const open = Boolean(this.params.arrival && this.chosen);
    return html`<div class="head ${open && this.narrow ? "opened" : ""}"><h1>Inbox</h1>
        <div class="views" role="group" aria-label="Show">${VIEWS.map((v) => html`<button aria-pressed=${this.view === v.key} @click=${() => this.#show(v.key)}>${v.word}</button>`)}</div>
        ${mayAdd() ? html`<button class="main phone" @click=${() => /** @type {HTMLInputElement} */ (this.renderRoot.querySelector("#camera")).click()}>${icon("camera")} Capture</button>
        <label class="sr" for="as">Files come in as</label><select id="as" class="as deskadd" .value=${this.as} @change=${(/** @type {Event} */ e) => { this.as = /** @type {HTMLSelectElement} */ (e.target).value; localStorage.setItem("chartroom.as", this.as); }}><option value="scan" ?selected=${this.as === "scan"}>As scan</option><option value="fax" ?selected=${this.as === "fax"}>As fax</option></select>
        <button @click=${() => this.#pickFiles()}>${icon("upload")} Add files</button>
        ${mayTakeIn() ? html`<a class="button deskadd" href="/inbox/transfers">${icon("patients")} Charts sent</a>` : nothing}
        <input id="files" type="file" multiple hidden aria-label="Files to add" @change=${(/** @type {Event} */ e) => this.#picked(e, this.as)}>
        <input id="camera" type="file" accept="image/*" capture="environment" hidden aria-label="Photograph a page" @change=${(/** @type {Event} */ e) => this.#picked(e, "scan")}>` : nothing}</div>
      ${this.day || this.channel ? html`<div class="only"><span>Only ${[this.channel && `by ${sentence(this.channel).toLowerCase()}`, this.day && `of ${date(this.day)}`].filter(Boolean).join(", ")}</span><a class="button" href="/inbox">Show everything</a></div>` : nothing}
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <div class="split ${open ? "open" : ""}"><div class="left">
        ${this.sending.length ? html`<div class="sends" aria-label="Being sent">${this.sending.map((s) => html`<div class="send"><span class="clip"><b>${s.file.name}</b> <span class="soft small">as ${s.as}</span></span>
            ${s.problem ? html`<button class="bare icon" aria-label="Give up ${s.file.name}" @click=${() => { this.sending = this.sending.filter((x) => x.key !== s.key); }}>${icon("close")}</button>` : html`<button class="bare icon" aria-label="Stop sending ${s.file.name}" @click=${() => s.stop.abort()}>${icon("close")}</button>`}
            ${s.problem ? html`<cr-problem .problem=${s.problem} .again=${() => this.#put(s.key)}></cr-problem>` : html`<cr-progress done=${Math.round(s.sent / 1000)} of=${Math.max(1, Math.round(s.file.size / 1000))} what="kB" label="Sending ${s.file.name}"></cr-progress>`}</div>`)}</div>` : nothing}
        ${this.loaded && !shown.length ? html`<div class="empty">${icon("inbox")}<b>${this.items.length ? "Nothing here" : "Nothing has arrived yet"}</b><span>${this.items.length ? "No arrival is in this state now." : "Drop files on this page, or photograph a page with a phone."}</span></div>`
          : html`<cr-queue .look=${ROW} label="Arrivals" .items=${shown} .row=${(/** @type {any} */ a) => this.#row(a)} .active=${this.chosen} .rowHeight=${74}
              @active=${(/** @type {CustomEvent} */ e) => this.#choose(e.detail.item.id, !(this.narrow && e.detail.by === "pointer"))} @open=${() => this.#open()}></cr-queue>`}
      </div><div class="right" tabindex="0" role="region" aria-label="The chosen arrival">${this.#side()}</div></div>
      ${this.dropping ? html`<div class="drop">${[["scan", "Scan"], ["fax", "Fax"], ["dictation", "Dictation"]].map(([as, word]) => html`<div class="zone ${this.dropping === as ? "on" : ""}" data-as=${as}>${icon(as === "dictation" ? "audio" : as)}<b>Drop as ${word.toLowerCase()}</b></div>`)}</div>` : nothing}`;
  }
}
customElements.define("cr-page-inbox", CrPageInbox);
