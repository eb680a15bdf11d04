import { LitElement, css, html, nothing } from "lit";
import { call, get } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { say, sayProblem } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, dictationState, due, moment, name, sentence } from "../../shell/words.js";
import { followUpWords } from "../../components/cr-communication.js";
import "../../components/cr-chip.js";
import "../../shell/cr-problem.js";
import { clock, dayOf, paperWords } from "./visit-words.js";

/** One visit's packet: what there is to read, what is missing, and the mark that it is prepared. */
export class CrPagePacket extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, packet: { state: true }, failure: { state: true } };

  static styles = [base, page, css`
    .body { border-top: 1px solid var(--line); padding-top: var(--s4); display: grid; gap: var(--s5); grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); align-content: start; align-items: start; }
    section { border: 1px solid var(--line); border-radius: 8px; background: var(--surface); } h2 { padding: var(--s2) var(--s4); border-bottom: 1px solid var(--line); display: flex; gap: var(--s2); align-items: center; }
    li { padding: var(--s2) var(--s4); display: flex; gap: var(--s1) var(--s3); flex-wrap: wrap; align-items: baseline; } li + li { border-top: 1px solid var(--line); } li .soft { font-size: var(--text-small); }
    .all { grid-column: 1 / -1; } .said { display: flex; gap: var(--s2) var(--s5); flex-wrap: wrap; align-items: center; } .none { padding: var(--s2) var(--s4); color: var(--ink-soft); }
    .alert { display: flex; gap: var(--s2); color: var(--stop); background: var(--stop-soft); border-left: 4px solid var(--stop); padding: var(--s2) var(--s3); border-radius: var(--radius); margin-bottom: var(--s2); }
    @media (max-width: 760px) { .body { grid-template-columns: minmax(0, 1fr); } }
    @media print { .head a, .head button { display: none; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any} */
    this.packet = null;
    this.failure = /** @type {any} */ (null);
    this.again = gathered(() => this.#load(), 1500);
    this.heard = () => { if (this.packet) this.again(); };
    new Keys(this, "Packet", [
      { key: "m", label: "Mark as prepared", when: () => Boolean(this.packet), run: () => this.#mark() },
      { key: "p", label: "Get the packet as PDF", when: () => Boolean(this.packet), run: () => /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("#pdf"))?.click() },
      { key: "c", label: "Open the chart", when: () => Boolean(this.packet), run: () => go(`/patients/${this.packet.patient.id}`) },
      { key: "Escape", label: "Back to the day", run: () => go(this.#back) },
    ]);
  }

  connectedCallback() { super.connectedCallback(); events.addEventListener("document", this.heard); events.addEventListener("resync", this.again); }
  disconnectedCallback() { super.disconnectedCallback(); events.removeEventListener("document", this.heard); events.removeEventListener("resync", this.again); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("params")) this.#load(); }

  get #back() { const p = this.packet; return "/preparation" + (p ? `?date=${dayOf(p.appointment.start, p.zone)}` : ""); }

  async #load() {
    const id = this.params.appointment;
    try {
      const packet = await get(`/appointments/${id}/packet`);
      if (id !== this.params.appointment) return;
      this.packet = packet;
      this.failure = null;
      session.hold(packet.patient);
      document.title = `Packet of ${name(packet.patient.name)} · Chartroom`;
    } catch (problem) { this.failure = problem; }
  }

  async #mark() {
    const p = this.packet, id = p.appointment.id, set = !p.mark || p.mark.stale;
    try {
      this.packet = (await (set ? call("POST", `/appointments/${id}/prepared`, { body: {}, version: p.stamp }) : call("DELETE", `/appointments/${id}/prepared`))).body;
      say({ text: set ? `The chart of ${name(p.patient.name)} is prepared.` : "It is to be prepared again.", tone: set ? "done" : "info" });
    } catch (problem) { sayProblem(problem); await this.#load(); }
  }

  /** @param {string} title @param {any[]} items @param {(item:any)=>unknown} line @param {string} none */
  #section(title, items, line, none) { return html`<section aria-label=${title}><h2>${title}${items.length ? html` <span class="soft num">${items.length}</span>` : nothing}</h2>${items.length ? html`<ul>${items.map((x) => html`<li>${line(x)}</li>`)}</ul>` : html`<p class="none">${none}</p>`}</section>`; }

  /** @param {any} d */
  #paper(d) { return html`<a href="/documents/${d.id}">${d.type}</a><span class="soft">${[date(d.day), d.author, d.pages ? counted(d.pages, "page") : ""].filter(Boolean).join(" · ")}</span>`; }

  render() {
    const p = this.packet;
    if (!p) return html`<div class="head"><h1>Packet</h1></div>${this.failure ? html`<div class="body"><cr-problem class="all" .problem=${this.failure} .again=${() => this.#load()}></cr-problem></div>` : nothing}`;
    const a = p.appointment, ask = p.papers.filter((/** @type {any} */ x) => x.state !== "GOOD"), m = p.mark, holds = m && !m.stale;
    return html`<div class="head"><a class="button" href=${this.#back} aria-label="Back to the day">${icon("back")}</a><h1>Packet for ${date(dayOf(a.start, p.zone))}, ${clock(a.start, p.zone)}</h1>
        <a class="button" href="/patients/${p.patient.id}">${icon("patients")} Chart <kbd class="desk">C</kbd></a>
        <a class="button" id="pdf" download href="/api/v1/appointments/${a.id}/packet.pdf">${icon("print")} PDF <kbd class="desk">P</kbd></a>
        <button class=${holds ? "" : "main"} @click=${() => this.#mark()}>${icon("done")} ${holds ? "Take the mark away" : "Mark as prepared"} <kbd class="desk">M</kbd></button></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <div class="body"><div class="all">${p.alerts.map((/** @type {string} */ x) => html`<p class="alert" role="alert">${icon("warn")} ${x}</p>`)}
          <div class="said"><span>${[a.clinician, a.reason, `${a.minutes} min`].filter(Boolean).join(" · ")}</span><span class="soft">${p.lastVisit ? `Last visit: ${date(p.lastVisit.start)}, ${p.lastVisit.kind}` : "No earlier visit is known here"}</span>
            ${holds ? html`<cr-chip tone="done">Prepared</cr-chip><span class="soft small">${m.by}, ${moment(m.at)}</span>` : m ? html`<cr-chip tone="warn">New since it was prepared</cr-chip><span class="small">${m.came.join(", ")} <span class="soft">(prepared by ${m.by}, ${moment(m.at)})</span></span>` : html`<cr-chip tone="plain">Not prepared yet</cr-chip>`}</div></div>
        ${this.#section("New results and letters", p.news, (x) => this.#paper(x), p.lastVisit ? "Nothing came in since the last visit." : "Nothing came in during the last year.")}
        ${this.#section("Last notes", p.notes, (x) => this.#paper(x), "There is no note in the chart.")}
        ${this.#section("Not signed", p.unsigned, (x) => html`<a href="/dictations/${x.document}">${x.title || "Dictation"}</a><span class="soft">${[x.author, x.state ? dictationState(x.state).word : "Not transcribed yet"].filter(Boolean).join(" · ")}</span>`, "Every dictation is signed.")}
        ${this.#section("Not answered by the clinician", p.reviews, (x) => html`<a href="/documents/${x.document}">${x.type}</a>${x.overdue ? html`<cr-chip tone="stop">Overdue</cr-chip>` : nothing}<span class="soft">${[`on the list of ${x.to}`, due(x.due), x.seen ? "opened" : "not opened yet"].join(" · ")}</span>`, "Nothing waits to be reviewed.")}
        ${this.#section("To follow up", p.followUps, (x) => html`<a href="/patients/${p.patient.id}?talk=${x.id}">${x.subject}</a>${x.followUp.overdue ? html`<cr-chip tone="stop">Overdue</cr-chip>` : nothing}<span class="soft">${followUpWords(x)}</span>`, "Nothing was promised that is not done.")}
        ${this.#section("To ask the patient for", ask, (x) => html`<cr-chip tone=${x.state === "EXPIRED" ? "stop" : "warn"}>${x.state === "EXPIRED" ? "Expired" : "None"}</cr-chip> ${x.document ? html`<a href="/documents/${x.document}">${x.what}</a>` : html`<b>${x.what}</b>`}<span class="soft">${paperWords(x)}</span>`, "All papers are there and good on the day of the visit.")}
        ${this.#section("Missing from former visits", p.missing, (x) => html`<b>${x.what}</b><span class="soft">${sentence(x.visit)} on ${date(x.visitAt)}, since ${date(x.due)}</span>`, "Nothing is missing.")}</div>`;
  }
}
customElements.define("cr-page-packet", CrPagePacket);
