import { LitElement, css, html, nothing } from "lit";
import { call, get, newKey, post, query } from "../../shell/api.js";
import { icon, kindIcon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go, note } from "../../shell/router.js";
import { aloud, say } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, sentence } from "../../shell/words.js";
import { DENIALS, DOORS, PENDS, REJECTIONS, TYPES, URGENCY, worded } from "./release-words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../shell/cr-problem.js";
import "./cr-release-request.js";
import "./cr-release-who.js";
import "./cr-release-basis.js";
import "./cr-release-pages.js";
import "./cr-release-recordings.js";
import "./cr-release-redact.js";
import "./cr-release-packet.js";
import "./cr-release-fees.js";
import "./cr-release-letters.js";
import "./cr-release-breach.js";

/** Where each step of the checklist is worked on. */
const PANEL = ["request", "patient", "identity", "basis", "basis", "pages", "pages", "redact", "pages", "packet", "packet", "packet"];
/** @type {Record<string,string>} */
const TITLES = { request: "The request", patient: "Whose records", identity: "Who asks", basis: "By what right", pages: "Pages", redact: "Redaction", packet: "Packet, approval, delivery", fees: "Fees", letters: "Letters", breach: "Breach review" };

/** Steps whose outcome stands on the panel at once. */
const SEEN = new Set(["patient", "verify-identity", "authorization", "select", "label", "withhold", "seen", "check-pages", "redact", "approve", "fees"]);

/** How a request can stop. @type {[string,string][]} */
const STOPS = [["pend", "It waits for something"], ["hold", "I pause it"], ["exception", "A specialist decides"], ["reject", "Turn it down (not the patient)"], ["no-records", "We have no such records"], ["deny", "Deny access (privacy officer)"], ["revoke", "The form was revoked"], ["cancel", "A mistake or a duplicate"]];

/** The release desk: the queue by due date, and one request, step by step, with what blocks it and why. */
export class CrPageReleases extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, items: { state: true }, papers: { state: true }, open: { state: true }, panel: { state: true }, adding: { state: true }, stopping: { state: true }, stop: { state: true }, letter: { state: true }, ticket: { state: true }, failure: { state: true }, problem: { state: true }, loaded: { state: true }, busy: { state: true } };

  static styles = [base, page, css`
    .queue { flex: 1; min-height: 0; overflow: auto; border-top: 1px solid var(--line); }
    .queue a { border-bottom: 1px solid var(--line); display: grid; grid-template-columns: minmax(180px, 1fr) minmax(180px, 1fr) 150px minmax(200px, 1.4fr); align-items: center; gap: 2px var(--s4); padding: var(--s2) var(--s5); color: inherit; text-decoration: none; min-height: 52px; }
    .queue a:hover { background: var(--hover); } .queue a[aria-current] { background: var(--accent-soft); box-shadow: inset 3px 0 0 var(--accent); }
    .desk-of { flex: 1; min-height: 0; display: grid; grid-template-columns: 264px minmax(0, 1fr); border-top: 1px solid var(--line); }
    .steps { overflow: auto; border-right: 1px solid var(--line); padding: var(--s2); display: grid; gap: 2px; align-content: start; }
    .steps button { display: grid; grid-template-columns: 22px minmax(0, 1fr) auto; gap: var(--s2); width: 100%; border: 0; background: none; text-align: left; justify-content: stretch; min-height: 36px; white-space: normal; padding: 4px var(--s2); }
    .steps button[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 600; } .steps hr { width: 100%; border: 0; border-top: 1px solid var(--line); margin: var(--s1) 0; }
    .one { overflow: auto; padding: var(--s4) var(--s5); display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--s4); align-content: start; outline-offset: -2px; }
    .facts { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s4); align-items: center; padding: 0 var(--s5) var(--s2); } .facts b { font-weight: 650; }
    .aside { background: var(--wait-soft); border-left: 4px solid var(--wait); padding: var(--s3); border-radius: var(--radius); white-space: pre-line; }
    .now { background: var(--warn-soft); border-left: 4px solid var(--warn); padding: var(--s2) var(--s3); border-radius: var(--radius); }
    h2 { font-size: 16px; }
    .papers { padding: var(--s2) var(--s5) var(--s3); display: grid; gap: var(--s2); border-top: 1px solid var(--line); } .papers h2 { font-size: var(--text); } .papers li { display: flex; gap: var(--s3); align-items: center; flex-wrap: wrap; padding: 2px 0; } .papers ul { max-height: 150px; overflow: auto; }
    @media (max-width: 760px) {
      .queue a { grid-template-columns: minmax(0, 1fr) auto; padding: var(--s2) var(--s4); } .queue a > :nth-child(4) { grid-column: 1 / -1; } .queue a > :nth-child(2) { grid-column: 1; } .queue a > :nth-child(3) { grid-row: 1; grid-column: 2; }
      .desk-of { display: block; } .steps { border-right: 0; border-bottom: 1px solid var(--line); grid-template-columns: repeat(2, minmax(0, 1fr)); overflow: visible; } .steps button { grid-template-columns: 18px minmax(0, 1fr); font-size: var(--text-small); } .steps cr-chip { display: none; } .steps hr { grid-column: 1 / -1; }
      .one { padding: var(--s3) var(--s4); overflow: visible; } .facts { padding: 0 var(--s4) var(--s2); } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any[]} */
    this.items = [];
    /** Papers that came in and look like requests. @type {any[]} */
    this.papers = [];
    this.open = /** @type {any} */ (null);
    this.panel = "";
    this.ticket = /** @type {any} */ (null);
    this.adding = false;
    this.stopping = false;
    this.stop = "pend";
    this.letter = "";
    this.loaded = false;
    this.busy = false;
    this.key = newKey();
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    const at = () => Boolean(this.open && this.params.release), free = () => at() && !this.adding && !this.stopping;
    new Keys(this, "Releases", [
      { key: "j", label: "Next request", when: () => this.items.length > 0, run: () => this.#next(1) },
      { key: "k", label: "Previous request", when: () => this.items.length > 0, run: () => this.#next(-1) },
      { key: "n", label: "Log a request", run: () => this.#add() },
      { key: "w", label: "Go to what blocks it", when: free, run: () => this.#go(this.#blocking()) },
      { key: "s", label: "Put aside, or end", when: () => free() && !this.open.aside && !this.open.handover, run: () => { this.stopping = true; } },
      ...["request", "patient", "identity", "basis", "pages", "redact", "packet", "fees", "letters"].map((name, i) => ({ key: String(i + 1), label: TITLES[name], when: free, run: () => this.#go(name) })),
      { key: "c", label: "Check whose the pages are", when: () => free() && this.#can("check"), run: () => this.#do("check-pages", {}, "The pages were checked for whose they are.") },
      { key: "m", label: "Make the packet", when: () => free() && this.#can("package"), run: async () => { this.#go("packet"); await this.updateComplete; await /** @type {any} */ (this.renderRoot.querySelector("cr-release-packet"))?.make(); } },
      { key: "a", label: "Approve the packet", when: () => free() && this.#can("approve"), run: () => this.#do("approve", { sha256: this.open.packet.sha256 }, `The packet for ${this.open.requester} is approved.`) },
      { key: "d", label: "Hand the packet over", when: () => free() && this.#can("deliver"), run: async () => { if (this.panel !== "packet") await this.#go("packet"); await this.updateComplete; /** @type {any} */ (this.renderRoot.querySelector("cr-release-packet"))?.handOver(); } },
    ]);
  }

  connectedCallback() { super.connectedCallback(); this.#load(); }

  /** @param {Map<string,unknown>} changed */
  updated(changed) {
    if (changed.has("params") && this.loaded) { if (this.params.release) this.#show(); else { this.open = null; this.#load(); } }
  }

  async #load() {
    try {
      this.items = (await get("/releases" + query({ limit: 200 }))).items;
      this.loaded = true;
      this.failure = null;
      await this.#show();
    } catch (problem) { this.failure = problem; }
    if (this.params.release) return;
    try { this.papers = (await get("/release-papers")).items; } catch (problem) { if (/** @type {any} */ (problem).status !== 404) this.failure = problem; }
  }

  /** Opens a request from a paper that came in. @param {any} paper */
  async #fromPaper(paper) {
    if (this.busy) return;
    this.busy = true;
    try {
      const made = await post(`/release-papers/${paper.document}/open`, {}, { key: "paper-" + paper.document });
      say({ text: `The request of ${made.requester} is logged. It is due on ${date(made.due)}.`, tone: "done" });
      go("/releases/" + made.id);
    } catch (problem) { this.failure = problem; } finally { this.busy = false; }
  }

  async #show() {
    const id = this.params.release;
    if (!id || this.open?.id === id) return;
    try {
      const view = await get("/releases/" + id);
      this.ticket = null;
      this.problem = null;
      this.letter = "";
      this.open = view;
      this.panel = this.query.get("at") ?? this.#blocking();
    } catch (problem) { this.problem = problem; this.open = null; }
  }

  async #reload() {
    if (!this.open) return;
    try { this.open = await get("/releases/" + this.open.id); } catch (problem) { this.problem = problem; }
  }

  /** The panel of the first step that lacks something. */
  #blocking() {
    const r = this.open;
    if (r.details.breach && !r.details.breach.closed) return "breach";
    if (["DENIED", "NO_RECORDS", "REJECTED", "CORRECTION_REQUESTED"].includes(r.state)) return "letters";
    const first = r.checklist.findIndex((/** @type {any} */ item) => !item.done);
    return first < 0 ? "packet" : first === 7 && r.redactionDecided ? "packet" : PANEL[first];
  }

  /** @param {string} name */
  async #go(name) {
    this.panel = name;
    this.problem = null;
    note(`/releases/${this.open.id}?at=${name}`);
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.renderRoot.querySelector(".one"))?.focus({ preventScroll: true });
    aloud(TITLES[name]);
  }

  /** @param {number} by */
  #next(by) {
    const at = this.items.findIndex((each) => each.id === this.open?.id);
    const next = this.items[Math.max(0, Math.min(this.items.length - 1, at + by))];
    if (!next) return;
    aloud(`${next.requester}, due ${date(next.due)}`);
    go("/releases/" + next.id, { replace: Boolean(this.params.release) });
  }

  #add() { this.adding = true; this.problem = null; this.key = newKey(); }

  /** Whether a step can be taken now. @param {string} what */
  #can(what) {
    const r = this.open;
    if (!r || r.aside || this.busy || r.handover) return false;
    const done = (/** @type {number} */ upTo) => r.checklist.slice(0, upTo).every((/** @type {any} */ item) => item.done);
    if (what === "check") return r.pages.length > 0;
    if (what === "package") return done(7) && r.redactionDecided && !r.checklist[7].done;
    if (what === "approve") return done(9) && !r.checklist[9].done && Boolean(r.packet);
    return what === "deliver" && done(10);
  }

  /** @param {string} step @param {any} [body] @param {string} [words] */
  async #do(step, body = {}, words = "") {
    if (!this.open || (this.busy && !SEEN.has(step))) return null;
    // Quick hands are not lost: a step waits for the one before it.
    while (this.busy) await new Promise((done) => { setTimeout(done, 30); });
    this.busy = true;
    try {
      const answer = (await call("POST", `/releases/${this.open.id}/${step}`, { body, version: this.open.version })).body;
      this.open = answer.release ?? answer;
      this.problem = null;
      const first = this.open.checklist.find((/** @type {any} */ item) => !item.done);
      this.items = this.items.map((each) => (each.id === this.open.id ? { ...each, state: this.open.state, blocking: this.open.blocking, why: first?.reasons[0]?.words ?? "" } : each));
      if (step === "authorization" || step === "pickup") this.renderRoot.querySelector(".one")?.scrollTo({ top: 0 });
      // What the panel itself shows now is said to those who do not see it; the rest is told.
      if (SEEN.has(step)) aloud(words);
      else if (words) say({ text: words, tone: "done" });
      return answer;
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      this.renderRoot.querySelector(".one > cr-problem")?.scrollIntoView({ block: "nearest" });
      return null;
    } finally { this.busy = false; }
  }

  /** @param {string} way @param {string} form */
  async #deliver(way, form) {
    const answer = await this.#do("deliver", way === "DOWNLOAD" ? { form } : { way }, way === "DOWNLOAD" ? "The account is written, and the packet waits for the recipient." : "The account is written, and the packet leaves now.");
    if (answer) { this.ticket = answer.code ? answer : null; this.#go("packet"); }
  }

  async #create(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    if (this.busy) return;
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target)), text = (/** @type {string} */ k) => String(f.get(k) ?? "").trim();
    this.busy = true;
    try {
      const made = await post("/releases", { type: text("type"), requester: text("requester"), channel: text("channel"), purpose: text("purpose"),
        recipient: { name: text("to") || text("requester"), address: text("address"), addressAgain: text("again") },
        scope: { from: text("from") || null, to: text("until") || null } }, { key: this.key });
      this.adding = false;
      this.problem = null;
      say({ text: `The request of ${made.requester} is logged. It is due on ${date(made.due)}.`, tone: "done" });
      this.open = null;
      this.params = { release: made.id };
      go("/releases/" + made.id);
      await this.#load();
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  async #halt(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target)), what = this.stop, words = String(f.get("words") ?? "").trim();
    this.stopping = false;
    await this.#do(what, what === "revoke" ? {} : { code: f.get("code") ?? undefined, words, knownHolder: f.get("knownHolder") ?? undefined }, "");
    if (["deny", "no-records", "reject"].includes(what) && !this.problem) this.#write({ deny: "DENIAL", "no-records": "NO_RECORDS", reject: "REJECTION" }[what] ?? "");
  }

  /** @param {string} kind */
  #write(kind) { this.letter = kind; this.#go("letters"); }

  render() {
    const figures = session.user?.roles?.some((/** @type {string} */ r) => r !== "intake") ?? true;
    if (this.params.release) return this.#desk();
    return html`<div class="head"><h1>Releases</h1><span class="soft num">${this.loaded ? counted(this.items.length, "request") + " not done" : ""}</span><a class="button" href="/releases/amendments">Amendments</a>${figures ? html`<a class="button" href="/releases/figures">Figures</a>` : nothing}<button class="main" @click=${() => this.#add()}>${icon("plus")} Log a request <kbd class="desk">N</kbd></button></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      ${this.loaded && !this.items.length ? html`<div class="empty">${icon("done")}<b>No request waits</b><span>What is asked for is logged here; the time to answer runs from then.</span></div>` : nothing}
      ${this.papers.length ? html`<section class="papers" aria-label="Papers and e-mails that look like requests"><h2>${counted(this.papers.length, "paper or e-mail", "papers and e-mails")} that came in ${this.papers.length === 1 ? "looks like a request" : "look like requests"}</h2><ul>${this.papers.map((p) => html`<li>${icon(kindIcon(p.kind))}<a href="/documents/${p.document}">${p.title || "Document"}</a><span class="small soft num">${date(p.receivedAt)}</span><button @click=${() => this.#fromPaper(p)} ?disabled=${this.busy}>Open a request</button></li>`)}</ul></section>` : nothing}
      ${this.items.length ? html`<nav class="queue" aria-label="Requests by due date">${this.items.map((each) => this.#row(each))}</nav>` : nothing}
      ${this.#dialog()}`;
  }

  /** @param {any} r */
  #row(r) {
    const [tone, word] = URGENCY[r.urgency] ?? ["plain", r.urgency];
    return html`<a href="/releases/${r.id}"><span><b>${r.requester}</b><br><span class="small soft">${worded(TYPES, r.type)}</span></span>
      <span class="small">${r.patientName ? html`${r.patientName}<br><span class="soft num">MRN ${r.mrn}</span>` : html`<span class="soft">Whose records is not said yet</span>`}</span>
      <span class="num"><cr-chip tone=${tone}>${word}</cr-chip><br><span class="small">Due ${date(r.due)}</span></span>
      <span class="small"><b>${r.state === "PENDED" || !r.blocking ? sentence(r.state) : r.blocking}</b>${r.why ? html`<br><span class="soft">${r.why}</span>` : nothing}</span></a>`;
  }

  #desk() {
    const r = this.open;
    if (!r) return html`<div class="head"><a class="button" href="/releases">${icon("back")} Queue</a><h1>Release</h1></div>${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}`;
    const [tone, word] = URGENCY[r.urgency] ?? ["plain", r.urgency], first = r.checklist.find((/** @type {any} */ item) => !item.done);
    const over = r.handover || r.state === "CLOSED" || ["NO_RECORDS", "DENIED", "CANCELLED", "BREACH_REVIEW"].includes(r.aside?.kind);
    return html`<div class="head"><a class="button" href="/releases" aria-label="Back to the queue">${icon("back")} Queue</a><h1>${r.requester}</h1>
        ${r.aside && !["NO_RECORDS", "DENIED", "CANCELLED", "BREACH_REVIEW"].includes(r.aside.kind) ? html`<button @click=${() => this.#do("resume", {}, "It is taken up again.")}>Take up again</button>` : html`<button ?disabled=${Boolean(over)} @click=${() => { this.stopping = true; }}>Put aside… <kbd class="desk">S</kbd></button>`}</div>
      <div class="facts"><span>${worded(TYPES, r.type)}</span><cr-chip tone=${tone}>${word}</cr-chip><span class="num">Due ${date(r.due)}, ${counted(r.workingDaysLeft, "working day")} left${r.extended ? ", extended" : ""}</span><cr-chip tone=${r.aside ? "wait" : r.state === "CLOSED" || r.state === "DELIVERED" ? "done" : "plain"}>${sentence(r.state)}</cr-chip>${r.patientId ? html`<span><a href="/patients/${r.patientId}">${r.patientName}</a> <span class="num">MRN ${r.mrn}</span> · <a href="/patients/${r.patientId}/disclosures">what left</a></span>` : nothing}<span>To <b>${r.recipient.name || "nobody yet"}</b>${r.recipient.address ? `, ${r.recipient.address}` : ""}</span></div>
      <div class="desk-of">${this.#steps(r, first)}
        <section class="one" aria-label=${TITLES[this.panel] ?? "The request"} tabindex="0"><h2>${TITLES[this.panel] ?? ""}</h2>
          ${this.problem && !this.adding ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
          ${r.aside ? html`<p class="aside"><b>${sentence(r.aside.kind)}${r.aside.code !== r.aside.kind ? `: ${sentence(r.aside.code)}` : ""}.</b> ${r.aside.words} ${["NO_RECORDS", "DENIED", "CANCELLED", "BREACH_REVIEW"].includes(r.aside.kind) ? "" : "The time to answer goes on."}</p>` : nothing}
          ${first && !r.handover && PANEL[first.number - 1] !== this.panel && !["fees", "letters", "breach"].includes(this.panel) ? html`<p class="now"><b>${first.title}</b> comes first: ${first.reasons[0]?.words} <button class="link" @click=${() => this.#go(this.#blocking())}>Go there</button></p>` : nothing}
          ${this.#panel(r)}</section></div>
      ${this.#dialog()}`;
  }

  /** @param {any} r @param {any} first */
  #steps(r, first) {
    return html`<nav class="steps" aria-label="Checklist">${r.checklist.map((/** @type {any} */ item, /** @type {number} */ i) => html`<button aria-current=${PANEL[i] === this.panel ? "step" : nothing} @click=${() => this.#go(i === 7 && r.redactionDecided ? "packet" : PANEL[i])}><span class="num soft">${item.number}</span><span>${item.title}</span>${item === first ? html`<cr-chip tone="warn">Blocks</cr-chip>` : html`<cr-chip quiet tone=${item.done ? "done" : "plain"}><span class="sr">${item.done ? "Done" : "Later"}</span></cr-chip>`}</button>`)}
      <hr>${["fees", "letters", ...(r.details.breach ? ["breach"] : [])].map((name) => html`<button aria-current=${name === this.panel ? "step" : nothing} @click=${() => this.#go(name)}><span></span><span>${TITLES[name]}</span><cr-chip tone=${name === "breach" && !r.details.breach.closed ? "stop" : name === "fees" && !r.details.fees.settled ? "warn" : "plain"}>${name === "fees" ? (r.details.fees.lines.length ? (r.details.fees.settled ? "Settled" : "Open") : "None") : name === "letters" ? String(r.details.letters.length) : r.details.breach.closed ? "Closed" : "Open"}</cr-chip></button>`)}</nav>`;
  }

  /** @param {any} r */
  #panel(r) {
    const step = (/** @type {CustomEvent} */ e) => this.#do(e.detail.step, e.detail.body, e.detail.say), letter = (/** @type {CustomEvent} */ e) => this.#write(e.detail.kind);
    switch (this.panel) {
      case "patient": return html`<cr-release-patient .release=${r} @step=${step}></cr-release-patient>`;
      case "identity": return html`<cr-release-identity .release=${r} @step=${step}></cr-release-identity>`;
      case "basis": return html`<cr-release-basis .release=${r} @step=${step} @letter=${letter}></cr-release-basis>`;
      case "pages": return html`<cr-release-pages .release=${r} @step=${step}></cr-release-pages>`;
      case "redact": return html`<cr-release-redact .release=${r} @step=${step}></cr-release-redact><cr-release-recordings .release=${r} @step=${step}></cr-release-recordings>`;
      case "packet": return html`<cr-release-packet .release=${r} .ticket=${this.ticket} ?busy=${this.busy} @step=${step} @deliver=${(/** @type {CustomEvent} */ e) => this.#deliver(e.detail.way, e.detail.form)} @reload=${() => this.#reload()}></cr-release-packet>`;
      case "fees": return html`<cr-release-fees .release=${r} @step=${step} @letter=${letter}></cr-release-fees>`;
      case "letters": return html`<cr-release-letters path="/releases/${r.id}/letters" .letters=${r.details.letters} .until=${r.details.extendableTo ?? ""} .kind=${this.letter} @reload=${() => { this.letter = ""; this.#reload(); }}></cr-release-letters>`;
      case "breach": return html`<cr-release-breach .release=${r} @step=${step} @letter=${letter}></cr-release-breach>`;
      default: return html`<cr-release-request .release=${r} @step=${step}></cr-release-request>`;
    }
  }

  #dialog() {
    if (this.stopping && this.open) return this.#stopDialog();
    if (!this.adding) return nothing;
    const field = (/** @type {string} */ id, /** @type {string} */ label, /** @type {string} */ type = "text", required = false) => html`<div class="field"><label class="label" for=${id}>${label}</label><input id=${id} name=${id} type=${type} ?required=${required} maxlength="2000" autocomplete="off"></div>`;
    return html`<cr-dialog heading="Log a request" open @close=${() => { this.adding = false; }}>
      <form id="add" class="fields" @submit=${this.#create}>
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        ${field("requester", "Who asks, as written", "text", true)}
        <div class="field"><label class="label" for="type">In what standing</label><select id="type" name="type">${TYPES.map(([code, words]) => html`<option value=${code}>${words}</option>`)}</select></div>
        <div class="field"><label class="label" for="channel">How it came</label><select id="channel" name="channel">${DOORS.map(([code, words]) => html`<option value=${code}>${words}</option>`)}</select></div>
        ${field("purpose", "For what")}
        ${field("from", "Records from", "date")}${field("until", "Records to", "date")}
        ${field("to", "To whom, when it is not who asks")}
        ${field("address", "Address, e-mail or fax number")}${field("again", "The same once more")}
      </form>
      <button slot="actions" @click=${() => { this.adding = false; }}>Cancel</button>
      <button slot="actions" class="main" ?disabled=${this.busy} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#add")).requestSubmit()}>Log it</button></cr-dialog>`;
  }

  #stopDialog() {
    const codes = { pend: PENDS, deny: DENIALS, reject: REJECTIONS }[this.stop], close = () => { this.stopping = false; };
    const final = ["no-records", "deny", "cancel"].includes(this.stop);
    return html`<cr-dialog heading="Put the request aside, or end it" open @close=${close}>
      <form id="stop" class="fields" @submit=${this.#halt}>
        <div class="field"><label class="label" for="what">What happens with it</label><select id="what" @change=${(/** @type {Event} */ e) => { this.stop = /** @type {HTMLSelectElement} */ (e.target).value; }}>${STOPS.map(([code, words]) => html`<option value=${code} ?selected=${code === this.stop}>${words}</option>`)}</select></div>
        ${codes ? html`<div class="field"><label class="label" for="code">${this.stop === "pend" ? "It waits for" : "By which code"}</label><select id="code" name="code">${codes.map(([code, words]) => html`<option value=${code}>${words}</option>`)}</select></div>` : nothing}
        ${this.stop === "revoke" ? html`<p>Nothing more is sent under the form from now on. What was sent before stays on record.</p>` : html`<div class="field"><label class="label" for="words">${this.stop === "pend" || this.stop === "hold" || this.stop === "exception" ? "What is to be done" : this.stop === "no-records" ? "Where was looked" : "Why, in plain words"}</label><input id="words" name="words" maxlength="2000" autocomplete="off" ?required=${this.stop !== "pend"}></div>`}
        ${this.stop === "no-records" ? html`<div class="field"><label class="label" for="knownHolder">Who has them, if the office knows</label><input id="knownHolder" name="knownHolder" maxlength="2000" autocomplete="off"></div>` : nothing}
        <p class="small soft">${final ? `This ends the request of ${this.open.requester}; it cannot be taken up again. It stays in the queue until its letter has gone.` : `The time to answer goes on: the request is due on ${date(this.open.due)} all the same.`}</p></form>
      <button slot="actions" @click=${close}>Cancel</button>
      <button slot="actions" class=${final ? "stop" : "main"} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#stop")).requestSubmit()}>${final ? "End it" : this.stop === "revoke" ? "It was revoked" : "Put aside"}</button></cr-dialog>`;
  }
}
customElements.define("cr-page-releases", CrPageReleases);
