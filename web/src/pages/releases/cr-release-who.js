import { LitElement, html, nothing } from "lit";
import { get } from "../../shell/api.js";
import { base } from "../../shell/styles.js";
import { age, date, moment, name } from "../../shell/words.js";
import { AUTHORITIES, ITEMS, METHODS, choice, field, given, lacks, panel, tick, worded } from "./release-words.js";
import "../../components/cr-patient-picker.js";
import "../../shell/cr-problem.js";

/** Whose records are meant. Fires `step`. */
export class CrReleasePatient extends LitElement {
  static properties = { release: { attribute: false }, patient: { state: true }, problem: { state: true } };

  static styles = [base, panel];

  constructor() {
    super();
    /** @type {any} */
    this.release = null;
    /** @type {any} */
    this.patient = null;
    this.problem = /** @type {any} */ (null);
  }

  /** @param {Map<string,unknown>} changed */
  willUpdate(changed) {
    if (changed.has("release") && this.release.patientId && this.patient?.id !== this.release.patientId) this.#load();
  }

  async #load() {
    try { this.patient = await get("/patients/" + this.release.patientId); } catch (problem) { this.problem = problem; }
  }

  #confirm(/** @type {SubmitEvent} */ e) {
    const f = given(e);
    this.dispatchEvent(new CustomEvent("step", { detail: { step: "patient", body: { patientId: this.patient.id, agreed: f.all("agreed") }, say: `The records are those of ${name(this.patient.name)}.` } }));
  }

  render() {
    const r = this.release, p = this.patient, item = r.checklist[1], agreed = new Set(r.details.match?.agreed ?? []);
    return html`<form @submit=${this.#confirm}>
      ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      <cr-patient-picker label="Whose records are meant" .patient=${p} @pick=${(/** @type {CustomEvent} */ e) => { this.patient = e.detail.patient; }}></cr-patient-picker>
      ${p ? html`<dl class="three"><div><dt>Born</dt><dd class="num">${date(p.birthDate)} (${age(p.birthDate, p.deceasedOn)} y)${p.deceasedOn ? `, died ${date(p.deceasedOn)}` : ""}</dd></div><div><dt>Address</dt><dd>${p.address || "not known"}</dd></div><div><dt>Phone</dt><dd class="num">${p.phone || "not known"}</dd></div></dl>
        <fieldset><legend>What of the request agrees with the chart: two at least</legend><div class="ticks">${ITEMS.map(([code, words]) => html`<label class="tick"><input type="checkbox" name="agreed" value=${code} .checked=${agreed.has(code)}> ${words}</label>`)}</div></fieldset>` : nothing}
      ${item.reasons.length ? lacks(item.reasons) : nothing}
      <div class="acts"><button class="main" ?disabled=${!p || Boolean(r.handover)}>This is the patient</button>${r.details.match ? html`<span class="small soft">Said by ${r.details.match.by}, ${moment(r.details.match.at)}</span>` : nothing}</div></form>`;
  }
}
customElements.define("cr-release-patient", CrReleasePatient);

/** Who asks, and in what standing. Fires `step`. */
export class CrReleaseIdentity extends LitElement {
  static properties = { release: { attribute: false } };

  static styles = [base, panel];

  constructor() {
    super();
    /** @type {any} */
    this.release = null;
  }

  #keep(/** @type {SubmitEvent} */ e) {
    const f = given(e), span = f.text("limitfrom") || f.text("limitto") ? { from: f.text("limitfrom") || null, to: f.text("limitto") || null } : null;
    this.dispatchEvent(new CustomEvent("step", { detail: { step: "verify-identity", say: "Identity and authority are verified.", body: {
      method: f.text("method"), evidence: f.text("evidence"), authority: f.text("authority"), authorityEvidence: f.text("authorityEvidence"), limitedTo: span, until: f.text("until") || null,
      refusal: f.text("refusal"), refusedBy: f.text("refusedBy"), wishAgainst: f.on("wishAgainst") } } }));
  }

  render() {
    const r = this.release, v = r.details.verification, item = r.checklist[2];
    const may = AUTHORITIES.filter(([code]) => r.details.authorities.includes(code));
    const shown = r.details.papers.filter((/** @type {any} */ p) => p.kind === "IDENTITY" || p.kind === "AUTHORITY");
    return html`<form @submit=${this.#keep}>
      <div class="two">${choice("method", "How the identity was verified", METHODS, v?.method ?? "PHOTO_ID")}${field("evidence", "What was seen", v?.evidence ?? "", { required: true, hint: "Such as: driver's licence, picture compared" })}</div>
      <div class="two">${choice("authority", "In what standing they ask", may, v?.authority ?? may[0]?.[0] ?? "")}${field("authorityEvidence", "What shows it", v?.authorityEvidence ?? "", { hint: "The paper, or how the office knows; not needed for the patient" })}</div>
      ${shown.length ? html`<p class="small">Papers kept: ${shown.map((/** @type {any} */ p) => html`<a href="/documents/${p.document}">${p.title || "Document"}</a> `)}</p>` : html`<p class="small soft">Keep a copy of the paper under <b>Request</b>.</p>`}
      <details ?open=${Boolean(v?.until || v?.refusal)}><summary>Limits of the authority</summary><div class="part">
        <div class="three">${field("until", "Good until", v?.until ?? "", { type: "date" })}${field("limitfrom", "Only records from", "", { type: "date" })}${field("limitto", "Only records to", "", { type: "date" })}</div>
        <div class="two">${field("refusal", "Why a professional decided not to treat this person as representative", v?.refusal ?? "")}${field("refusedBy", "Which professional", v?.refusedBy ?? "")}</div>
        ${tick("wishAgainst", "The dead patient is known not to have wanted the family told", v?.wishAgainst ?? false)}</div></details>
      ${item.reasons.length ? lacks(item.reasons) : nothing}
      <div class="acts"><button class="main" ?disabled=${Boolean(r.handover)}>Identity and authority are verified</button>${v ? html`<span class="small soft">${worded(METHODS, v.method)}; ${v.by}, ${moment(v.at)}</span>` : nothing}</div></form>`;
  }
}
customElements.define("cr-release-identity", CrReleaseIdentity);
