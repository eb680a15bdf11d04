import { LitElement, css, html, nothing } from "lit";
import { call, get, picture } from "../../shell/api.js";
import { base } from "../../shell/styles.js";
import { counted, moment } from "../../shell/words.js";
import { GOING, LEAVES, choice, field, given, lacks, panel, worded } from "./release-words.js";
import "../../components/cr-chip.js";
import "../../components/cr-progress.js";
import "./cr-release-pickup.js";
import "../../shell/cr-problem.js";

/** @type {[string,string][]} */
const PROOFS = [["MAIL_RECEIPT", "Receipt of the mail"], ["TRACKING_NUMBER", "Tracking number"], ["FAX_CONFIRMATION", "Fax confirmation"], ["PICKUP_SIGNATURE", "Signature at pick-up"], ["FETCHED", "The recipient says so"]];
/** @type {[string,string][]} */
const FORMS = [["PDF", "PDF"], ["PDF_WITH_PASSWORD", "PDF with a password"], ["TRANSFER", "Transfer to a practice (ZIP, FHIR)"]];
/** @type {[string,string][]} */
const OUTCOMES = [["DELIVERED", "It arrived"], ["FAILED", "It did not arrive"], ["UNKNOWN", "Nobody can tell yet"]];

/**
 * The packet: made with progress, looked at page by page as the recipient will see it, approved by a second person, handed over; and what
 * became of it. Fires `step`, `deliver` and `reload`.
 */
export class CrReleasePacket extends LitElement {
  static properties = { release: { attribute: false }, ticket: { attribute: false }, busy: { type: Boolean }, at: { state: true }, form: { state: true }, ways: { state: true }, way: { state: true }, making: { state: true }, problem: { state: true } };

  static styles = [base, panel, css`
    .sheet { display: grid; justify-items: center; background: var(--sunken); padding: var(--s3); border-radius: var(--radius); } .sheet img { max-width: 100%; max-height: 620px; background: var(--paper); box-shadow: 0 1px 3px rgb(0 0 0 / 25%); }
    .ticket { background: var(--sunken); border-left: 4px solid var(--accent); padding: var(--s3); border-radius: var(--radius); overflow-wrap: anywhere; } .ticket code { font: 600 15px var(--mono); user-select: all; }
    code.hash { font: 12px var(--mono); overflow-wrap: anywhere; } .will { border-left: 4px solid var(--stop); background: var(--stop-soft); padding: var(--s3); border-radius: var(--radius); }
    .ways { border: 0; padding: 0; } .said { display: grid; gap: var(--s1); padding-left: var(--s5); overflow-wrap: anywhere; } .signature { width: 320px; max-width: 100%; background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); }
    .cols { display: grid; grid-template-columns: minmax(0, 1fr) minmax(260px, 380px); gap: var(--s5); align-items: start; } @media (max-width: 1000px) { .cols { grid-template-columns: minmax(0, 1fr); } }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.release = null;
    /** @type {any} */
    this.ticket = null;
    this.busy = false;
    this.at = 1;
    this.form = "PDF";
    /** @type {any} */
    this.making = null;
    /** By which ways it can leave; empty until asked. @type {any[]} */
    this.ways = [];
    this.way = "DOWNLOAD";
    this.problem = /** @type {any} */ (null);
    /** @type {any} */
    this.soon = undefined;
    /** @type {any} */
    this.looking = undefined;
  }

  disconnectedCallback() { super.disconnectedCallback(); clearTimeout(this.soon); clearTimeout(this.looking); }

  /** @param {Map<string,unknown>} changed */
  willUpdate(changed) {
    const before = /** @type {any} */ (changed.get("release"));
    if (changed.has("release") && before?.id !== this.release.id) { this.making = null; this.at = 1; this.form = "PDF"; this.ways = []; this.way = "DOWNLOAD"; this.#ask(); }
    if (changed.has("release")) this.#look();
  }

  /** What leaves is looked after until it is known; by which ways it can is asked when it may. */
  async #look() {
    const r = this.release, going = r.handover?.delivery;
    clearTimeout(this.looking);
    if (going && r.handover.outcome === "UNDER_WAY" && (["WAITING", "GOING"].includes(going.state) || going.nextTry)) this.looking = setTimeout(() => this.dispatchEvent(new CustomEvent("reload")), 2000);
    if (this.ways.length || r.handover || !r.checklist[9].done) return;
    try { this.ways = await get(`/releases/${r.id}/ways`); } catch (problem) { if (/** @type {any} */ (problem).status !== 403) this.problem = problem; }
  }

  /** By the way that was chosen. */
  async handOver() {
    if (this.way === "PICKUP") { await this.updateComplete; /** @type {any} */ (this.renderRoot.querySelector("cr-release-pickup"))?.focus(); } else this.dispatchEvent(new CustomEvent("deliver", { detail: { way: this.way, form: this.form } }));
  }

  /** Begins, and tells how far it is until it is done. */
  async make() {
    try {
      this.problem = null;
      this.making = (await call("POST", `/releases/${this.release.id}/package`, { body: {}, version: this.release.version, headers: { Prefer: "respond-async" } })).body;
      this.#again();
    } catch (problem) { this.problem = problem; }
  }


  #again() { clearTimeout(this.soon); this.soon = setTimeout(() => this.#ask(), 700); }

  async #ask() {
    if (!this.release.redactionDecided || this.release.handover) return;
    try {
      const now = await get(`/releases/${this.release.id}/packaging`), was = this.making;
      this.making = now;
      if (now.state !== "DONE" && now.state !== "FAILED") this.#again();
      else if (was && was.state !== now.state) this.dispatchEvent(new CustomEvent("reload"));
    } catch (problem) { if (/** @type {any} */ (problem).status !== 404) this.problem = problem; }
  }

  /** @param {string} step @param {any} body @param {string} say */
  #step(step, body, say) { this.dispatchEvent(new CustomEvent("step", { detail: { step, body, say } })); }

  render() {
    const r = this.release, done = (/** @type {number} */ upTo) => r.checklist.slice(0, upTo).every((/** @type {any} */ item) => item.done);
    const ready = done(7) && r.redactionDecided, made = r.checklist[7].done, busy = this.making && !["DONE", "FAILED"].includes(this.making.state);
    return html`<div class="stackful">${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      ${this.ticket ? html`<div class="ticket" role="status"><b>Shown once.</b> Send the address by one way and the code by another.<br>Address <code>${location.origin}${this.ticket.page}</code><br>Code <code>${this.ticket.code}</code><br>${this.ticket.password ? html`Password of the file, by the way of the code <code>${this.ticket.password}</code><br>It is kept nowhere: without it nobody opens the file, not this office either.<br>` : nothing}The page ends ${moment(this.ticket.expiresAt)}.</div>` : nothing}
      ${r.handover ? this.#sent(r) : html`<section><h3>Make the packet</h3>
        ${made ? html`<p class="good">The packet has ${counted(r.packet.pages, "page")}, ${r.packet.redactedPages} of them painted over; all ${r.packet.checksPassed} checks passed. <code class="hash">${r.packet.sha256}</code></p>` : r.checklist[7].reasons.length ? lacks(r.checklist[7].reasons) : nothing}
        ${busy ? html`<cr-progress label="Making the packet" done=${this.making.pages} of=${this.making.of} what=${this.making.state === "VERIFYING" ? "pages copied, being verified" : this.making.state === "WAITING" ? "pages, waits for another packet" : "pages copied"}></cr-progress>` : nothing}
        ${this.making?.state === "FAILED" ? html`<p class="will" role="alert">${this.making.problem}</p>` : nothing}
        <div class="acts"><button class=${made ? "" : "main"} ?disabled=${!ready || Boolean(busy) || Boolean(r.aside)} @click=${() => this.make()}>${busy ? "At work…" : made ? "Make it anew" : "Make the packet"} <kbd class="desk">M</kbd></button>
          ${ready ? nothing : html`<span class="small soft">First: ${r.checklist.find((/** @type {any} */ i) => !i.done)?.title ?? "say that all that is to be painted over is marked"}.</span>`}</div></section>`}
      ${r.packet ? html`<div class="cols">${this.#preview(r)}${r.handover ? nothing : this.#approval(r, done)}</div>` : nothing}</div>`;
  }

  /** @param {any} r */
  #preview(r) {
    const n = r.packet.pages, at = Math.min(this.at, n);
    return html`<section><h3>${r.handover || r.checklist[7].done ? "What the recipient sees" : "The former packet, which does not leave"}</h3><div class="acts"><button ?disabled=${at <= 1} @click=${() => { this.at = at - 1; }}>Previous page</button><span class="num">Page ${at} of ${n}</span><button ?disabled=${at >= n} @click=${() => { this.at = at + 1; }}>Next page</button><a class="button" href="/api/v1/releases/${r.id}/packet" target="_blank" rel="noopener">Open the file</a></div>
      <div class="sheet"><img src=${picture(`/api/v1/releases/${r.id}/packet/pages/${at}?v=${r.packet.sha256.slice(0, 8)}`)} alt="Page ${at} of the packet"></div></section>`;
  }

  /** @param {any} r @param {(n:number)=>boolean} done */
  #approval(r, done) {
    const whose = r.checklist[8], item = r.checklist[9], can = done(9) && !item.done && !r.aside;
    return html`<div class="stackful"><section><h3>Approve it, as the second person</h3>
      ${whose.reasons.length ? lacks(whose.reasons) : item.reasons.length ? lacks(item.reasons) : done(8) ? html`<p class="good">The packet is approved.</p>` : html`<p class="defects">What was approved may not leave any more: something that comes first has changed. The next packet is approved anew.</p>`}
      ${item.done ? nothing : html`<form @submit=${(/** @type {SubmitEvent} */ e) => { const f = given(e); this.#step("approve", { sha256: r.packet.sha256, exception: f.text("exception") }, `The packet for ${r.requester} is approved.`); }}>
        ${field("exception", "Why nobody else can, where you made it yourself", "")}<div class="acts"><button class="main" ?disabled=${!can}>Approve this packet <kbd class="desk">A</kbd></button></div></form>`}</section>
      <section><h3>Hand it over</h3><p class="small">To <b>${r.recipient.name || "nobody yet"}</b>${r.recipient.address ? `, ${r.recipient.address}` : ""}. The account is written first. The form is checked once more at that moment.</p>
        ${this.#ways(r, done(10) && !r.aside)}</section></div>`;
  }

  /** @param {any} r @param {boolean} may */
  #ways(r, may) {
    const pickup = this.ways.find((each) => each.way === "PICKUP");
    return html`<fieldset class="ways"><legend class="label">By which way</legend>${(this.ways.length ? this.ways : [{ way: "DOWNLOAD" }]).map((each) => html`<label class="tick"><input type="radio" name="way" value=${each.way} .checked=${this.way === each.way} ?disabled=${Boolean(each.against)} @change=${() => { this.way = each.way; }}><span>${worded(LEAVES, each.way)}${each.against ? html`<br><span class="small soft">${each.against}</span>` : nothing}</span></label>`)}</fieldset>
      ${this.way === "PICKUP" && may ? html`<cr-release-pickup .release=${r} .statement=${pickup?.statement ?? ""} ?busy=${this.busy} @step=${(/** @type {CustomEvent} */ e) => this.#step(e.detail.step, e.detail.body, e.detail.say)}></cr-release-pickup>`
        : html`${this.way === "DOWNLOAD" ? html`<div class="field"><label class="label" for="form">In which form</label><select id="form" .value=${this.form} @change=${(/** @type {Event} */ e) => { this.form = /** @type {HTMLSelectElement} */ (e.target).value; }}>${FORMS.map(([code, words]) => html`<option value=${code} ?selected=${code === this.form}>${words}</option>`)}</select></div>` : nothing}
        <div class="acts"><button class="main" ?disabled=${!may || this.busy} @click=${() => this.handOver()}>Hand over <kbd class="desk">D</kbd></button></div>`}`;
  }

  /** How it goes by mail or fax. @param {any} d */
  #going(d) {
    const [tone, word] = GOING[d.state] ?? ["plain", d.state];
    return html`<div class="part" role="group" aria-label="How it left"><div class="acts"><cr-chip tone=${tone}>${word}</cr-chip><span>${d.way === "FAX" ? "Fax to" : "Encrypted mail to"} <b>${d.to}</b></span>${d.tries > 1 || d.nextTry ? html`<span class="small soft num">Tried ${counted(d.tries, "time")}${d.nextTry && d.state === "WAITING" ? `, next ${moment(d.nextTry)}` : ""}</span>` : nothing}</div>
      ${d.said.length ? html`<ol class="said">${d.said.map((/** @type {any} */ each) => html`<li><span class="num small soft">${moment(each.at)}</span> ${each.words}</li>`)}</ol>` : nothing}
      <details><summary>For looking it up</summary><p class="small">Message <code class="hash">${d.messageId}</code>${d.reference ? html`, job <code class="hash">${d.reference}</code>` : nothing}<br>Packet <code class="hash">${d.packetSha256}</code></p></details></div>`;
  }

  /** Who took it at the desk. @param {any} r @param {any} s */
  #took(r, s) {
    return html`<div class="part" role="group" aria-label="Signature"><p>Taken by <b>${s.signer}</b>, seen: ${s.evidence}. “${s.statement}” ${s.drawn ? "" : "Signed with the typed name."} <span class="small soft">Handed over by ${s.witness}, ${moment(s.at)}</span></p>
      ${s.drawn ? html`<img class="signature" src=${picture(`/api/v1/releases/${r.id}/pickup/signature`)} alt="Signature of ${s.signer}">` : nothing}
      <p class="small soft">Bound to the packet: <code class="hash">${s.boundSha256}</code></p></div>`;
  }

  /** @param {any} r */
  #sent(r) {
    const h = r.handover, tone = { DELIVERED: "done", UNDER_WAY: "wait", FAILED: "stop", UNKNOWN: "warn", RECALLED: "stop" }[/** @type {string} */ (h.outcome)] ?? "plain";
    const word = { DELIVERED: "Delivered", UNDER_WAY: "On its way", FAILED: "Did not arrive", UNKNOWN: "Nobody can tell", RECALLED: "Taken back" }[/** @type {string} */ (h.outcome)] ?? h.outcome;
    const over = h.outcome === "RECALLED" || r.state === "CLOSED";
    return html`<section><h3>What became of it</h3><div class="acts"><cr-chip tone=${tone}>${word}</cr-chip><span class="num">Handed over ${moment(h.at)}</span><span>${h.proof ?? ""}</span></div>
      ${h.delivery ? this.#going(h.delivery) : nothing}${h.signature ? this.#took(r, h.signature) : nothing}
      ${h.outcome === "UNKNOWN" ? html`<p class="will">Nobody can tell whether the packet arrived. Find out: ask the recipient, look at the log of the fax or the mail. It is not sent again by itself.</p>` : nothing}
      ${over || h.outcome === "DELIVERED" ? nothing : html`<form @submit=${(/** @type {SubmitEvent} */ e) => { const f = given(e); this.#step("resolve", { outcome: f.text("outcome"), proof: f.text("proof"), words: f.text("words") }, "What became of it is recorded."); }}>
        <div class="three">${choice("outcome", "What you found out", OUTCOMES, "DELIVERED")}${choice("proof", "What shows it", PROOFS, "TRACKING_NUMBER")}${field("words", "In words: the number, or who was asked", "", { required: true })}</div><div class="acts"><button>Record it</button></div></form>`}
      ${h.outcome === "FAILED" && !over ? html`<p class="small soft">A packet that did not arrive is not sent again under this request. Close it and log another: the account then shows both.</p>` : nothing}
      ${(h.outcome === "DELIVERED" || h.outcome === "FAILED") && !over ? html`<div class="acts"><button class="main" @click=${() => this.#step("close", {}, "The request is closed.")}>Close the request</button></div>` : nothing}
      ${over ? nothing : html`<details><summary>It went to the wrong person…</summary><form @submit=${(/** @type {SubmitEvent} */ e) => { const f = given(e); this.#step("recall", { reason: f.text("reason") }, "The packet is taken back. A breach is looked into."); }}>
        <p class="will">Its download page ends at once, the account of ${r.patientName} says what happened, and 60 days to tell the patient begin to run. This cannot be undone.</p>${field("reason", "What happened", "", { required: true })}<div class="acts"><button class="stop">Take it back</button></div></form></details>`}</section>`;
  }
}
customElements.define("cr-release-packet", CrReleasePacket);
