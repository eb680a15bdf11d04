import { LitElement, css, html, nothing } from "lit";
import { get, picture } from "../../shell/api.js";
import { Keys } from "../../shell/keys.js";
import { aloud, say } from "../../shell/say.js";
import { base } from "../../shell/styles.js";
import { counted, date } from "../../shell/words.js";
import { LABELS, given, panel, worded } from "./release-words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../shell/cr-problem.js";

/**
 * The pages: what was asked for, what the form allows, what is chosen and what left, beside the page itself; sensitivity, whose each
 * page is, and what stays. Arrows walk the pages; Space marks several. Fires `step`.
 */
export class CrReleasePages extends LitElement {
  static properties = { release: { attribute: false }, chart: { state: true }, proposals: { state: true }, at: { state: true }, marked: { state: true }, dialog: { state: true }, problem: { state: true }, adding: { state: true } };

  static styles = [base, panel, css`
    .light { display: grid; grid-template-columns: minmax(0, 2.1fr) minmax(220px, 1fr); gap: var(--s4); align-items: start; }
    .rows { border: 1px solid var(--line); border-radius: var(--radius); max-height: 620px; overflow: auto; } .rows table { border-collapse: separate; border-spacing: 0; } .rows thead th { position: sticky; top: 0; background: var(--surface); z-index: 1; }
    tbody tr { cursor: default; } tbody tr[aria-selected="true"] { background: var(--accent-soft); } tbody tr:focus-visible { outline-offset: -2px; } tr.doc td { background: var(--sunken); font-weight: 600; } td { padding: 4px var(--s2); } td.what { min-width: 150px; } td.what .small { display: block; } th { padding: 6px var(--s2); }
    .look { position: sticky; top: 0; display: grid; gap: var(--s2); } .look img { max-width: 100%; max-height: 560px; border: 1px solid var(--line); background: var(--paper); justify-self: center; } .look .none { display: grid; place-items: center; min-height: 220px; border: 1px dashed var(--line-strong); color: var(--ink-soft); }
    .yes { color: var(--done); font-weight: 600; } .no { color: var(--stop); font-weight: 600; }
    @media (max-width: 1100px) { .light { grid-template-columns: minmax(0, 1fr); } .look { position: static; } .rows { max-height: 420px; } }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.release = null;
    /** @type {any[]} */
    this.chart = [];
    /** What the machine proposes, by page. @type {Map<string, any[]>} */
    this.proposals = new Map();
    this.at = 0;
    /** @type {Set<string>} */
    this.marked = new Set();
    this.dialog = "";
    this.problem = /** @type {any} */ (null);
    /** Documents of the chart that are to be chosen too. @type {Set<string>} */
    this.adding = new Set();
    const on = () => !this.dialog && this.#pages.length > 0 && !this.release.handover;
    new Keys(this, "Pages", [
      { key: "o", label: "Not sensitive", when: on, run: () => this.#label([], {}) },
      { key: "l", label: "Label as sensitive", when: on, run: () => this.#open("label") },
      { key: "x", label: "Keep back, or let go again", when: on, run: () => this.#open("withhold") },
      { key: "v", label: "I looked at it: it is this patient's", when: () => on() && this.#current?.identity === "AMBER", run: () => this.#open("seen") },
      { key: "e", label: "Mark all pages, or none", when: on, run: () => { this.marked = new Set(this.marked.size ? [] : this.#pages.map((p) => key(p))); } },
    ]);
  }

  /** @type {any[]} */
  get #pages() { return this.release?.pages ?? []; }
  get #current() { return this.#pages[this.at]; }
  /** What the keys mean: the marked pages, else the one in hand. */
  get #meant() { return this.marked.size ? this.#pages.filter((p) => this.marked.has(key(p))) : this.#current ? [this.#current] : []; }

  /** @param {Map<string,unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("release")) return;
    this.at = Math.max(0, Math.min(this.at, this.#pages.length - 1));
    this.#load();
  }

  async #load() {
    if (!this.release.patientId) return;
    const id = this.release.id;
    try { this.chart = (await get(`/releases/${id}/scope`)).documents; this.problem = null; } catch (problem) { this.problem = problem; }
    if (!this.#pages.length) return;
    try {
      const found = (await get(`/releases/${id}/proposals`)).pages;
      if (id === this.release.id) this.proposals = new Map(found.map((/** @type {any} */ p) => [key(p), p.proposed]));
    } catch (problem) { if (/** @type {any} */ (problem).status !== 404) this.problem = problem; }
  }

  /** @param {string} step @param {any} body @param {string} say */
  #step(step, body, say) { this.dispatchEvent(new CustomEvent("step", { detail: { step, body, say } })); }

  /** @param {string} what */
  #open(what) { this.dialog = what; }

  /** What is proposed for a page of which nobody has decided. @param {any} p @returns {any[]} */
  #proposed(p) { return p && !p.labels ? this.proposals.get(key(p)) ?? [] : []; }

  #at(/** @type {any[]} */ pages) { return pages.map((p) => ({ document: p.document, page: p.page })); }

  /** @param {string[]} labels @param {Record<string,string>} permits */
  #label(labels, permits) {
    const all = this.#meant, unasked = this.marked.size > 1 && !labels.length ? all.filter((p) => !this.#proposed(p).length) : all, pages = unasked;
    if (all.length > pages.length) say({ text: `${counted(all.length - pages.length, "page")} that look sensitive were left: decide those one by one.`, tone: "warn" });
    if (!pages.length) return;
    this.#step("label", { pages: this.#at(pages), labels, permits }, labels.length ? `${counted(pages.length, "page")} labelled.` : `${counted(pages.length, "page")}: not sensitive.`);
    this.#after();
  }

  /** Marks go, and the next page is in hand. */
  #after() {
    if (this.marked.size) this.marked = new Set();
    else this.#go(this.at + 1);
  }

  /** @param {number} to */
  async #go(to) {
    this.at = Math.max(0, Math.min(this.#pages.length - 1, to));
    await this.updateComplete;
    const row = /** @type {HTMLElement|null} */ (this.renderRoot.querySelector(`tr[data-at="${this.at}"]`));
    row?.focus();
    if (this.#current) aloud(`${this.#current.title || "Document"}, page ${this.#current.page}`);
  }

  #key(/** @type {KeyboardEvent} */ e) {
    if (e.key === "ArrowDown") this.#go(this.at + 1);
    else if (e.key === "ArrowUp") this.#go(this.at - 1);
    else if (e.key === "Home") this.#go(0);
    else if (e.key === "End") this.#go(this.#pages.length - 1);
    else if (e.key === " ") this.#mark(this.at);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  /** @param {number} at */
  #mark(at) {
    const next = new Set(this.marked), k = key(this.#pages[at]);
    if (!next.delete(k)) next.add(k);
    this.marked = next;
  }

  #select(/** @type {any} */ body, /** @type {string} */ words) { this.adding = new Set(); this.#step("select", body, words); }

  render() {
    const r = this.release, gone = Boolean(r.handover), chosen = new Set(this.#pages.map((p) => p.document)), rest = this.chart.filter((d) => !chosen.has(d.document));
    const stands = [...r.checklist[5].reasons, ...r.checklist[6].reasons, ...r.checklist[8].reasons];
    return html`<div class="stackful">${this.problem ? html`<cr-problem .problem=${this.problem} .again=${() => this.#load()}></cr-problem>` : nothing}
      ${r.patientId ? nothing : html`<p class="soft">Say first whose records are meant.</p>`}
      <div class="acts"><button class=${this.#pages.length ? "" : "main"} ?disabled=${!r.patientId || gone} @click=${() => this.#select({}, "What was asked for is chosen.")}>Choose what was asked for</button>
        <button ?disabled=${!this.#pages.length || gone} @click=${() => this.#step("check-pages", {}, "The pages were checked for whose they are.")}>Check whose they are <kbd class="desk">C</kbd></button>
        <button ?disabled=${!this.#meant.length || gone} @click=${() => this.#label([], {})}>Not sensitive <kbd class="desk">O</kbd></button>
        <button ?disabled=${!this.#meant.length || gone} @click=${() => this.#open("label")}>Label… <kbd class="desk">L</kbd></button>
        <button ?disabled=${!this.#meant.length || gone} @click=${() => this.#open("withhold")}>Keep back… <kbd class="desk">X</kbd></button>
        <button ?disabled=${!this.#meant.some((p) => p.identity === "AMBER") || gone} @click=${() => this.#open("seen")}>I looked at it… <kbd class="desk">V</kbd></button>
        <span class="small soft num">${this.marked.size ? `${counted(this.marked.size, "page")} marked` : `${counted(this.#pages.length, "page")} chosen`}</span></div>
      ${this.#pages.length ? html`<div class="light"><div class="rows"><table role="grid" aria-label="Pages chosen" aria-multiselectable="true"><thead><tr><th scope="col"><span class="sr">Marked</span></th><th scope="col">Page</th><th scope="col">Asked</th><th scope="col">Form</th><th scope="col">${gone ? "Sent" : "Goes"}</th><th scope="col">Whose</th><th scope="col">Sensitive</th></tr></thead>
        <tbody @keydown=${this.#key}>${this.#pages.map((p, i) => this.#row(p, i))}</tbody></table></div>${this.#look()}</div>` : nothing}
      ${stands.length && this.#pages.length ? html`<details><summary>${counted(stands.length, "thing")} still in the way on these pages</summary><ul>${stands.slice(0, 60).map((/** @type {any} */ w) => html`<li class="small">${w.words} <span class="soft">(${w.citation})</span></li>`)}</ul></details>` : nothing}
      ${rest.length ? html`<section><h3>In the chart, and not chosen</h3><div class="rows"><table><caption class="sr">Documents that are not chosen</caption><thead><tr><th scope="col">Choose</th><th scope="col">Document</th><th scope="col">Date</th><th scope="col" class="n">Pages</th><th scope="col">Asked for</th><th scope="col">Form allows</th></tr></thead><tbody>${rest.map((d) => html`<tr><td><input type="checkbox" aria-label="Choose ${d.title || d.type || "document"}" ?disabled=${gone} .checked=${this.adding.has(d.document)} @change=${() => { const next = new Set(this.adding); if (!next.delete(d.document)) next.add(d.document); this.adding = next; }}></td><td><a href="/documents/${d.document}">${d.title || d.type || "Document"}</a></td><td class="num">${d.date ? date(d.date) : "–"}</td><td class="n num">${d.pages}</td><td>${this.#word(d.requested)}</td><td>${this.#word(d.authorised)}</td></tr>`)}</tbody></table></div>
        <div class="acts"><button ?disabled=${!this.adding.size || gone} @click=${() => this.#select({ documents: [...chosen, ...this.adding] }, "The documents are chosen, too.")}>Choose these too</button></div></section>` : nothing}
      ${this.#dialog()}</div>`;
  }

  /** @param {boolean|null|undefined} it */
  #word(it) { return it === null || it === undefined ? html`<span class="soft">no limit</span>` : it ? html`<span class="yes">yes</span>` : html`<span class="no">no</span>`; }

  /** @param {any} p @param {number} i */
  #row(p, i) {
    const d = this.chart.find((each) => each.document === p.document), [tone, word] = light(p);
    const why = p.withheld || p.reasons.map((/** @type {any} */ x) => x.words).join(" ");
    return html`<tr data-at=${i} role="row" tabindex=${i === this.at ? 0 : -1} aria-selected=${i === this.at ? "true" : "false"} @click=${() => this.#go(i)} @focus=${() => { this.at = i; }}>
      <td role="gridcell"><input type="checkbox" tabindex="-1" aria-label="Mark ${p.title || "document"}, page ${p.page}" .checked=${this.marked.has(key(p))} @click=${(/** @type {Event} */ e) => e.stopPropagation()} @change=${() => this.#mark(i)}></td>
      <td role="gridcell" class="what">${p.title || "Document"}, page ${p.page}<span class="small soft num">${p.date ? date(p.date) : ""}</span></td>
      <td role="gridcell">${this.#word(d?.requested)}</td><td role="gridcell">${this.#word(d?.authorised)}</td>
      <td role="gridcell">${p.withheld ? html`<cr-chip tone="stop">Stays</cr-chip>` : p.verdict === "release" ? html`<cr-chip tone="done">${this.release.handover ? "Sent" : "Goes"}</cr-chip>` : html`<cr-chip tone=${p.verdict === "ask" ? "warn" : "stop"}>${p.verdict === "ask" ? "To decide" : "Must stay"}</cr-chip>`}${why ? html`<span class="sr">${why}</span>` : nothing}</td>
      <td role="gridcell"><cr-chip tone=${tone}>${word}</cr-chip></td>
      <td role="gridcell">${p.labels ? (p.labels.length ? p.labels.map((/** @type {string} */ l) => html`<b>${worded(LABELS, l)}</b> `) : html`<span class="soft">no</span>`) : this.#proposed(p).length ? this.#proposed(p).map((x) => html`<i>Proposed: ${worded(LABELS, x.label)}</i> `) : html`<span class="soft">not decided</span>`}</td></tr>`;
  }

  #look() {
    const p = this.#current;
    if (!p) return nothing;
    const why = p.withheld ? `Stays: ${p.withheld}` : p.reasons.map((/** @type {any} */ x) => x.words).join(" ");
    return html`<aside class="look" aria-label="The page in hand"><b>${p.title || "Document"}, page ${p.page}</b>
      ${p.image ? html`<img src=${picture(p.image)} alt="Page ${p.page} of ${p.title || "the document"}">` : html`<div class="none">This page has text only</div>`}
      ${this.#proposed(p).length ? html`<ul class="small">${this.#proposed(p).map((x) => html`<li><b>${worded(LABELS, x.label)}</b> is proposed: ${x.why}${x.words ? html` <q>${x.words}</q>` : nothing}</li>`)}</ul>` : nothing}
      ${why ? html`<p class="small">${why}</p>` : nothing}${p.identityWords ? html`<p class="small soft">${p.identityWords}</p>` : nothing}
      <p class="small"><a href="/documents/${p.document}">Open the document</a></p></aside>`;
  }

  #dialog() {
    if (!this.dialog) return nothing;
    const pages = this.#meant, close = () => { this.dialog = ""; }, send = () => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#ask")).requestSubmit();
    const title = { label: "What makes them sensitive", withhold: "Keep pages back", seen: "Looked at" }[this.dialog] ?? "";
    const submit = (/** @type {SubmitEvent} */ e) => {
      const f = given(e), what = this.dialog;
      this.dialog = "";
      if (what === "label") {
        const labels = f.all("label"), permits = /** @type {Record<string,string>} */ ({});
        if (f.text("permit")) for (const l of labels) permits[l] = f.text("permit");
        this.#label(labels, permits);
      } else if (what === "withhold") { this.#step("withhold", { pages: this.#at(pages), reason: f.text("reason") }, f.text("reason") ? `${counted(pages.length, "page")} kept back.` : `${counted(pages.length, "page")} may go again.`); this.#after(); }
      else { this.#step("seen", { pages: this.#at(pages.filter((p) => p.identity === "AMBER")), exception: f.text("exception") }, "You looked at them."); this.#after(); }
    };
    return html`<cr-dialog heading=${title} open @close=${close}><form id="ask" class="fields" @submit=${submit}><p class="small soft">${counted(pages.length, "page")}.</p>
      ${this.dialog === "label" ? html`<fieldset><legend class="sr">Labels</legend><div class="ticks">${LABELS.map(([code, words], i) => html`<label class="tick"><input type="checkbox" name="label" value=${code} ?autofocus=${i === 0} .checked=${pages.length === 1 && (Boolean(pages[0].labels?.includes(code)) || this.#proposed(pages[0]).some((x) => x.label === code))}> ${words}</label>`)}</div></fieldset><div class="field"><label class="label" for="permit">By what right they may leave all the same</label><input id="permit" name="permit" maxlength="2000" autocomplete="off"><span class="small soft">Empty: they stay until that is said.</span></div>`
      : this.dialog === "withhold" ? html`<div class="field"><label class="label" for="reason">Why they stay, as the letter says it</label><input id="reason" name="reason" maxlength="2000" autocomplete="off" autofocus .value=${pages[0]?.withheld ?? ""}><span class="small soft">Empty: they may go again.</span></div>`
      : html`<p>You looked at these pages and they are this patient's. Somebody who did not choose them does this.</p><div class="field"><label class="label" for="exception">Why nobody else can, where you chose them yourself</label><input id="exception" name="exception" maxlength="2000" autocomplete="off" autofocus></div>`}</form>
      <button slot="actions" @click=${close}>Cancel</button><button slot="actions" class="main" @click=${send}>Keep</button></cr-dialog>`;
  }
}
customElements.define("cr-release-pages", CrReleasePages);

/** @param {any} p */
function key(p) { return `${p.document}/${p.page}`; }

/** Whose a page is, in a word. @param {any} p @returns {[string,string]} */
function light(p) { return p.identity === "GREEN" ? ["done", "This patient's"] : p.identity === "RED" ? ["stop", "Another's"] : p.identity === "AMBER" ? [p.seen ? "done" : "warn", p.seen ? "Looked at" : "Not sure"] : ["plain", "Not checked"]; }
