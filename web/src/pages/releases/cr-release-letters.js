import { LitElement, css, html, nothing } from "lit";
import { call, newKey, post, put } from "../../shell/api.js";
import { say } from "../../shell/say.js";
import { base } from "../../shell/styles.js";
import { date, moment } from "../../shell/words.js";
import { DENIALS, LETTERS, WAYS, choice, field, given, panel, tick, worded } from "./release-words.js";
import "../../components/cr-chip.js";
import "../../shell/cr-problem.js";

/** @type {[string,string][]} */
const AMENDMENT = [["AMENDMENT_ACCEPTED", "Acceptance"], ["AMENDMENT_DENIED", "Denial"], ["AMENDMENT_EXTENSION", "Extension"]];

/**
 * Letters: drafted from what is known, written, looked through by somebody, sent and kept. Properties: `path` (where drafts are made),
 * `letters`, `kinds`, `until` (last day an extension may reach), `kind` (which to draft next). Fires `reload`.
 */
export class CrReleaseLetters extends LitElement {
  static properties = { path: {}, about: {}, letters: { attribute: false }, until: {}, kind: {}, open: { state: true }, problem: { state: true }, busy: { state: true } };

  static styles = [base, panel, css`
    ul.all { display: grid; border: 1px solid var(--line); border-radius: var(--radius); } ul.all > li > button { width: 100%; justify-content: flex-start; gap: var(--s3); border: 0; border-radius: 0; background: none; min-height: 44px; text-align: left; flex-wrap: wrap; white-space: normal; padding: var(--s1) var(--s3); } ul.all li + li { border-top: 1px solid var(--line); } ul.all > li > button[aria-expanded="true"] { background: var(--accent-soft); } ul.all > li > .part { padding: var(--s3); }
    textarea.body { min-height: 380px; font-family: var(--font); } .gap { color: var(--warn); } .paper { white-space: pre-wrap; background: var(--sunken); padding: var(--s4); border-radius: var(--radius); overflow-wrap: anywhere; }
  `];

  constructor() {
    super();
    this.path = "";
    this.about = "release";
    /** @type {any[]} */
    this.letters = [];
    this.until = "";
    this.kind = "";
    this.open = "";
    this.busy = false;
    this.problem = /** @type {any} */ (null);
    this.key = newKey();
  }

  /** @param {() => Promise<any>} work @param {string} words */
  async #do(work, words) {
    if (this.busy) return;
    this.busy = true;
    try {
      const letter = await work();
      this.problem = null;
      this.open = letter.id;
      this.kind = "";
      say({ text: words, tone: "done" });
      this.dispatchEvent(new CustomEvent("reload"));
    } catch (problem) { this.problem = problem; await this.updateComplete; this.renderRoot.querySelector("cr-problem")?.scrollIntoView({ block: "nearest" }); } finally { this.busy = false; }
  }

  #draft(/** @type {SubmitEvent} */ e) {
    const f = given(e), key = this.key;
    this.key = newKey();
    this.#do(() => post(this.path, { kind: f.text("kind"), reason: f.text("reason"), contact: f.text("contact"), until: f.text("until") || null, code: f.text("code") || null, knownHolder: f.text("knownHolder"), toAddress: f.text("toAddress") }, { key }), "The letter is drafted. Read it and fill in what stands in brackets.");
  }

  render() {
    const kinds = this.about === "release" ? LETTERS : AMENDMENT, kind = this.kind || kinds[0][0];
    return html`<div class="stackful">${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      ${this.letters.length ? html`<ul class="all">${this.letters.map((l) => html`<li><button aria-expanded=${this.open === l.id ? "true" : "false"} @click=${() => { this.open = this.open === l.id ? "" : l.id; this.problem = null; }}><cr-chip tone=${l.state === "SENT" ? "done" : l.state === "REVIEWED" ? "info" : l.gap ? "warn" : "wait"}>${l.state === "SENT" ? "Sent" : l.state === "REVIEWED" ? "Looked through" : l.gap ? "Has a gap" : "Draft"}</cr-chip><b>${worded([...LETTERS, ...AMENDMENT], l.kind)}</b><span class="soft small">${l.toName}; ${l.sentAt ? `sent ${moment(l.sentAt)}` : `written by ${l.writtenBy}, ${moment(l.writtenAt)}`}</span></button>${this.open === l.id ? this.#letter(l) : nothing}</li>`)}</ul>` : html`<p class="soft">No letter was written yet.</p>`}
      <form @submit=${this.#draft}><h3>Write a letter</h3>
        <div class="two"><div class="field"><label class="label" for="kind">Which</label><select id="kind" name="kind" .value=${kind} @change=${(/** @type {Event} */ e) => { this.kind = /** @type {HTMLSelectElement} */ (e.target).value; }}>${kinds.map(([code, words]) => html`<option value=${code} ?selected=${code === kind}>${words}</option>`)}</select></div>
          ${kind.endsWith("EXTENSION") ? field("until", `By when it is done, ${this.until ? date(this.until) : "no extension is left"} at the latest`, this.until, { type: "date", required: true }) : nothing}
          ${kind === "DENIAL" || kind === "PARTIAL_DENIAL" ? choice("code", "By which code of the law", DENIALS, "") : nothing}
          ${kind === "NO_RECORDS" ? field("knownHolder", "Who has the records, if the office knows", "") : nothing}
          ${this.about === "release" ? nothing : field("toAddress", "Address of the patient", "")}</div>
        ${["CORRECTION", "INVOICE", "TRANSMITTAL", "AMENDMENT_ACCEPTED"].includes(kind) ? nothing : field("reason", "Why, in plain words", "", { rows: 2 })}${field("contact", "Whom to ask, with telephone", "", { hint: "Empty: what stands on the office's letterhead" })}
        <div class="acts"><button class=${this.kind ? "main" : ""} ?disabled=${this.busy}>Draft it</button></div></form></div>`;
  }

  /** @param {any} l */
  #letter(l) {
    if (l.state === "SENT") return html`<div class="part"><div class="paper"><b>${l.subject}</b><br><br>${l.body}</div><div class="acts"><a class="button" href="/api/v1/letters/${l.id}/pdf" target="_blank" rel="noopener">Open as PDF</a>${l.document ? html`<a href="/documents/${l.document}">In the chart</a>` : nothing}<span class="small soft">Looked through by ${l.reviewedBy}</span></div></div>`;
    return html`<div class="part">${l.gap ? html`<p class="gap"><b>Fill in ${l.gap}.</b></p>` : nothing}
      <form @submit=${(/** @type {SubmitEvent} */ e) => { const f = given(e); this.#do(async () => (await put(`/letters/${l.id}`, { toName: f.text("toName"), toAddress: f.text("toAddress"), subject: f.text("subject"), body: f.text("body") }, l.version)).body, "The letter is kept. Somebody looks it through next."); }}>
        <div class="two">${field("toName", "To", l.toName)}${field("toAddress", "Address", l.toAddress)}</div>${field("subject", "About", l.subject)}
        <div class="field"><label class="label" for="body">Letter</label><textarea class="body" id="body" name="body" maxlength="20000" .value=${l.body}></textarea></div>
        <div class="acts"><button ?disabled=${this.busy}>Keep the letter</button><a class="button" href="/api/v1/letters/${l.id}/pdf" target="_blank" rel="noopener">Look at the PDF</a></div></form>
      ${l.state === "DRAFT" ? html`<form @submit=${(/** @type {SubmitEvent} */ e) => { const f = given(e); this.#do(async () => (await call("POST", `/letters/${l.id}/review`, { body: { plainLanguage: f.on("plain"), exception: f.text("exception") }, version: l.version })).body, "The letter is looked through and may go."); }}>
          ${tick("plain", "It is in plain language", false)}${field("exception", "Why nobody else can look it through, where you wrote it", "")}<div class="acts"><button ?disabled=${this.busy || Boolean(l.gap)}>I looked it through</button></div></form>`
        : html`<form @submit=${(/** @type {SubmitEvent} */ e) => { const f = given(e); this.#do(async () => (await call("POST", `/letters/${l.id}/send`, { body: { way: f.text("way"), proof: f.text("proof") }, version: l.version })).body, "The letter went; the chart keeps it."); }}>
          <div class="two">${choice("way", "How it goes", WAYS, "MAIL")}${field("proof", "What shows it, such as a tracking number", "")}</div><div class="acts"><button class="main" ?disabled=${this.busy}>It goes now</button></div></form>`}</div>`;
  }
}
customElements.define("cr-release-letters", CrReleaseLetters);
