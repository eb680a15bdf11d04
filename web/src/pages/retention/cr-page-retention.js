import { LitElement, css, html, nothing } from "lit";
import { get, list, newKey, post, put, query } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { say } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, moment, number, sentence } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../components/cr-patient-picker.js";
import "../../components/cr-plot.js";
import "../../shell/cr-problem.js";

/** @typedef {{documentId:string, title:string, type?:string, date?:string, pages:number, patientId?:string, patientName?:string, mrn?:string, recordClass:string, rule:string, citation:string, trigger:string, triggeredOn:string, dueOn:string, holds:string[], proposedIn?:string}} Due */

const DOORS = ["UPLOAD", "WATCHED_FOLDER", "COMMAND_LINE", "RECORDER"];
/** @type {Record<string,{word:string,tone:string}>} */
const HOLD = { TO_CONFIRM: { word: "In force, to be confirmed", tone: "wait" }, IN_FORCE: { word: "In force", tone: "info" }, LIFT_ASKED: { word: "In force, lifting asked for", tone: "wait" }, LIFTED: { word: "Lifted", tone: "plain" } };
/** @type {Record<string,{word:string,tone:string}>} */
const DESTRUCTION = { PROPOSED: { word: "Waits for a second person", tone: "wait" }, DECLINED: { word: "Declined", tone: "plain" }, CONFIRMED: { word: "Being carried out", tone: "info" }, DONE: { word: "Carried out", tone: "done" } };

/** A period as it is said. @param {string} p */
function period(p) { return p === "permanent" ? "for ever" : `${p.slice(1, -1)} years`; }

/** What a rule says of minors. @param {string} m */
function minors(m) { return m === "same" ? "as for others" : m === "unsaid" ? "not said" : `until of age and ${counted(Number(m.split("+")[1]), "year")}`; }

/** Today in the reader's zone. */
function today() { const d = new Date(); return `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, "0")}-${String(d.getDate()).padStart(2, "0")}`; }

/** What is due to be destroyed, what holds keep, what was destroyed, and the schedule that decides it. */
export class CrPageRetention extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, due: { state: true }, items: { state: true }, holds: { state: true }, gone: { state: true }, rules: { state: true }, chosen: { state: true }, failure: { state: true }, problem: { state: true }, dialog: { state: true }, patient: { state: true } };

  static styles = [base, page, css`
    .body { border-top: 1px solid var(--line); display: grid; gap: var(--s6); align-content: start; padding-top: var(--s4); }
    section { display: grid; gap: var(--s2); min-width: 0; } section > h2 { font-size: 16px; }
    .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: var(--radius); } .scroll table { min-width: 820px; } .scroll th:last-child, .scroll td:last-child { width: 1%; white-space: nowrap; }
    tbody tr:last-child td { border-bottom: 0; } td.act { white-space: nowrap; text-align: right; } td.num { white-space: nowrap; } td .small { display: block; }
    .reasons { display: grid; gap: 4px; max-width: 90ch; } .row.wrap > b { font-weight: 650; }
    .will { border-left: 3px solid var(--stop); padding: var(--s2) var(--s3); background: var(--stop-soft); border-radius: 0 var(--radius) var(--radius) 0; }
    .two { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s3); } textarea { width: 100%; min-height: 84px; } textarea.rules { font-family: var(--mono); font-size: 12.5px; min-height: 150px; }
    .checks label { display: flex; gap: var(--s2); align-items: center; min-height: 30px; }
    @media (max-width: 760px) { .two { grid-template-columns: 1fr; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any} */
    this.due = null;
    /** @type {Due[]} */
    this.items = [];
    /** @type {any[]} */
    this.holds = [];
    /** @type {any[]} */
    this.gone = [];
    /** @type {any} */
    this.rules = null;
    /** @type {Set<string>} */
    this.chosen = new Set();
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    /** What is asked in the dialog: {what, of}. @type {any} */
    this.dialog = null;
    /** @type {any} */
    this.patient = null;
    this.key = newKey();
    /** @type {any} */
    this.soon = undefined;
    new Keys(this, "Retention", [
      { key: "h", label: "Set a legal hold", run: () => this.#ask("hold") },
      { key: "a", label: "Choose all that may go today", run: () => this.#all() },
      { key: "p", label: "Propose the chosen for destruction", when: () => this.chosen.size > 0, run: () => this.#ask("propose") },
      { key: "r", label: "Read again now", run: () => this.#load() },
    ]);
  }

  connectedCallback() { super.connectedCallback(); this.#load(); }

  disconnectedCallback() { super.disconnectedCallback(); clearTimeout(this.soon); }

  async #load() {
    try {
      const [due, holds, gone, rules] = await Promise.all([get("/retention/due" + query({ limit: 200 })), list("/holds", 1000), list("/retention/destructions", 400), get("/retention/rules")]);
      this.due = due;
      this.items = due.items;
      this.holds = holds.items;
      this.gone = gone.items;
      this.rules = rules;
      this.failure = null;
      this.chosen = new Set([...this.chosen].filter((id) => this.items.some((i) => i.documentId === id && this.#may(i))));
      clearTimeout(this.soon);
      if (this.gone.some((d) => d.state === "CONFIRMED")) this.soon = setTimeout(() => this.#load(), 2000);
    } catch (problem) { this.failure = problem; }
  }

  /** Whether it may go today. @param {Due} i */
  #may(i) { return i.dueOn <= today() && !i.holds.length && !i.proposedIn; }

  #all() { this.chosen = new Set(this.items.filter((i) => this.#may(i)).map((i) => i.documentId)); }

  /** @param {string} id */
  #toggle(id) { const next = new Set(this.chosen); if (!next.delete(id)) next.add(id); this.chosen = next; }

  /** @param {string} what @param {any} [of] */
  #ask(what, of = null) { this.dialog = { what, of }; this.problem = null; this.patient = null; this.key = newKey(); }

  async #do(/** @type {() => Promise<unknown>} */ work, /** @type {string} */ done) {
    try {
      await work();
      this.dialog = null;
      say({ text: done, tone: "done" });
      await this.#load();
    } catch (problem) { this.problem = problem; await this.updateComplete; this.renderRoot.querySelector("cr-problem")?.scrollIntoView({ block: "nearest" }); }
  }

  #send(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target)), { what, of } = this.dialog, said = (/** @type {string} */ n) => String(f.get(n) ?? "").trim();
    if (what === "propose") return this.#do(async () => { await post("/retention/destructions", { documents: [...this.chosen], reason: said("reason") }, { key: this.key }); this.chosen = new Set(); }, "Proposed. Nothing is destroyed before a second person confirms it.");
    if (what === "confirm") return this.#do(() => post(`/retention/destructions/${of.id}/confirm`, { password: String(f.get("password") ?? "") }, { version: of.version }), "Confirmed. The destruction is being carried out.");
    if (what === "lift") return this.#do(() => post(`/holds/${of.id}/lift`, { reason: said("reason") }, { version: of.version }), "Asked. The hold stays in force until a second person agrees.");
    if (what === "hold") {
      const scope = { patientId: this.patient?.id, from: said("from") || undefined, to: said("to") || undefined, author: said("author") || undefined, channel: said("channel") || undefined, documents: said("documents") ? said("documents").split(/[\s,]+/) : undefined };
      return this.#do(() => post("/holds", { ...scope, matter: said("matter"), reason: said("reason") }, { key: this.key }), "The hold is in force.");
    }
    return this.#do(async () => {
      let own;
      try { own = said("rules") ? JSON.parse(said("rules")) : []; } catch { throw new Error("The rules of the office are not JSON. Nothing was changed. Check commas and quotation marks."); }
      await put("/retention/rules", { ...this.rules.site, jurisdictions: said("jurisdictions") ? said("jurisdictions").split(/[\s,]+/) : [], confirmed: f.getAll("confirmed"), rules: own, backupDays: said("backupDays") ? Number(said("backupDays")) : null, secondForHolds: f.get("second") === "on" }, this.rules.version);
    }, "The schedule was changed.");
  }

  #field(/** @type {string} */ n, /** @type {string} */ label, /** @type {any} */ more = {}) {
    return html`<div class="field"><label class="label" for=${n}>${label}</label><input id=${n} name=${n} type=${more.type ?? "text"} ?required=${more.required} .value=${more.value ?? ""} autocomplete=${more.type === "password" ? "current-password" : "off"}>${more.hint ? html`<span class="small soft">${more.hint}</span>` : nothing}</div>`;
  }

  #reason(/** @type {string} */ label) { return html`<div class="field"><label class="label" for="reason">${label}</label><textarea id="reason" name="reason" required maxlength="2000"></textarea></div>`; }

  #inside() {
    const { what, of } = this.dialog;
    if (what === "propose") {
      const chosen = this.items.filter((i) => this.chosen.has(i.documentId)), people = new Set(chosen.map((i) => i.patientId)).size;
      return html`<p class="will">${counted(chosen.length, "document")} with ${counted(chosen.reduce((n, i) => n + i.pages, 0), "page")} of ${counted(people, "patient")} will be proposed for destruction. Nothing is destroyed before a second person confirms it with the password.</p>${this.#reason("Why now")}`;
    }
    if (what === "confirm") {
      const names = [...new Set(of.items.map((/** @type {any} */ i) => i.patientName).filter(Boolean))];
      return html`<p class="will"><b>${counted(of.documents, "document")} with ${counted(of.pages, "page")} of ${names.length <= 3 ? names.join(", ") : counted(names.length, "patient")} will be destroyed for good</b>: text, images, sound and names, in the records, the search index and the stored files. This cannot be undone. What a hold keeps by then stays. A certificate with the hash of each page image is kept.</p>
        <p>Proposed by ${of.proposed.name}, ${moment(of.proposed.at)}: ${of.reason}</p>${this.#field("password", "Your password", { type: "password", required: true })}`;
    }
    if (what === "lift") return html`<p>The hold for <b>${of.matter}</b> stays in force until a second person agrees. From then on its records may be destroyed when they are due.</p>${this.#reason("Why it may end")}`;
    if (what === "hold") {
      return html`<p class="soft">Every part you fill in has to fit. From now on nothing of it is destroyed, written over or taken apart; reading, filing and marking as an error go on.</p>
        <cr-patient-picker autofocus label="Patient" .patient=${this.patient} @pick=${(/** @type {CustomEvent} */ e) => { this.patient = e.detail.patient; }}></cr-patient-picker>
        <div class="two">${this.#field("from", "Of days from", { type: "date" })}${this.#field("to", "to", { type: "date" })}</div>
        <div class="two">${this.#field("author", "Author")}<div class="field"><label class="label" for="channel">Came through</label><select id="channel" name="channel"><option value="">any door</option>${DOORS.map((d) => html`<option value=${d}>${sentence(d)}</option>`)}</select></div></div>
        ${this.#field("documents", "Single documents, by id", { hint: "With spaces between." })}
        ${this.#field("matter", "Matter", { required: true, hint: "The lawsuit, audit or request, as the office names it." })}${this.#reason("Reason")}`;
    }
    const site = this.rules.site, shipped = this.rules.rules.filter((/** @type {any} */ r) => r.ships);
    return html`${this.#field("jurisdictions", "Jurisdictions of the office", { value: site.jurisdictions.join(" "), hint: "Such as US US-CA. Nothing is due before the office says where it is." })}
      <fieldset class="checks"><legend>Rules the office has read at their source</legend>${shipped.map((/** @type {any} */ r) => html`<label><input type="checkbox" name="confirmed" value=${r.rule.id} ?checked=${r.rule.confirmed}> <span>${r.rule.id} <span class="soft small">${r.rule.citation}</span></span></label>`)}</fieldset>
      ${this.#field("backupDays", "Days that backups are kept", { type: "number", value: site.backupDays ?? "", hint: "Certificates name the day after which no backup holds what was destroyed." })}
      <label class="row"><input type="checkbox" name="second" ?checked=${site.secondForHolds}> A second person confirms each hold that is set</label>
      <div class="field"><label class="label" for="rules">Rules of the office (JSON)</label><textarea id="rules" name="rules" class="rules" spellcheck="false" .value=${JSON.stringify(site.rules, null, 2)}></textarea><span class="small soft">id, recordClass, jurisdiction, trigger (last-visit, document-date, creation, death, majority), period (P7Y, permanent), minors (same, majority+1), citation, confirmed. The id of a rule that ships takes its place.</span></div>`;
  }

  #dialog() {
    /** @type {Record<string,[string,string,string]>} */
    const all = { propose: ["Propose a destruction", "Propose", "stop"], confirm: ["Confirm the destruction", "Destroy for good", "stop"], lift: ["Lift a hold", "Ask for it", "main"], hold: ["Set a legal hold", "Set the hold", "main"], rules: ["Change the schedule", "Keep the change", "main"] };
    const [heading, act, tone] = all[this.dialog?.what] ?? ["", "", "main"];
    return html`<cr-dialog heading=${heading} ?open=${Boolean(this.dialog)} @close=${() => { this.dialog = null; }}>
      ${this.dialog ? html`<form id="form" class="fields" @submit=${this.#send}>${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}${this.#inside()}</form>` : nothing}
      <button slot="actions" @click=${() => { this.dialog = null; }}>Cancel</button><button slot="actions" class=${tone} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#form")).requestSubmit()}>${act}</button></cr-dialog>`;
  }

  #plot() {
    const months = this.due.months;
    return months.length ? html`<cr-plot kind="bar" heading="Due by month" unit="documents" height="130" .labels=${months.map((/** @type {any} */ m) => m.month)} .series=${[{ name: "free", tone: "accent", values: months.map((/** @type {any} */ m) => m.due - m.held) }, { name: "held", tone: "wait", values: months.map((/** @type {any} */ m) => m.held) }]}></cr-plot>` : nothing;
  }

  #dueTable() {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Due documents"><table><thead><tr><th><span class="sr">Choose</span></th><th>Due</th><th>Document</th><th>Patient</th><th>Rule</th><th>State</th></tr></thead><tbody>${this.items.map((i) => html`<tr>
      <td><input type="checkbox" aria-label="Choose ${i.title} of ${i.patientName ?? "no patient"}, due ${date(i.dueOn)}" .checked=${this.chosen.has(i.documentId)} ?disabled=${!this.#may(i)} @change=${() => this.#toggle(i.documentId)}></td>
      <td class="num">${date(i.dueOn)}</td><td><a href="/documents/${i.documentId}">${i.title || "Document"}</a><span class="small soft">${[i.type, date(i.date), counted(i.pages, "page")].filter(Boolean).join(" · ")}</span></td>
      <td>${i.patientName ?? "–"}<span class="small soft">${i.mrn ?? ""}</span></td><td>${i.citation}<span class="small soft">class ${i.recordClass}, from ${i.trigger}, ${date(i.triggeredOn)}</span></td>
      <td>${i.holds.length ? html`<cr-chip tone="wait">Held</cr-chip>` : i.proposedIn ? html`<cr-chip tone="info">Proposed</cr-chip>` : i.dueOn <= today() ? html`<cr-chip tone="warn">May go</cr-chip>` : html`<cr-chip>Later</cr-chip>`}</td></tr>`)}</tbody></table></div>`;
  }

  #over(/** @type {any} */ h) {
    const s = h.scope;
    return [s.patientName ? `${s.patientName} (${s.mrn})` : "", s.from || s.to ? `${s.from ? "from " + date(s.from) : ""} ${s.to ? "to " + date(s.to) : ""}`.trim() : "", s.author ? `author “${s.author}”` : "", s.channel ? sentence(s.channel) : "", s.documents.length ? counted(s.documents.length, "document") : ""].filter(Boolean).join(", ");
  }

  #holdsTable() {
    if (!this.holds.length) return html`<p class="soft">There is no legal hold.</p>`;
    const me = session.user?.id;
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Legal holds"><table><thead><tr><th>Matter</th><th>Over</th><th>State</th><th>Set</th><th></th></tr></thead><tbody>${this.holds.map((h) => {
      const last = h.steps.at(-1), state = HOLD[h.state];
      return html`<tr><td><b>${h.matter}</b><span class="small soft">${h.reason}</span></td><td>${this.#over(h)}</td><td><cr-chip tone=${state.tone}>${state.word}</cr-chip>${h.state === "LIFT_ASKED" ? html`<span class="small soft">${last.name}: ${last.reason}</span>` : nothing}</td><td>${h.setBy.name}<span class="small soft">${moment(h.setBy.at)}</span></td>
        <td class="act">${h.waiting && last.user !== me ? html`<button @click=${() => this.#do(() => post(`/holds/${h.id}/confirm`, {}, { version: h.version }), h.state === "LIFT_ASKED" ? "The hold is lifted." : "The hold is confirmed.")}>${h.state === "LIFT_ASKED" ? "Agree to lift" : "Confirm"}<span class="sr"> the hold for ${h.matter}</span></button>` : nothing}
          ${h.state === "LIFT_ASKED" ? html`<button class="bare" @click=${() => this.#do(() => post(`/holds/${h.id}/decline`, {}, { version: h.version }), "The hold stays.")}>Keep it<span class="sr">, the hold for ${h.matter}</span></button>` : nothing}
          ${h.state === "IN_FORCE" || h.state === "TO_CONFIRM" ? html`<button @click=${() => this.#ask("lift", h)}>Lift…<span class="sr"> the hold for ${h.matter}</span></button>` : nothing}</td></tr>`;
    })}</tbody></table></div>`;
  }

  #goneTable() {
    if (!this.gone.length) return html`<p class="soft">Nothing was proposed to be destroyed.</p>`;
    const me = session.user?.id;
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Destructions"><table><thead><tr><th>Proposed</th><th>What</th><th>State</th><th></th></tr></thead><tbody>${this.gone.map((d) => {
      const state = DESTRUCTION[d.state], kept = d.items.filter((/** @type {any} */ i) => i.state === "KEPT");
      return html`<tr><td>${d.proposed.name}<span class="small soft">${moment(d.proposed.at)}</span></td><td>${counted(d.documents, "document")}, ${counted(d.pages, "page")}<span class="small soft">${d.reason}</span>${kept.map((/** @type {any} */ i) => html`<span class="small">${i.documentId} was kept: ${i.outcome}</span>`)}</td>
        <td><cr-chip tone=${state.tone}>${state.word}</cr-chip>${d.decided ? html`<span class="small soft">${d.decided.name}, ${moment(d.decided.at)}</span>` : nothing}${d.backupsUntil ? html`<span class="small soft">In backups until ${date(d.backupsUntil)}</span>` : nothing}${d.leftover ? html`<span class="small">${d.leftover}</span>` : nothing}</td>
        <td class="act">${d.state === "PROPOSED" && d.proposed.id !== me ? html`<button class="stop" @click=${() => this.#ask("confirm", d)}>Confirm…</button>` : nothing}
          ${d.state === "PROPOSED" ? html`<button class="bare" @click=${() => this.#do(() => post(`/retention/destructions/${d.id}/decline`, {}, { version: d.version }), "Declined. Everything stays.")}>Decline</button>` : nothing}
          ${d.state === "DONE" ? html`<a class="button" href="/api/v1/retention/destructions/${d.id}/certificate" download>${icon("download")} Certificate</a>` : nothing}</td></tr>`;
    })}</tbody></table></div>`;
  }

  #rulesTable() {
    const r = this.rules;
    return html`<div class="row wrap"><h2>Schedule</h2><span class="soft">${r.site.jurisdictions.length ? `The office is under ${r.site.jurisdictions.join(", ")}.` : "The office has not said under which jurisdictions it is, so nothing is due."} ${r.history.length ? `Changed ${moment(r.history[0].at)} by ${r.history[0].by}, version ${r.version}.` : ""}</span>
        ${session.has("administrator") ? html`<button @click=${() => this.#ask("rules")}>Change the schedule</button>` : nothing}</div>
      ${r.doubts.map((/** @type {string} */ d) => html`<p class="row">${icon("warn")} ${d}</p>`)}
      <div class="scroll" tabindex="0" role="region" aria-label="Rules"><table><thead><tr><th>Class</th><th>Where</th><th>Kept</th><th>Minors</th><th>Source</th><th>State</th></tr></thead><tbody>${r.rules.map((/** @type {any} */ x) => html`<tr><td>${x.rule.recordClass}</td><td>${x.rule.jurisdiction}</td><td>${period(x.rule.period)}<span class="small soft">from ${x.rule.trigger.replace("-", " ")}</span></td><td>${minors(x.rule.minors)}</td><td>${x.rule.citation}<span class="small soft">${x.rule.id}${x.ships ? "" : ", of the office"}</span></td>
        <td>${x.rule.confirmed ? nothing : html`<cr-chip tone="warn">To be confirmed</cr-chip> `}${x.applies ? html`<cr-chip tone="done">Applies</cr-chip>` : html`<cr-chip>Not here</cr-chip>`}</td></tr>`)}</tbody></table></div>`;
  }

  render() {
    const d = this.due;
    return html`<div class="head"><h1>Retention</h1>${this.chosen.size ? html`<button class="stop" @click=${() => this.#ask("propose")}>Propose ${counted(this.chosen.size, "document")}…</button>` : nothing}<button class="main" @click=${() => this.#ask("hold")}>${icon("lock")} Set a hold</button></div>
      <div class="body">${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
        ${this.problem && !this.dialog ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        ${d ? html`<section><h2>Due</h2><p>${d.due ? html`${counted(d.due, "document")} ${d.due === 1 ? "is" : "are"} due by ${date(d.by)}; holds keep ${number(d.held)} of them.` : `No document is due by ${date(d.by)}.`}${d.closed ? ` ${counted(d.closed, "document")} of them ${d.closed === 1 ? "is in a chart" : "are in charts"} closed to you; the privacy officer sees them.` : ""}</p>
          ${this.#plot()}${this.items.some((i) => this.#may(i)) ? html`<p><button @click=${() => this.#all()}>Choose all that may go today <kbd class="desk" aria-hidden="true">A</kbd></button></p>` : nothing}${this.items.length ? this.#dueTable() : nothing}
          ${d.notDue.length ? html`<details><summary>${counted(d.notDue.reduce((/** @type {number} */ n, /** @type {any} */ w) => n + w.documents, 0), "document")} never due as things are</summary><ul class="reasons">${d.notDue.map((/** @type {any} */ w) => html`<li>${number(w.documents)}: ${w.why}</li>`)}</ul></details>` : nothing}</section>
        <section><h2>Destructions</h2>${this.#goneTable()}</section>
        <section><h2>Legal holds</h2>${this.#holdsTable()}</section>
        <section>${this.#rulesTable()}</section>` : this.failure ? nothing : html`<p class="soft" role="status">Going through the charts…</p>`}</div>
      ${this.#dialog()}`;
  }
}
customElements.define("cr-page-retention", CrPageRetention);
