import { LitElement, css, html, nothing } from "lit";
import { newKey, upload } from "../../shell/api.js";
import { base } from "../../shell/styles.js";
import { counted, date, moment } from "../../shell/words.js";
import { PAPERS, choice, field, given, panel, worded } from "./release-words.js";
import "../../shell/cr-problem.js";

/** What came in: to whom it goes, what is asked for, and the papers it rests on. Fires `step` ({step, body, say}). */
export class CrReleaseRequest extends LitElement {
  static properties = { release: { attribute: false }, types: { state: true }, sending: { state: true }, problem: { state: true } };

  static styles = [base, panel, css`ul.papers { display: grid; gap: var(--s1); } ul.papers li { display: flex; gap: var(--s3); flex-wrap: wrap; align-items: baseline; }`];

  constructor() {
    super();
    /** @type {any} */
    this.release = null;
    this.sending = false;
    this.problem = /** @type {any} */ (null);
  }

  /** @param {string} step @param {any} body @param {string} say */
  #step(step, body, say) { this.dispatchEvent(new CustomEvent("step", { detail: { step, body, say } })); }

  #change(/** @type {SubmitEvent} */ e) {
    const f = given(e);
    const types = f.text("types").split(/[,;\s]+/).filter(Boolean);
    this.#step("request", { recipient: { name: f.text("to"), address: f.text("address"), addressAgain: f.text("again") }, scope: { from: f.text("from") || null, to: f.text("until") || null, types }, justification: f.text("justification") }, "The request is cleared up.");
  }

  async #attach(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const form = /** @type {HTMLFormElement} */ (e.target), f = new FormData(form), file = /** @type {File} */ (f.get("file"));
    if (!file?.size) return;
    this.sending = true;
    this.problem = null;
    try {
      const made = await upload("/arrivals?as=scan&name=" + encodeURIComponent(file.name), file, { name: file.name, key: newKey() });
      const document = typeof made.documents[0] === "string" ? made.documents[0] : made.documents[0].id;
      form.reset();
      this.#step("papers", { kind: f.get("kind"), document }, "The paper is kept with the request.");
    } catch (problem) { this.problem = problem; } finally { this.sending = false; }
  }

  render() {
    const r = this.release, d = r.details;
    return html`<div class="stackful">
      <form @submit=${this.#change}><h3>To whom and what</h3>
        <div class="three">${field("to", "To whom", r.recipient.name)}${field("address", "Address, e-mail or fax number", r.recipient.address)}${field("again", "The same once more", r.recipient.confirmed ? r.recipient.address : "")}</div>
        <div class="three">${field("from", "Records from", r.scope.from ?? "", { type: "date" })}${field("until", "Records to", r.scope.to ?? "", { type: "date" })}${field("types", "Only these types, by code", [...r.scope.types].join(" "), { hint: "Empty for all" })}</div>
        ${field("justification", "Why more than the minimum is needed, where that is asked", r.justification)}
        <div class="acts"><button ?disabled=${Boolean(r.handover)}>Keep these</button><span class="small soft">For ${r.purpose || "a purpose nobody has written down"}</span></div></form>
      <section><h3>Papers</h3>${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        ${d.papers.length ? html`<ul class="papers">${d.papers.map((/** @type {any} */ p) => html`<li><b>${worded(PAPERS, p.kind)}</b><a href="/documents/${p.document}">${p.title || "Document"}</a><span class="soft small num">${p.pages ? counted(p.pages, "page") : "being read"} · ${p.by}, ${moment(p.at)}</span></li>`)}</ul>` : html`<p class="soft">No paper is kept with the request yet.</p>`}
        <form @submit=${this.#attach}><div class="two">${choice("kind", "What the paper shows", PAPERS, "REQUEST")}<div class="field"><label class="label" for="file">Scan or file</label><input id="file" name="file" type="file"></div></div><div class="acts"><button ?disabled=${this.sending}>${this.sending ? "Sending…" : "Keep the paper"}</button></div></form></section>
      <section><h3>History</h3><table><caption class="sr">What was done</caption><thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Who</th></tr></thead><tbody>${[...r.steps].reverse().map((/** @type {any} */ s) => html`<tr><td class="num">${moment(s.at)}</td><td>${s.what}</td><td>${s.by}</td></tr>`)}</tbody></table><p class="small soft num">Received ${moment(r.receivedAt)}, first due ${date(d.firstDue)}.</p></section></div>`;
  }
}
customElements.define("cr-release-request", CrReleaseRequest);

