import { LitElement, css, html, nothing } from "lit";
import { call, get, newKey, query } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { say, sayProblem } from "../../shell/say.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, name } from "../../shell/words.js";
import "../../components/cr-progress.js";
import "../../components/cr-table.js";
import "../../shell/cr-problem.js";
import "./cr-import.js";
import { clock, markChip, visitChips } from "./visit-words.js";

/** The visits of a day: what is new, what is missing, who has prepared which chart. */
export class CrPagePreparation extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, visits: { state: true }, failure: { state: true }, active: { state: true }, importing: { state: true }, printing: { state: true } };

  static styles = [base, page, css`
    .table { flex: 1; min-height: 0; border-top: 1px solid var(--line); }
    .head input { width: auto; } .head .who { width: 128px; }
    .left { min-width: 160px; } .head cr-progress { min-width: 220px; }
    @media (max-width: 760px) { .head .who { width: 100%; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any[]|null} */
    this.visits = null;
    this.failure = /** @type {any} */ (null);
    /** @type {string|null} */
    this.active = null;
    this.importing = false;
    /** The day that is shown. */
    this.day = "";
    /** Where the office is. */
    this.zone = "UTC";
    /** How far the printing of the day is. @type {{done:number, of:number}|null} */
    this.printing = null;
    this.again = gathered(() => this.#load(), 1500);
    new Keys(this, "Chart preparation", [
      { key: "j", label: "Next visit", run: () => this.#table?.choose(this.#table.index + 1, "key") },
      { key: "k", label: "Previous visit", run: () => this.#table?.choose(this.#table.index - 1, "key") },
      { key: "Enter", label: "Open the packet", when: () => Boolean(this.active), run: () => go(`/preparation/${this.active}`) },
      { key: "m", label: "Mark as prepared", when: () => Boolean(this.active), run: () => this.#mark() },
      { key: "i", label: "Import appointments", run: () => { this.importing = true; } },
      { key: "p", label: "Print the day", when: () => Boolean(this.visits?.length), run: () => this.#print() },
    ]);
  }

  connectedCallback() { super.connectedCallback(); events.addEventListener("document", this.again); events.addEventListener("resync", this.again); }
  disconnectedCallback() { super.disconnectedCallback(); events.removeEventListener("document", this.again); events.removeEventListener("resync", this.again); }

  /** @returns {any} */
  get #table() { return this.renderRoot.querySelector("cr-table"); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("query")) this.#load(); }

  async #load() {
    const asked = this.query;
    try {
      // Without a date the office's next working day.
      const answer = await get("/appointments/preparation" + query({ date: asked.get("date"), clinician: asked.get("clinician") }));
      if (asked !== this.query) return;
      this.day = answer.date;
      this.zone = answer.zone;
      this.visits = answer.visits.map((/** @type {any} */ v) => ({ ...v, id: v.appointment.id }));
      this.failure = null;
      if (!this.visits?.some((v) => v.id === this.active)) this.active = this.visits?.[0]?.id ?? null;
    } catch (problem) { this.failure = problem; }
  }

  /** @param {string} key @param {string} value */
  #ask(key, value) { const q = new URLSearchParams(this.query); if (value) q.set(key, value); else q.delete(key); go("/preparation" + (q.size ? "?" + q : ""), { replace: true }); }

  async #mark() {
    const visit = this.visits?.find((v) => v.id === this.active);
    if (!visit) return;
    try {
      await call("POST", `/appointments/${visit.id}/prepared`, { body: {}, version: visit.stamp });
      say({ text: `The chart of ${name(visit.patient.name)} is prepared.`, tone: "done", undo: async () => { await call("DELETE", `/appointments/${visit.id}/prepared`); await this.#load(); } });
      await this.#load();
    } catch (problem) { sayProblem(problem); await this.#load(); }
  }

  async #print() {
    if (this.printing) return;
    const job = newKey(), day = this.day;
    this.printing = { done: 0, of: this.visits?.length ?? 0 };
    const look = setInterval(async () => { try { const far = await get("/appointments/preparation/progress" + query({ job })); if (this.printing && far.of) this.printing = far; } catch { /* the answer itself says what went wrong */ } }, 400);
    try {
      const response = await fetch("/api/v1/appointments/preparation.pdf" + query({ date: day, clinician: this.query.get("clinician"), job }), { credentials: "same-origin", cache: "no-store", headers: { "X-Chartroom": "1" } });
      if (!response.ok) throw new Error((await response.json().catch(() => ({}))).detail ?? "The day could not be printed. Nothing was changed; try again.");
      const url = URL.createObjectURL(await response.blob()), link = document.createElement("a");
      link.href = url;
      link.download = `visits-${day}.pdf`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      say({ text: `The packets of ${date(day)} are in your downloads.`, tone: "done" });
    } catch (problem) { sayProblem(problem); } finally { clearInterval(look); this.printing = null; }
  }

  render() {
    const all = this.visits ?? [], done = all.filter((v) => v.mark && !v.mark.stale).length;
    const columns = [
      { key: "time", title: "Time", width: "54px", cell: (/** @type {any} */ v) => html`<b class="num">${clock(v.appointment.start, this.zone)}</b>` },
      { key: "patient", title: "Patient", width: "minmax(110px, 1.2fr)", cell: (/** @type {any} */ v) => html`<b>${name(v.patient.name)}</b>` },
      { key: "born", title: "Born", width: "100px", phone: false, cell: (/** @type {any} */ v) => date(v.patient.birthDate) },
      { key: "mrn", title: "MRN", width: "84px", phone: false, cell: (/** @type {any} */ v) => v.patient.mrn },
      { key: "clinician", title: "Clinician", width: "minmax(80px, .8fr)", phone: false, cell: (/** @type {any} */ v) => v.appointment.clinician },
      { key: "reason", title: "Reason", width: "minmax(70px, .8fr)", phone: false, cell: (/** @type {any} */ v) => v.appointment.reason },
      { key: "chart", title: "Chart", width: "minmax(430px, 2.6fr)", phone: false, cell: visitChips },
      { key: "mark", title: "Prepared", width: "minmax(112px, .8fr)", cell: markChip },
    ];
    return html`<div class="head"><h1>Chart preparation</h1>
        ${this.printing ? html`<cr-progress done=${this.printing.done} of=${this.printing.of} what="packets" label="Printing the day"></cr-progress>` : all.length ? html`<span class="soft num">${done} of ${counted(all.length, "visit")} prepared</span>` : nothing}
        <label class="sr" for="date">Day</label><input id="date" type="date" max="9999-12-31" .value=${this.day} @change=${(/** @type {Event} */ e) => this.#ask("date", /** @type {HTMLInputElement} */ (e.target).value)}>
        <label class="sr" for="clinician">Clinician</label><input id="clinician" class="who" placeholder="Clinician" autocomplete="off" .value=${this.query.get("clinician") ?? ""} @change=${(/** @type {Event} */ e) => this.#ask("clinician", /** @type {HTMLInputElement} */ (e.target).value.trim())}>
        <a class="button" href="/preparation/follow-ups">${icon("phone")} Follow-ups</a><a class="button" href="/preparation/unsigned">${icon("sign")} Not signed</a>
        <button @click=${() => { this.importing = true; }}>${icon("upload")} Import</button>
        <button class="main" ?disabled=${!all.length || Boolean(this.printing)} @click=${() => this.#print()}>${icon("print")} Print the day</button></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <div class="table">${this.visits && !all.length ? html`<div class="empty">${icon("calendar")}<b>No visit is planned for ${date(this.day)}</b><span>Import the scheduling system's list, or choose another day.</span></div>`
        : html`<cr-table label="Visits" keep="preparation" .columns=${columns} .items=${all} .active=${this.active} @active=${(/** @type {CustomEvent} */ e) => { this.active = e.detail.item.id; if (e.detail.by === "pointer") go(`/preparation/${this.active}`); }} @open=${(/** @type {CustomEvent} */ e) => go(`/preparation/${e.detail.item.id}`)}></cr-table>`}</div>
      <cr-import ?open=${this.importing} @close=${() => { this.importing = false; }} @taken=${() => this.#load()}></cr-import>`;
  }
}
customElements.define("cr-page-preparation", CrPagePreparation);
