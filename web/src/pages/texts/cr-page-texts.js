import { LitElement, css, html, nothing } from "lit";
import { call, get, newKey, post, put } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { say, sayProblem } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { sentence } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../components/cr-table.js";
import "../../shell/cr-problem.js";

/** @type {Record<string,string>} */
const WHOSE = { OWN: "Mine", AUTHOR: "The author's", OFFICE: "The office's", SHIPPED: "Came with Chartroom" };

/** Templates and macros, the office's and one's own, and what one's own edits taught. */
export class CrPageTexts extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, items: { state: true }, taught: { state: true }, failure: { state: true }, editing: { state: true }, problem: { state: true }, active: { state: true } };

  static styles = [base, page, css`
    .table { flex: 1; min-height: 260px; border-top: 1px solid var(--line); }
    .taught { padding: var(--s3) var(--s5); border-top: 1px solid var(--line); display: grid; gap: var(--s2); max-height: 40%; overflow: auto; } .taught li { display: flex; align-items: center; gap: var(--s3); flex-wrap: wrap; min-height: 34px; } .taught li > span:first-child { flex: 1; min-width: 200px; }
    .add { display: flex; gap: var(--s2); align-items: end; flex-wrap: wrap; } .add .field { flex: 1; min-width: 140px; max-width: 260px; }
    textarea { font: 14px / 1.5 var(--mono); }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any[]} */
    this.items = [];
    /** @type {any[]} */
    this.taught = [];
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    /** The text in the dialog; without version a new one. @type {any} */
    this.editing = null;
    /** @type {string|null} */
    this.active = null;
    this.key = newKey();
    new Keys(this, "Templates and macros", [
      { key: "n", label: "New text", run: () => this.#edit({ kind: "MACRO" }) },
      { key: "Enter", label: "Open the text", run: () => { const a = this.items.find((x) => x.id === this.active); if (a) this.#edit(a); } },
    ]);
  }

  connectedCallback() { super.connectedCallback(); this.#load(); }

  async #load() {
    try {
      this.items = (await get("/writing-aids")).items;
      if (session.has("clinician")) this.taught = (await get("/corrections")).items;
      this.failure = null;
    } catch (problem) { this.failure = problem; }
  }

  /** @param {any} aid */
  #edit(aid) { this.editing = aid; this.problem = null; this.key = newKey(); }

  /** Whether this person keeps the text, or makes a copy of it. @param {any} aid */
  #keeps(aid) { return !aid.id || aid.scope === "OWN" || (aid.scope === "OFFICE" && session.has("administrator")); }

  async #keep(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target)), was = this.editing;
    const body = { kind: f.get("kind") ?? was.kind, office: f.get("office") === "on", name: f.get("name"), workType: f.get("workType"), spoken: f.get("spoken"), starts: f.get("starts") === "on", text: f.get("text") };
    try {
      if (was.id && this.#keeps(was)) await put(`/writing-aids/${was.id}`, body, was.version); else await post("/writing-aids", body, { key: this.key });
      this.editing = null;
      say({ text: `${body.name} is kept.`, tone: "done" });
      await this.#load();
    } catch (problem) { this.problem = problem; }
  }

  async #remove() {
    const was = this.editing;
    try {
      await call("DELETE", `/writing-aids/${was.id}`, { version: was.version });
      this.editing = null;
      say({ text: `${was.name} was removed.`, tone: "info", undo: async () => { await post("/writing-aids", { ...was, office: was.scope === "OFFICE" }); await this.#load(); } });
      await this.#load();
    } catch (problem) { this.problem = problem; }
  }

  /** @param {any} c @param {string} what */
  async #decide(c, what) { try { await post(`/corrections/${c.number}/${what}`); await this.#load(); } catch (problem) { sayProblem(problem); } }

  /** @param {any} c */
  async #forget(c) { try { await call("DELETE", `/corrections/${c.number}`); await this.#load(); } catch (problem) { sayProblem(problem); } }

  async #teach(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const form = /** @type {HTMLFormElement} */ (e.target), f = new FormData(form);
    try { await post("/corrections", { spoken: f.get("spoken"), written: f.get("written") }); form.reset(); await this.#load(); } catch (problem) { sayProblem(problem); }
  }

  #vocabulary() {
    return html`<section class="taught" aria-label="Vocabulary"><h2>Vocabulary</h2><p class="small soft">What you wrote otherwise than it was heard, in two notes or more. Accepted, it is written so in your later drafts, marked, and can be undone there. Numbers, doses, sides and negations are never touched.</p>
      ${this.taught.length ? html`<ul>${this.taught.map((c) => html`<li><span><span class="soft">${c.spoken}</span> → <b>${c.written}</b> <span class="small soft num">${c.replaced ? `in ${c.replaced} ${c.replaced === 1 ? "note" : "notes"}` : "added by you"}</span></span>
        ${c.state === "suggested" ? html`<button class="main" aria-label="Accept ${c.written} for ${c.spoken}" @click=${() => this.#decide(c, "accept")}>Accept</button><button aria-label="Decline ${c.written} for ${c.spoken}" @click=${() => this.#decide(c, "decline")}>Decline</button>`
          : html`<cr-chip tone=${c.state === "accepted" ? "done" : "plain"}>${sentence(c.state)}</cr-chip><button aria-label="Forget ${c.written} for ${c.spoken}" @click=${() => this.#forget(c)}>Forget</button>`}</li>`)}</ul>` : html`<p class="small">Nothing was learned from your edits yet.</p>`}
      <form class="add" @submit=${this.#teach}><div class="field"><label class="label" for="sp">Heard as</label><input id="sp" name="spoken" required autocomplete="off"></div><div class="field"><label class="label" for="wr">To be written</label><input id="wr" name="written" required autocomplete="off"></div><button>Add</button></form></section>`;
  }

  #dialog() {
    const a = this.editing, keeps = a && this.#keeps(a), admin = session.has("administrator");
    return html`<cr-dialog wide heading=${!a?.id ? "New text" : keeps ? `Change ${a.name}` : a.name} ?open=${Boolean(a)} @close=${() => { this.editing = null; }}>
      ${a ? html`<form id="aid" class="fields" @submit=${this.#keep}>
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        ${keeps ? nothing : html`<p class="soft">${WHOSE[a.scope]}. Keep a text of the same name, and it takes its place for you.</p>`}
        <div class="field"><label class="label" for="kind">Kind</label><select id="kind" name="kind" ?disabled=${Boolean(a.id)}><option value="MACRO" ?selected=${a.kind === "MACRO"}>Macro: typed as .name, or put in</option><option value="TEMPLATE" ?selected=${a.kind === "TEMPLATE"}>Template: a whole note</option></select></div>
        <div class="field"><label class="label" for="name">Name</label><input id="name" name="name" required maxlength="80" .value=${a.name ?? ""} autocomplete="off"></div>
        <div class="field"><label class="label" for="workType">Kind of work (empty: every kind)</label><input id="workType" name="workType" maxlength="80" .value=${a.workType ?? ""} autocomplete="off"></div>
        <div class="field"><label class="label" for="spoken">Said after “insert” (may be left empty)</label><input id="spoken" name="spoken" maxlength="80" .value=${a.spoken ?? ""} autocomplete="off"></div>
        <div class="field"><label class="label" for="text">Text</label><textarea id="text" name="text" rows="10" required .value=${a.text ?? ""}></textarea><span class="small soft">Fields: [name] or [name:what it usually is].</span></div>
        <label class="row"><input type="checkbox" name="starts" ?checked=${a.starts}> New notes of this kind of work are offered it (templates)</label>
        ${admin && (!a.id || !keeps) ? html`<label class="row"><input type="checkbox" name="office" ?checked=${!session.has("clinician", "transcriptionist")}> For the whole office</label>` : nothing}</form>` : nothing}
      ${a?.id && keeps ? html`<button slot="actions" class="stop" @click=${() => this.#remove()}>Remove</button>` : nothing}
      <button slot="actions" @click=${() => { this.editing = null; }}>Cancel</button><button slot="actions" class="main" @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#aid")).requestSubmit()}>${!a?.id || keeps ? "Keep it" : "Keep a copy"}</button></cr-dialog>`;
  }

  render() {
    const columns = [
      { key: "name", title: "Name", width: "minmax(130px, 1.2fr)", cell: (/** @type {any} */ a) => html`<b>${a.kind === "MACRO" ? "." : ""}${a.name}</b>` },
      { key: "kind", title: "Kind", width: "110px", cell: (/** @type {any} */ a) => sentence(a.kind) },
      { key: "scope", title: "Whose", width: "minmax(120px, 1fr)", phone: false, cell: (/** @type {any} */ a) => WHOSE[a.scope] },
      { key: "workType", title: "Kind of work", width: "minmax(250px, 1.4fr)", phone: false, cell: (/** @type {any} */ a) => html`${a.workType || "Every kind"}${a.starts ? html` <span class="soft small">starts new notes</span>` : nothing}` },
      { key: "spoken", title: "Said", width: "minmax(120px, 1fr)", phone: false, cell: (/** @type {any} */ a) => (a.spoken ? `insert ${a.spoken}` : "") },
      { key: "text", title: "Text", width: "minmax(140px, 2fr)", phone: false, cell: (/** @type {any} */ a) => html`<span class="soft">${a.text.replace(/\s+/g, " ").slice(0, 120)}</span>` },
    ];
    return html`<div class="head"><button class="bare icon" aria-label="Back" @click=${() => history.back()}>${icon("back")}</button><h1>Templates and macros</h1><button class="main" @click=${() => this.#edit({ kind: "MACRO" })}>${icon("plus")} New text</button></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <div class="table"><cr-table label="Templates and macros" keep="texts" .columns=${columns} .items=${this.items} .active=${this.active} @active=${(/** @type {CustomEvent} */ e) => { this.active = e.detail.item.id; }} @open=${(/** @type {CustomEvent} */ e) => this.#edit(e.detail.item)}></cr-table></div>
      ${session.has("clinician") ? this.#vocabulary() : nothing}${this.#dialog()}`;
  }
}
customElements.define("cr-page-texts", CrPageTexts);
