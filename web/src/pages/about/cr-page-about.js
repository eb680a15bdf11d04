import { LitElement, css, html, nothing } from "lit";
import { call, get, put } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { say } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { age, counted, date, moment, name, sentence } from "../../shell/words.js";
import { PARTS, span, value, withValue } from "./parts.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../shell/cr-problem.js";

/** @type {Record<string,string>} */
const WORDS = { mrn: "MRN", name: "Name", birthDate: "Birth date", sex: "Sex", phone: "Phone", address: "Address", deceasedOn: "Died on", restricted: "Restricted", names: "Other names", phones: "Other telephones", addresses: "Other addresses", identifiers: "Numbers elsewhere", memberships: "Payers", representatives: "Representatives", mergedInto: "Part of" };

/** Who a patient is: all that is known, how it came to be known, and which charts are part of theirs. */
export class CrPageAbout extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, patient: { state: true }, history: { state: true }, merges: { state: true }, draft: { state: true }, failure: { state: true }, problem: { state: true }, parting: { state: true }, busy: { state: true } };

  static styles = [base, page, css`
    .cols { display: grid; grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr); gap: var(--s5); align-items: start; }
    section { margin-bottom: var(--s5); } section h2 { margin-bottom: var(--s2); }
    dl.facts { display: grid; grid-template-columns: 120px minmax(0, 1fr); gap: 6px var(--s3); } dl.facts dd { overflow-wrap: anywhere; }
    ul.part li { padding: 4px 0; overflow-wrap: anywhere; } .over { color: var(--ink-soft); }
    .history li { border-left: 2px solid var(--line-strong); padding: 0 0 var(--s3) var(--s3); } .history table { margin-top: var(--s1); } .history td { overflow-wrap: anywhere; font-size: var(--text-small); padding: 2px var(--s2); }
    .merge { padding: var(--s2) var(--s3); margin-bottom: var(--s2); }
    .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: var(--s3); }
    fieldset { border-top: 1px solid var(--line); padding-top: var(--s3); } legend { padding: 0; font-size: var(--text); color: var(--ink); }
    .item { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)) auto; gap: var(--s2); align-items: end; padding: var(--s2) 0; }
    .part-of { display: flex; gap: var(--s3); align-items: center; background: var(--warn-soft); border-left: 4px solid var(--warn); padding: var(--s2) var(--s3); border-radius: var(--radius); margin-bottom: var(--s4); flex-wrap: wrap; }
    @media (max-width: 900px) { .cols { grid-template-columns: minmax(0, 1fr); } }
    @media (max-width: 500px) { .item { grid-template-columns: 1fr 1fr; } dl.facts { grid-template-columns: 96px minmax(0, 1fr); } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any} */
    this.patient = null;
    /** @type {any[]} */
    this.history = [];
    /** @type {any[]} */
    this.merges = [];
    /** The record while it is being changed. @type {any} */
    this.draft = null;
    /** The merge that is to be taken back. @type {any} */
    this.parting = null;
    this.busy = false;
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    new Keys(this, "About the patient", [
      { key: "e", label: "Change the record", when: () => this.mayChange && !this.draft, run: () => this.#edit() },
      { key: "c", label: "Open the chart", when: () => Boolean(this.patient), run: () => go(`/patients/${this.params.patient}`) },
      { key: "u", label: "Take the merge back", when: () => Boolean(this.#standing), run: () => this.#ask(this.#standing) },
    ]);
  }

  get mayChange() { return Boolean(this.patient) && !this.patient.mergedInto && session.has("intake", "records-clerk", "administrator"); }

  get #mayMerge() { return session.has("records-clerk", "privacy-officer", "administrator"); }

  /** The latest merge that stands. */
  get #standing() { return this.#mayMerge ? this.merges.find((m) => !m.undone) : undefined; }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("params")) { this.draft = null; this.#load(); } }

  async #load() {
    const id = this.params.patient;
    try {
      const [patient, history, merges] = await Promise.all([get(`/patients/${id}`), get(`/patients/${id}/history`), get(`/patients/${id}/merges`)]);
      if (this.params.patient !== id) return;
      this.patient = patient;
      this.history = history.items;
      this.merges = merges.items;
      this.failure = null;
      session.hold(patient);
      document.title = `About ${name(patient.name)} · Chartroom`;
    } catch (problem) { this.failure = problem; }
  }

  #edit() { this.draft = structuredClone(this.patient); this.problem = null; this.updateComplete.then(() => /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("#family"))?.focus()); }

  async #keep(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target)), d = this.draft;
    const text = (/** @type {string} */ k) => String(f.get(k) ?? "").trim();
    /** @type {any} */
    const body = { mrn: text("mrn"), name: { family: text("family"), given: text("given"), middle: text("middle"), suffix: text("suffix") }, birthDate: text("birthDate"), sex: text("sex"), phone: text("phone"), address: text("address"), deceasedOn: text("deceasedOn") || null, restricted: d.restricted, ...Object.fromEntries(PARTS.map((p) => [p.list, [...d[p.list]]])) };
    const was = this.patient.name;
    if (f.get("former") === "on") body.names = [...d.names, { kind: "former", name: { family: was.family, given: was.given, middle: was.middle, suffix: was.suffix }, period: { to: new Date().toISOString().slice(0, 10) } }];
    this.busy = true;
    try {
      await put(`/patients/${d.id}`, body, d.version);
      this.draft = null;
      say({ text: `The record of ${body.name.family}, ${body.name.given} was changed.`, tone: "done" });
      await this.#load();
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  /** @param {any} merge */
  #ask(merge) { this.parting = merge; this.problem = null; }

  async #part(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const m = this.parting, reason = new FormData(/** @type {HTMLFormElement} */ (e.target)).get("reason");
    this.busy = true;
    try {
      const done = (await call("POST", `/patients/${m.merged.id}/unmerge`, { body: { reason }, version: m.merged.version })).body;
      this.parting = null;
      const left = done.staying.length;
      say({ text: `${name(m.merged.name)}, MRN ${m.merged.mrn}, has a chart of their own again.${left ? ` ${counted(left, "document")} came since and stayed: decide below whose.` : ""}`, tone: "done", seconds: 15 });
      await this.#load();
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  render() {
    if (this.failure && !this.patient) return html`<div class="head"><h1>About the patient</h1></div><div class="body"><cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem></div>`;
    if (!this.patient) return html`<div class="head"><h1>About the patient</h1></div>`;
    return html`<div class="head"><h1>About the patient</h1>${this.mayChange && !this.draft ? html`<button class="main" @click=${() => this.#edit()}>Change <kbd class="desk">E</kbd></button>` : nothing}<a class="button" href="/patients/${this.params.patient}">${icon("page")} Chart</a></div>
      <div class="body" tabindex="-1">${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
        ${this.draft ? this.#form() : html`${this.#pointer()}<div class="cols"><div>${this.#facts()}</div><div>${this.#mergesShown()}${this.#historyShown()}</div></div>`}</div>
      ${this.#partingDialog()}`;
  }

  #pointer() {
    const p = this.patient;
    if (!p.mergedInto) return nothing;
    const into = this.merges.find((m) => !m.undone && m.survivor.id === p.mergedInto)?.survivor;
    return html`<div class="part-of" role="status">${icon("merge")}<span class="grow">This chart is part of another now. What stands here is what was known when they were merged.</span><a class="button" href="/patients/${p.mergedInto}/about">${into ? `${name(into.name)}, MRN ${into.mrn}` : "Open that one"}</a></div>`;
  }

  #facts() {
    const p = this.patient, years = age(p.birthDate, p.deceasedOn);
    const line = (/** @type {string} */ title, /** @type {unknown} */ what) => (what ? html`<dt>${title}</dt><dd>${what}</dd>` : nothing);
    return html`<section><h2>${name(p.name)}</h2><dl class="facts">${line("MRN", p.mrn)}${line("Born", `${date(p.birthDate)}${years === null ? "" : `, ${years} years`}`)}${line("Sex", sentence(p.sex))}${line("Phone", p.phone)}${line("Address", p.address)}${line("Died", date(p.deceasedOn))}${line("Restricted", p.restricted ? "Open only to the privacy officer" : "")}</dl></section>
      ${p.parts.length ? html`<section><h2>Charts that are part of this one</h2><ul class="part">${p.parts.map((/** @type {any} */ x) => html`<li><a href="/patients/${x.id}/about">${name(x.name)}</a>, born ${date(x.birthDate)}, MRN ${x.mrn}</li>`)}</ul></section>` : nothing}
      ${PARTS.map((part) => {
        const items = p[part.list];
        if (!items.length) return nothing;
        const today = new Date().toISOString().slice(0, 10);
        return html`<section><h2>${part.title}</h2><ul class="part">${items.map((/** @type {any} */ x) => {
          const to = part.ended(x), over = to && to < today;
          return html`<li class=${over ? "over" : ""}>${part.show(x)} ${span(x.period ?? x.lived) ? html`<span class="soft small num">${span(x.period ?? x.lived)}</span>` : nothing}${over && part.list === "representatives" ? html` <cr-chip tone="warn">Ended</cr-chip>` : nothing}${x.proof ? html` <a href="/documents/${x.proof}">Proof</a>` : nothing}</li>`;
        })}</ul></section>`;
      })}`;
  }

  #mergesShown() {
    if (!this.merges.length) return nothing;
    return html`<section><h2>Merged charts</h2>${this.merges.map((m) => html`<div class="panel merge"><p>MRN <b>${m.merged.mrn}</b> (${name(m.merged.name)}) ${m.undone ? "was" : "is"} part of MRN <b>${m.survivor.mrn}</b> (${name(m.survivor.name)}).</p>
      <p class="small soft">${m.done.by}, ${moment(m.done.at)}: ${m.done.reason}</p>${m.undone ? html`<p class="small soft">Taken back by ${m.undone.by}, ${moment(m.undone.at)}: ${m.undone.reason}</p>` : nothing}
      ${m.undecided.length ? html`<p class="small"><b>${counted(m.undecided.length, "document")} came while they were merged and stayed with MRN ${m.survivor.mrn}. Look whose they are:</b></p><ul>${m.undecided.map((/** @type {any} */ d) => html`<li><a href="/documents/${d.id}">${d.type?.display ?? d.title}</a> ${date(d.date)}</li>`)}</ul>` : nothing}
      ${!m.undone && this.#mayMerge ? html`<button @click=${() => this.#ask(m)}>${icon("undo")} Take the merge back</button>` : nothing}</div>`)}</section>`;
  }

  #historyShown() {
    return html`<section><h2>History of this record</h2>${this.history.length ? html`<ul class="history">${this.history.map((h) => html`<li><b>${({ created: "Opened", changed: "Changed", merged: "Became part of another chart", unmerged: "A chart of its own again", "took-in": "Another chart became part of it", "gave-back": "Another chart left it again" })[/** @type {"created"} */ (h.kind)] ?? sentence(h.kind)}</b> <span class="soft small num">${h.by ? `${h.by}, ${moment(h.at)}` : "not known by whom"}${h.reason ? ` · ${h.reason}` : ""}</span>
      ${h.changes.filter((/** @type {any} */ c) => c.field !== "mergedInto").length ? html`<table><tbody>${h.changes.filter((/** @type {any} */ c) => c.field !== "mergedInto").map((/** @type {any} */ c) => html`<tr><th scope="row">${WORDS[c.field] ?? c.field}</th><td>${this.#shown(c.field, c.before) || "–"}</td><td>→ ${this.#shown(c.field, c.after) || "–"}</td></tr>`)}</tbody></table>` : nothing}</li>`)}</ul>` : html`<p class="soft">Nothing was changed since histories are kept.</p>`}</section>`;
  }

  /** @param {string} field @param {any} v */
  #shown(field, v) {
    const part = PARTS.find((p) => p.list === field);
    if (part) return (v ?? []).map(part.show).join("; ");
    return field.endsWith("Date") || field === "deceasedOn" ? date(v) : field === "sex" ? sentence(v) : v === true ? "yes" : v === false ? "no" : v ?? "";
  }

  #form() {
    const d = this.draft;
    const input = (/** @type {string} */ k, /** @type {string} */ title, /** @type {string} */ v, type = "text", needed = false) => html`<div class="field"><label class="label" for=${k}>${title}</label><input id=${k} name=${k} type=${type} .value=${v ?? ""} ?required=${needed} maxlength="200" autocomplete="off"></div>`;
    return html`<form class="fields" @submit=${this.#keep}>
      ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      <div class="two">${input("family", "Family name", d.name.family, "text", true)}${input("given", "Given name", d.name.given)}${input("middle", "Middle name", d.name.middle)}${input("suffix", "Suffix (Jr, Sr, II)", d.name.suffix)}</div>
      <label class="row"><input type="checkbox" name="former"> The name so far becomes a former name</label>
      <div class="two">${input("mrn", "MRN", d.mrn, "text", true)}${input("birthDate", "Birth date", d.birthDate, "date", true)}<div class="field"><label class="label" for="sex">Sex</label><select id="sex" name="sex">${["female", "male", "other", "unknown"].map((s) => html`<option value=${s} ?selected=${d.sex === s}>${sentence(s)}</option>`)}</select></div>${input("deceasedOn", "Died on", d.deceasedOn, "date")}</div>
      <div class="two">${input("phone", "Phone", d.phone, "tel")}${input("address", "Address", d.address)}</div>
      <p class="small soft">An address that is replaced is kept as a former one.</p>
      ${PARTS.map((part) => html`<fieldset><legend>${part.title}</legend>${d[part.list].map((/** @type {any} */ x, /** @type {number} */ i) => this.#item(part, x, i))}
        <button type="button" @click=${() => this.#list(part.list, [...d[part.list], this.#fresh(part)])}>${icon("plus")} Add a ${part.one}</button></fieldset>`)}
      <div class="row"><button class="main" ?disabled=${this.busy}>Keep</button><button type="button" @click=${() => { this.draft = null; }}>Cancel</button></div></form>`;
  }

  /** @param {import("./parts.js").Part} part */
  #fresh(part) { return Object.fromEntries(part.columns.filter((c) => c.options).map((c) => [c.at, c.options?.[0]])); }

  /** @param {string} list @param {any[]} items */
  #list(list, items) { this.draft = { ...this.draft, [list]: items }; }

  /** @param {import("./parts.js").Part} part @param {any} x @param {number} i */
  #item(part, x, i) {
    const items = this.draft[part.list];
    const set = (/** @type {string} */ at) => (/** @type {Event} */ e) => this.#list(part.list, items.map((/** @type {any} */ each, /** @type {number} */ j) => (j === i ? withValue(each, at, /** @type {HTMLInputElement} */ (e.target).value.trim()) : each)));
    return html`<div class="item" role="group" aria-label="${sentence(part.one)} ${i + 1}">${part.columns.map((c) => html`<div class="field"><label class="label" for="${part.list}-${i}-${c.at}">${c.title}</label>${c.options
      ? html`<select id="${part.list}-${i}-${c.at}" @change=${set(c.at)}>${c.options.map((o) => html`<option value=${o} ?selected=${value(x, c.at) === o}>${sentence(o)}</option>`)}</select>`
      : html`<input id="${part.list}-${i}-${c.at}" type=${c.type ?? "text"} .value=${value(x, c.at)} ?required=${c.needed ?? false} maxlength="200" autocomplete="off" @change=${set(c.at)}>`}</div>`)}
      <button type="button" class="bare icon" aria-label="Take ${part.one} ${i + 1} away" @click=${() => this.#list(part.list, items.filter((/** @type {any} */ _, /** @type {number} */ j) => j !== i))}>${icon("close")}</button></div>`;
  }

  #partingDialog() {
    const m = this.parting;
    if (!m) return nothing;
    return html`<cr-dialog heading="Take a merge back" open @close=${() => { this.parting = null; }}><form id="part" class="fields" @submit=${this.#part}>
      ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      <p><b>${name(m.merged.name)}</b>, MRN ${m.merged.mrn}, gets back all documents, visits and appointments that were theirs and are still in the chart of <b>${name(m.survivor.name)}</b>, MRN ${m.survivor.mrn}. What came into that chart since stays there and is listed, for you to decide.</p>
      <div class="field"><label class="label" for="why">Why it is taken back</label><input id="why" name="reason" required maxlength="500" autocomplete="off"></div></form>
      <button slot="actions" @click=${() => { this.parting = null; }}>Cancel</button><button slot="actions" class="main" ?disabled=${this.busy} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#part")).requestSubmit()}>Take it back</button></cr-dialog>`;
  }
}
customElements.define("cr-page-about", CrPageAbout);
