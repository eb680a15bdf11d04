import { LitElement, css, html, nothing } from "lit";
import { call, get, newKey, post, query } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { aloud, say } from "../../shell/say.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, name, sentence } from "../../shell/words.js";
import "../../components/cr-dialog.js";
import "../../shell/cr-problem.js";

/** @typedef {{id:string, one:Side, other:Side, bits:number, agreement:Record<string,string>, state:string}} Pair */
/** @typedef {{patient:any, documents:number, visits:number}} Side */

/** What is compared, how it is called, and how the server names the agreement. @type {[string, string, (p:any)=>string][]} */
const LINES = [
  ["Family name", "family", (p) => [p.name.family, p.name.suffix].filter(Boolean).join(" ")],
  ["Given name", "given", (p) => p.name.given],
  ["Middle name", "middle", (p) => p.name.middle],
  ["Born", "birthDate", (p) => date(p.birthDate)],
  ["Sex", "sex", (p) => (p.sex === "unknown" ? "" : sentence(p.sex))],
  ["Phone", "phone", (p) => [p.phone, ...p.phones.map((/** @type {any} */ x) => x.number)].filter(Boolean).join("; ")],
  ["Address", "address", (p) => [p.address, ...p.addresses.map((/** @type {any} */ x) => x.line)].filter(Boolean).join("; ")],
  ["Member id", "memberId", (p) => p.memberships.map((/** @type {any} */ x) => [x.payer, x.number].filter(Boolean).join(" ")).join("; ")],
  ["Other names", "", (p) => p.names.map((/** @type {any} */ x) => `${name(shown(x.name))} (${x.kind})`).join("; ")],
  ["Numbers elsewhere", "", (p) => p.identifiers.map((/** @type {any} */ x) => `${x.system} ${x.value}`).join("; ")],
  ["Died", "", (p) => date(p.deceasedOn)],
];

/** @param {any} n */
function shown(n) { return { display: [[n.family, n.suffix].filter(Boolean).join(" "), [n.given, n.middle].filter(Boolean).join(" ")].filter(Boolean).join(", ") }; }

/** Charts that may be one person's, side by side, decided one after the other. */
export class CrPageDuplicates extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, pairs: { state: true }, at: { state: true }, swapped: { state: true }, merging: { state: true }, confirm: { state: true }, failure: { state: true }, problem: { state: true }, loaded: { state: true }, busy: { state: true } };

  static styles = [base, page, css`
    .split { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(240px, 320px) minmax(0, 1fr); border-top: 1px solid var(--line); }
    .list { overflow: auto; border-right: 1px solid var(--line); }
    .list button { width: 100%; border: 0; border-bottom: 1px solid var(--line); border-radius: 0; background: none; display: grid; justify-items: start; justify-content: start; gap: 2px; padding: var(--s2) var(--s4); text-align: left; white-space: normal; min-height: 52px; }
    .list button[aria-current] { background: var(--accent-soft); }
    .pair { overflow: auto; padding: var(--s4) var(--s5); }
    .pair table { max-width: 1000px; table-layout: fixed; } .pair th:first-child { width: 140px; } .pair th:last-child, .pair td:last-child { width: 120px; }
    .pair td { overflow-wrap: anywhere; }
    tr.other td { background: var(--stop-soft); } tr.close td { background: var(--warn-soft); }
    thead th { vertical-align: bottom; font-size: var(--text); color: var(--ink); } thead b { display: block; }
    .mark.stop { color: var(--stop); } .mark.warn { color: var(--warn); }
    .acts { display: flex; gap: var(--s2); margin: var(--s4) 0; flex-wrap: wrap; }
    .will { background: var(--sunken); border-left: 4px solid var(--accent); padding: var(--s2) var(--s3); border-radius: var(--radius); }
    @media (max-width: 760px) { .split { grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(0, 150px) minmax(0, 1fr); } .list { border-right: 0; border-bottom: 1px solid var(--line); }
      .pair { padding: var(--s3) var(--s4); } .pair th:first-child { width: 76px; } .pair th, .pair td { padding: 6px var(--s1); } .pair th:last-child, .pair td:last-child { width: 64px; font-size: var(--text-small); } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {Pair[]} */
    this.pairs = [];
    this.at = 0;
    /** The other one stays. */
    this.swapped = false;
    this.merging = false;
    this.confirm = false;
    this.loaded = false;
    this.busy = false;
    this.key = newKey();
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    const any = () => Boolean(this.pair);
    new Keys(this, "Duplicates", [
      { key: "j", label: "Next pair", when: any, run: () => this.#go(this.at + 1) },
      { key: "k", label: "Previous pair", when: any, run: () => this.#go(this.at - 1) },
      { key: "m", label: "Merge: one person", when: any, run: () => this.#ask() },
      { key: "n", label: "Not the same: two people", when: any, run: () => this.#notSame() },
      { key: "x", label: "The other chart stays", when: any, run: () => this.#swap() },
    ]);
  }

  connectedCallback() { super.connectedCallback(); this.#load(); }

  /** @returns {Pair|undefined} */
  get pair() { return this.pairs[this.at]; }

  /** The chart that stays, and the one that becomes part of it: the fuller one stays. @returns {[Side, Side]} */
  get sides() {
    const p = /** @type {Pair} */ (this.pair);
    const fuller = p.other.documents + p.other.visits > p.one.documents + p.one.visits;
    return fuller !== this.swapped ? [p.other, p.one] : [p.one, p.other];
  }

  async #load() {
    try {
      this.pairs = (await get("/patients/duplicates" + query({ state: "open", limit: 200 }))).items;
      this.at = Math.min(this.at, Math.max(0, this.pairs.length - 1));
      this.failure = null;
      this.loaded = true;
    } catch (problem) { this.failure = problem; }
  }

  /** @param {number} to */
  #go(to) {
    this.at = Math.max(0, Math.min(this.pairs.length - 1, to));
    this.swapped = false;
    this.updateComplete.then(() => this.renderRoot.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }));
    const p = this.pair;
    if (p) aloud(`${name(p.one.patient.name)} and ${name(p.other.patient.name)}`);
  }

  #swap() { this.swapped = !this.swapped; aloud(`MRN ${this.sides[0].patient.mrn} stays`); }

  #ask() { this.merging = true; this.confirm = false; this.problem = null; this.key = newKey(); }

  async #merge(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    if (this.busy) return;
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target)), [stays, goes] = this.sides;
    this.busy = true;
    try {
      const done = await post("/patients/merge", { survivor: stays.patient.id, merged: goes.patient.id, reason: f.get("reason"), confirmed: f.get("confirmed") === "on", versions: { survivor: stays.patient.version, merged: goes.patient.version } }, { key: this.key });
      this.merging = false;
      say({ text: `MRN ${goes.patient.mrn} is part of ${name(stays.patient.name)}'s chart, MRN ${stays.patient.mrn}, now.`, tone: "done", seconds: 20, undoLabel: "Take it back",
        undo: async () => { await call("POST", `/patients/${goes.patient.id}/unmerge`, { body: { reason: "Taken back at once" }, version: done.merged.version }); await this.#load(); } });
      await this.#load();
    } catch (problem) {
      this.problem = problem;
      if (/** @type {any} */ (problem).kind === "different-people") this.confirm = true;
    } finally { this.busy = false; }
  }

  async #notSame() {
    const p = this.pair;
    if (!p || this.busy) return;
    this.busy = true;
    try {
      await post(`/patients/duplicates/${p.id}/not-same`, {});
      say({ text: `${name(p.one.patient.name)}, MRN ${p.one.patient.mrn}, and MRN ${p.other.patient.mrn} stay two people. They are not offered again.`, tone: "done" });
      await this.#load();
    } catch (problem) { this.failure = problem; } finally { this.busy = false; }
  }

  /** @param {Pair} p */
  #odds(p) { return p.bits >= 35 ? "very likely" : p.bits >= 22 ? "likely" : "perhaps"; }

  /** @param {[string,string,(p:any)=>string]} line @param {Pair} p @param {any} a @param {any} b */
  #line([title, thing, of], p, a, b) {
    const one = of(a), other = of(b), said = thing ? p.agreement[thing] : "";
    if (!one && !other) return nothing;
    const word = said === "SAME" || (!said && one === other) ? "same" : said === "CLOSE" ? "nearly" : said === "DIFFERENT" ? "different" : one && other ? "" : "one only";
    return html`<tr class=${word === "different" ? "other" : word === "nearly" ? "close" : ""}><th scope="row">${title}</th><td>${one || html`<span class="soft">–</span>`}</td><td>${other || html`<span class="soft">–</span>`}</td>
      <td>${word === "different" ? html`<b class="mark stop">Different</b>` : word === "nearly" ? html`<b class="mark warn">Nearly</b>` : html`<span class="soft">${sentence(word)}</span>`}</td></tr>`;
  }

  render() {
    const p = this.pair;
    return html`<div class="head"><h1>Duplicates</h1><span class="soft num">${this.loaded ? counted(this.pairs.length, "pair") + " to decide" : ""}</span><a class="button" href="/patients">Patients</a></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      ${this.loaded && !p ? html`<div class="empty">${icon("done")}<b>No charts that look like one person's</b><span>Charts are compared as patients are added or changed; what looks alike appears here.</span></div>` : nothing}
      ${p ? html`<div class="split"><nav class="list" aria-label="Pairs">${this.pairs.map((each, i) => html`<button aria-current=${i === this.at ? "true" : nothing} @click=${() => this.#go(i)}><b>${name(each.one.patient.name)}</b><span>${name(each.other.patient.name)}</span><span class="soft small num">born ${date(each.one.patient.birthDate)} · ${this.#odds(each)}</span></button>`)}</nav>
        ${this.#pair(p)}</div>${this.#dialog()}` : nothing}`;
  }

  /** @param {Pair} p */
  #pair(p) {
    const [stays, goes] = this.sides, a = stays.patient, b = goes.patient;
    const head = (/** @type {Side} */ s, /** @type {string} */ what) => html`<b><a href="/patients/${s.patient.id}">${name(s.patient.name)}</a></b><span class="num">MRN ${s.patient.mrn}</span><br><span class="small soft">${what} · ${counted(s.documents, "document")}, ${counted(s.visits, "visit")}</span>`;
    return html`<section class="pair" aria-label="The pair" tabindex="0"><table><thead><tr><th scope="col"><span class="sr">What</span></th><th scope="col">${head(stays, "stays")}</th><th scope="col">${head(goes, "becomes part of it")}</th><th scope="col"><span class="sr">How it agrees</span></th></tr></thead>
      <tbody>${LINES.map((line) => this.#line(line, p, a, b))}</tbody></table>
      <div class="acts"><button class="main" @click=${() => this.#ask()}>${icon("merge")} Merge <kbd class="desk">M</kbd></button><button ?disabled=${this.busy} @click=${() => this.#notSame()}>${icon("close")} Not the same <kbd class="desk">N</kbd></button><button @click=${() => this.#swap()}>The other one stays <kbd class="desk">X</kbd></button></div></section>`;
  }

  #dialog() {
    if (!this.merging || !this.pair) return nothing;
    const [stays, goes] = this.sides;
    return html`<cr-dialog heading="Merge two charts" open @close=${() => { this.merging = false; }}>
      <form id="merge" class="fields" @submit=${this.#merge}>
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        <p class="will">The chart of <b>${name(goes.patient.name)}</b>, born ${date(goes.patient.birthDate)}, MRN ${goes.patient.mrn}, becomes part of the chart of <b>${name(stays.patient.name)}</b>, born ${date(stays.patient.birthDate)}, MRN ${stays.patient.mrn}. ${counted(goes.documents, "document")} and ${counted(goes.visits, "visit")} move there. MRN ${goes.patient.mrn} and its names still lead there, and it can be taken back.</p>
        <div class="field"><label class="label" for="reason">Why they are one person</label><input id="reason" name="reason" required maxlength="500" autocomplete="off" placeholder="Registered twice"></div>
        ${this.confirm ? html`<label class="row"><input type="checkbox" name="confirmed" required> Birth date and name differ, and it is one person all the same</label>` : nothing}
      </form>
      <button slot="actions" @click=${() => { this.merging = false; }}>Cancel</button>
      <button slot="actions" class="main" ?disabled=${this.busy} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#merge")).requestSubmit()}>Merge</button></cr-dialog>`;
  }
}
customElements.define("cr-page-duplicates", CrPageDuplicates);
