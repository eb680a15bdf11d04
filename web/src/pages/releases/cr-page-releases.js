import { LitElement, css, html, nothing } from "lit";
import { call, get, newKey, post, query } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { aloud, say } from "../../shell/say.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, moment, sentence } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../shell/cr-problem.js";

/** How a due date is told. @type {Record<string,[string,string]>} */
const URGENCY = { LATE: ["stop", "Late"], NOW: ["warn", "Last day"], SOON: ["wait", "This week"], IN_TIME: ["info", "In time"] };

/** Who asks, as people say it. @type {[string,string][]} */
const TYPES = [["PATIENT", "The patient"], ["PERSONAL_REPRESENTATIVE", "A personal representative"], ["DIRECTED_THIRD_PARTY", "Somebody the patient names"], ["TREATING_PROVIDER", "A treating provider"],
  ["PAYER", "A payer"], ["ATTORNEY", "An attorney"], ["INSURER", "A life or disability insurer"], ["EMPLOYER", "An employer"], ["SOCIAL_SECURITY", "Social Security"], ["WORKERS_COMPENSATION", "Workers' compensation"],
  ["SUBPOENA", "By subpoena"], ["COURT", "A court"], ["LAW_ENFORCEMENT", "Law enforcement"], ["CORONER", "A coroner"], ["PUBLIC_HEALTH", "Public health"], ["OVERSIGHT", "An oversight agency"], ["RESEARCH", "Research"],
  ["FAMILY_OF_DECEDENT", "Family of a patient who died"], ["MEDIA", "Media"]];

/** @type {[string,string][]} */
const DOORS = [["IN_PERSON", "In person"], ["MAIL", "Mail"], ["FAX", "Fax"], ["EMAIL", "E-mail"], ["PHONE", "Phone"], ["PORTAL", "Portal"]];

/** The release desk: the queue by due date, and one request as a checklist that says what blocks it and why. */
export class CrPageReleases extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, items: { state: true }, open: { state: true }, adding: { state: true }, ticket: { state: true }, pending: { state: true }, failure: { state: true }, problem: { state: true }, loaded: { state: true }, busy: { state: true } };

  static styles = [base, page, css`
    .split { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(260px, 340px) minmax(0, 1fr); border-top: 1px solid var(--line); }
    .list { overflow: auto; border-right: 1px solid var(--line); }
    .list a { border-bottom: 1px solid var(--line); display: grid; gap: 2px; padding: var(--s2) var(--s4); color: inherit; text-decoration: none; min-height: 52px; }
    .list a[aria-current] { background: var(--accent-soft); box-shadow: inset 3px 0 0 var(--accent); }
    .list .line { display: flex; justify-content: space-between; gap: var(--s2); align-items: baseline; }
    .one { overflow: auto; padding: var(--s4) var(--s5); display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--s4); align-content: start; }
    .one h2 { margin: 0; } .facts { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s4); align-items: center; }
    ol { list-style: none; margin: 0; padding: 0; display: grid; border: 1px solid var(--line); border-radius: var(--radius); }
    ol > li { display: grid; grid-template-columns: 28px minmax(0, 1fr) auto; gap: var(--s1) var(--s2); padding: var(--s2) var(--s3); border-bottom: 1px solid var(--line); align-items: start; }
    ol > li:last-child { border-bottom: 0; } ol > li.now { background: var(--warn-soft); }
    .why { grid-column: 2 / -1; display: grid; gap: var(--s1); margin: 0; padding: 0; list-style: none; }
    .why summary { cursor: pointer; } .why p { margin: 2px 0 0; color: var(--ink-soft); font-size: var(--text-small); }
    .acts { display: flex; gap: var(--s2); flex-wrap: wrap; }
    .ticket { background: var(--sunken); border-left: 4px solid var(--accent); padding: var(--s3); border-radius: var(--radius); overflow-wrap: anywhere; }
    .ticket code { font: 600 15px var(--mono); user-select: all; }
    td.v { white-space: nowrap; } table { width: 100%; }
    @media (max-width: 760px) { .split { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr); } .list { max-height: 190px; border-right: 0; border-bottom: 1px solid var(--line); } .one { padding: var(--s3) var(--s4); } .wide { display: none; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any[]} */
    this.items = [];
    this.open = /** @type {any} */ (null);
    this.ticket = /** @type {any} */ (null);
    this.adding = false;
    this.pending = false;
    this.loaded = false;
    this.busy = false;
    this.key = newKey();
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    const any = () => this.items.length > 0;
    new Keys(this, "Releases", [
      { key: "j", label: "Next request", when: any, run: () => this.#step(1) },
      { key: "k", label: "Previous request", when: any, run: () => this.#step(-1) },
      { key: "n", label: "Log a request", run: () => this.#add() },
      { key: "c", label: "Check whose the pages are", when: () => this.#can("check"), run: () => this.#do("check-pages") },
      { key: "m", label: "Make the packet", when: () => this.#can("package"), run: () => this.#do("package") },
      { key: "a", label: "Approve the packet", when: () => this.#can("approve"), run: () => this.#approve() },
      { key: "d", label: "Hand the packet over", when: () => this.#can("deliver"), run: () => this.#deliver() },
    ]);
  }

  connectedCallback() { super.connectedCallback(); this.#load(); }

  /** @param {Map<string,unknown>} changed */
  updated(changed) { if (changed.has("params") && this.loaded) this.#show(); }

  async #load() {
    try {
      this.items = (await get("/releases" + query({ limit: 200 }))).items;
      this.loaded = true;
      this.failure = null;
      await this.#show();
    } catch (problem) { this.failure = problem; }
  }

  async #show() {
    const id = this.params.release ?? this.items[0]?.id;
    if (!id || this.open?.id === id) return;
    try {
      const view = await get("/releases/" + id);
      this.ticket = null;
      this.problem = null;
      this.open = view;
    } catch (problem) { this.problem = problem; this.open = null; }
  }

  /** @param {number} by */
  #step(by) {
    const at = this.items.findIndex((each) => each.id === this.open?.id);
    const next = this.items[Math.max(0, Math.min(this.items.length - 1, at + by))];
    if (!next) return;
    aloud(`${next.requester}, due ${date(next.due)}`);
    go("/releases/" + next.id, { replace: true });
  }

  #add() { this.adding = true; this.problem = null; this.key = newKey(); }

  /** Whether a step can be taken now. @param {string} what */
  #can(what) {
    const r = this.open;
    if (!r || r.aside || this.busy) return false;
    if (r.handover) return false;
    const done = (/** @type {number} */ upTo) => r.checklist.slice(0, upTo).every((/** @type {any} */ item) => item.done);
    if (what === "check") return r.pages.length > 0;
    if (what === "package") return done(7) && r.redactionDecided && !r.checklist[7].done;
    if (what === "approve") return done(9) && !r.checklist[9].done && Boolean(r.packet);
    return what === "deliver" && done(10);
  }

  /** @param {string} step @param {any} [body] */
  async #do(step, body = {}) {
    if (!this.open || this.busy) return null;
    this.busy = true;
    try {
      const answer = (await call("POST", `/releases/${this.open.id}/${step}`, { body, version: this.open.version })).body;
      this.open = answer.release ?? answer;
      this.problem = null;
      this.items = this.items.map((each) => (each.id === this.open.id ? { ...each, state: this.open.state, blocking: this.open.blocking, why: this.#first() } : each));
      return answer;
    } catch (problem) { this.problem = problem; return null; } finally { this.busy = false; }
  }

  /** What the first step that is not done lacks. */
  #first() { return this.open.checklist.find((/** @type {any} */ item) => !item.done)?.reasons[0]?.words ?? ""; }

  async #approve() {
    if (await this.#do("approve", { sha256: this.open.packet.sha256 })) say({ text: `The packet for ${this.open.requester} is approved.`, tone: "done" });
  }

  async #deliver() {
    const answer = await this.#do("deliver");
    if (answer) this.ticket = answer;
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

  render() {
    return html`<div class="head"><h1>Releases</h1><span class="soft num">${this.loaded ? counted(this.items.length, "request") + " not done" : ""}</span><button class="main" @click=${() => this.#add()}>${icon("plus")} Log a request <kbd class="desk">N</kbd></button></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      ${this.loaded && !this.items.length && !this.open ? html`<div class="empty">${icon("done")}<b>No request waits</b><span>What is asked for is logged here; the time to answer runs from then.</span></div>` : nothing}
      ${this.items.length || this.open ? html`<div class="split"><nav class="list" aria-label="Requests by due date">${this.items.map((each) => this.#row(each))}</nav>${this.open ? this.#request(this.open) : html`<section class="one" aria-label="The request">${this.problem && !this.adding ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}</section>`}</div>` : nothing}
      ${this.#dialog()}`;
  }

  /** @param {any} r */
  #row(r) {
    const [tone, word] = URGENCY[r.urgency] ?? ["plain", r.urgency];
    return html`<a href="/releases/${r.id}" aria-current=${r.id === this.open?.id ? "true" : nothing}><span class="line"><b>${r.requester}</b><cr-chip tone=${tone}>${word}</cr-chip></span>
      <span class="soft small">${r.patientName ? `${r.patientName}, MRN ${r.mrn}` : "Whose records is not said yet"}</span>
      <span class="small num">Due ${date(r.due)} · ${r.blocking ?? sentence(r.state)}</span></a>`;
  }

  /** @param {any} r */
  #request(r) {
    const [tone, word] = URGENCY[r.urgency] ?? ["plain", r.urgency];
    const first = r.checklist.find((/** @type {any} */ item) => !item.done);
    return html`<section class="one" aria-label="The request" tabindex="0">
      <div><h2>${r.requester}</h2><div class="facts"><span>${TYPES.find(([code]) => code === r.type)?.[1] ?? r.type}</span><span class="num">Received ${moment(r.receivedAt)}</span><cr-chip tone=${tone}>${word}</cr-chip><span class="num">Due ${date(r.due)}, ${counted(r.workingDaysLeft, "working day")} left</span><cr-chip tone=${r.aside ? "wait" : "plain"}>${sentence(r.state)}</cr-chip></div>
      <div class="facts">${r.patientId ? html`<a href="/patients/${r.patientId}">${r.patientName}</a><span class="num">MRN ${r.mrn}</span>` : nothing}<span>To ${r.recipient.name || "nobody yet"}${r.recipient.address ? `, ${r.recipient.address}` : ""}</span></div></div>
      ${this.problem && !this.adding ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      ${r.aside ? html`<p class="ticket"><b>${sentence(r.aside.kind)}: ${sentence(r.aside.code)}.</b> ${r.aside.words} The time to answer goes on.</p>` : nothing}
      ${this.ticket ? html`<div class="ticket" role="status"><b>Shown once.</b> Send the address by one way and the code by another.<br>Address <code>${location.origin}${this.ticket.page}</code><br>Code <code>${this.ticket.code}</code><br>The page ends ${moment(this.ticket.expiresAt)}.</div>` : nothing}
      <div class="acts">
        ${r.packet ? html`<a class="button" href="/api/v1/releases/${r.id}/packet" target="_blank" rel="noopener">${icon("pages")} Look at the packet</a>` : nothing}
        <button ?disabled=${!this.#can("check")} @click=${() => this.#do("check-pages")}>Check the pages <kbd class="desk">C</kbd></button>
        <button ?disabled=${!this.#can("package")} @click=${() => this.#do("package")}>${this.busy ? "At work…" : "Make the packet"} <kbd class="desk">M</kbd></button>
        <button ?disabled=${!this.#can("approve")} @click=${() => this.#approve()}>Approve <kbd class="desk">A</kbd></button>
        <button class="main" ?disabled=${!this.#can("deliver")} @click=${() => this.#deliver()}>Hand over <kbd class="desk">D</kbd></button>
        ${r.aside ? html`<button @click=${() => this.#do("resume")}>Take up again</button>` : html`<button ?disabled=${Boolean(r.handover)} @click=${() => { this.pending = true; }}>Put aside…</button>`}
      </div>
      <ol aria-label="Checklist">${r.checklist.map((/** @type {any} */ item) => html`<li class=${item === first ? "now" : ""}><span class="num soft">${item.number}</span><b>${item.title}</b><cr-chip tone=${item.done ? "done" : item === first ? "warn" : "plain"}>${item.done ? "Done" : item === first ? "Blocks" : "Later"}</cr-chip>
        ${item.reasons.length && (item === first || (item.step === "FORMS" && r.basis)) ? html`<ul class="why">${item.reasons.map((/** @type {any} */ why) => html`<li><details><summary>${why.words}</summary><p>${why.ruleText} (${why.citation})</p></details></li>`)}</ul>` : nothing}</li>`)}</ol>
      ${r.pages.length ? this.#pages(r) : nothing}
    </section>`;
  }

  /** @param {any} r */
  #pages(r) {
    const light = (/** @type {any} */ p) => (p.identity === "GREEN" ? ["done", "This patient's"] : p.identity === "RED" ? ["stop", "Another patient's"] : p.identity === "AMBER" ? [p.seen ? "done" : "warn", p.seen ? "Looked at" : "Not sure"] : ["plain", "Not checked"]);
    return html`<table><caption class="sr">Pages</caption><thead><tr><th scope="col">Page</th><th scope="col" class="wide">Date</th><th scope="col">Whose</th><th scope="col">Goes</th></tr></thead><tbody>${r.pages.map((/** @type {any} */ p) => {
      const [tone, word] = light(p), why = p.withheld || p.reasons.map((/** @type {any} */ x) => x.words).join(" ");
      return html`<tr><td><a href="/documents/${p.document}">${p.title || "Document"}, page ${p.page}</a></td><td class="wide num">${p.date ? date(p.date) : "–"}</td><td class="v"><cr-chip tone=${tone}>${word}</cr-chip></td>
        <td>${p.withheld ? html`<cr-chip tone="stop">Stays</cr-chip>` : p.verdict === "release" ? html`<cr-chip tone="done">Goes</cr-chip>` : html`<cr-chip tone=${p.verdict === "ask" ? "warn" : "stop"}>${p.verdict === "ask" ? "To decide" : "Must stay"}</cr-chip>`} <span class="small soft">${why}</span></td></tr>`;
    })}</tbody></table>`;
  }

  #dialog() {
    if (this.pending && this.open) {
      return html`<cr-dialog heading="Put the request aside" open @close=${() => { this.pending = false; }}>
        <form id="pend" class="fields" @submit=${async (/** @type {SubmitEvent} */ e) => { e.preventDefault(); const f = new FormData(/** @type {HTMLFormElement} */ (e.target)); this.pending = false; await this.#do("pend", { code: f.get("code"), words: f.get("words") }); }}>
          <p>The time to answer goes on: the request is due on ${date(this.open.due)} all the same.</p>
          <div class="field"><label class="label" for="code">It waits for</label><select id="code" name="code">${["ID_NEEDED", "REP_PROOF", "AUTH_MISSING_ELEMENT", "AUTH_ILLEGIBLE", "AUTH_DATE_FUTURE", "SCOPE_UNCLEAR", "PATIENT_AMBIGUOUS", "OTHER_SITE", "FORMAT_UNREADABLE", "STILL_IN_TREATMENT", "PROVIDER_REVIEW", "QUASH_WINDOW", "PART2_CONSENT_NEEDED", "PSYNOTES_AUTH_NEEDED", "PAYMENT", "RESTRICTION_CONFLICT"].map((code) => html`<option value=${code}>${sentence(code)}</option>`)}</select></div>
          <div class="field"><label class="label" for="words">What is to be done</label><input id="words" name="words" maxlength="2000" autocomplete="off"></div></form>
        <button slot="actions" @click=${() => { this.pending = false; }}>Cancel</button>
        <button slot="actions" class="main" @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#pend")).requestSubmit()}>Put aside</button></cr-dialog>`;
    }
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
}
customElements.define("cr-page-releases", CrPageReleases);
