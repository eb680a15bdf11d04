import { LitElement, css, html, nothing } from "lit";
import { get, picture } from "../../shell/api.js";
import { base } from "../../shell/styles.js";
import { sentence } from "../../shell/words.js";
import { BASES, choice, field, given, lacks, panel, tick } from "./release-words.js";
import "../../components/cr-page-viewer.js";

const USES = /** @type {[string,string][]} */ ([["NAMED", "For what it names"], ["TREATMENT_PAYMENT_OPERATIONS", "Treatment, payment and operations"], ["COUNSELLING_NOTES", "Counselling notes"], ["PROCEEDINGS", "Proceedings against the patient"]]);
const ENDS = /** @type {[string,string][]} */ ([["", "It does not say"], ["on", "On a day"], ["event", "With an event"], ["happened", "With an event that has happened"], ["without", "Without end"]]);

/** By what right the records leave: what stands on the form, beside the form itself, and what it lacks. Fires `step` and `letter` ({kind}). */
export class CrReleaseBasis extends LitElement {
  static properties = { release: { attribute: false }, basis: { state: true }, part2: { state: true }, paper: { state: true }, read: { state: true }, taken: { state: true } };

  static styles = [base, panel, css`
    .view { height: 560px; border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; }
    .crop { max-width: 100%; max-height: 60px; border: 1px solid var(--line); background: var(--paper); }
    .wide { grid-template-columns: minmax(0, 1fr); }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.release = null;
    this.basis = "";
    this.part2 = false;
    /** The form as it was scanned. @type {any} */
    this.paper = null;
    /** What was read on it. @type {any} */
    this.read = null;
    /** Whether that is filled in. */
    this.taken = false;
    this.shown = "";
  }

  /** @param {Map<string,unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("release")) return;
    const kept = this.release.details.basis;
    if (/** @type {any} */ (changed.get("release"))?.id !== this.release.id || !this.basis) {
      this.basis = kept?.basis ?? this.release.details.bases[0] ?? "";
      this.part2 = Boolean(kept?.part2);
    }
    const paper = [...this.release.details.papers].reverse().find((/** @type {any} */ p) => p.kind === "BASIS") ?? this.release.details.papers.find((/** @type {any} */ p) => p.kind === "REQUEST");
    if (paper && paper.document !== this.shown) { this.shown = paper.document; this.#load(paper.document); }
  }

  async #load(/** @type {string} */ id) {
    try {
      const found = await get("/documents/" + id);
      if (this.shown === id) { this.paper = found.pagesDetail ?? null; this.taken = false; }
    } catch { this.paper = null; }
    try {
      const read = await get("/release-papers/" + id);
      if (this.shown === id) this.read = read.recognised ? read : null;
    } catch { this.read = null; }
  }

  /** The form as it was read, as what stands on it. */
  #asRead() {
    const of = (/** @type {string} */ part) => this.read.elements.find((/** @type {any} */ e) => e.part === part) ?? { present: false, value: "" };
    const ends = of("EXPIRY"), us = /^\D*(\d{1,2})\/(\d{1,2})\/(\d{4})\D*$/.exec(ends.value), day = us ? `${us[3]}-${us[1].padStart(2, "0")}-${us[2].padStart(2, "0")}` : /^\d{4}-\d\d-\d\d$/.test(ends.value) ? ends.value : null;
    return { description: of("DESCRIPTION").value, discloser: of("DISCLOSER").value, recipient: of("RECIPIENT").value, purpose: of("PURPOSE").value, expires: !ends.value ? null : day ? { on: day } : { event: ends.value },
      signed: { by: of("SIGNATURE").value || (of("SIGNATURE").present ? of("PATIENT").value : ""), on: of("SIGNED_ON").day ?? null, representative: Boolean(of("AUTHORITY").value), authority: of("AUTHORITY").value },
      saysRevocation: of("REVOCATION").present, saysConditioning: of("CONDITIONING").present, saysRedisclosure: of("REDISCLOSURE").present, from: of("FROM").day ?? null, to: of("TO").day ?? null, types: [] };
  }

  /** What was read, with the crop that proves each. */
  #reading() {
    return html`<details open><summary>What was read on the form</summary><div class="part"><table><caption class="sr">What was read</caption><tbody>${this.read.elements.filter((/** @type {any} */ e) => e.present || e.rule).map((/** @type {any} */ e) => html`<tr><th scope="row">${sentence(e.part)}</th><td>${e.present ? html`${e.value || "there"}${e.place ? html`<br><img class="crop" loading="lazy" src=${picture(`/api/v1/release-papers/${this.read.document}/${e.part}/image`)} alt="Where the form says it">` : nothing}` : html`<b>not found</b>`}</td></tr>`)}</tbody></table>
      <div class="acts"><button type="button" @click=${() => { this.basis = "AUTHORIZATION"; this.taken = true; }}>Fill in what was read</button><span class="small soft">Look at the form: what was read may be wrong.</span></div></div></details>`;
  }

  /** @param {ReturnType<typeof given>} f @param {string} p */
  #ends(f, p) {
    const how = f.text(p + "ends"), what = f.text(p + "end");
    if (how === "on") return { on: what };
    if (how === "event" || how === "happened") return { event: what, happened: how === "happened" };
    return how === "without" ? { without: what || "none" } : null;
  }

  /** @param {ReturnType<typeof given>} f @param {string} p */
  #signed(f, p) { return { by: f.text(p + "by"), on: f.text(p + "signed") || null, representative: f.on(p + "rep"), authority: f.text(p + "auth") }; }

  #keep(/** @type {SubmitEvent} */ e) {
    const f = given(e), body = /** @type {any} */ ({ basis: this.basis, note: f.text("note") });
    if (this.#form) body.authorization = { description: f.text("description"), discloser: f.text("discloser"), recipient: f.text("recipient"), purpose: f.text("purpose"), expires: this.#ends(f, "a"), signed: this.#signed(f, "a"),
      saysRevocation: f.on("saysRevocation"), saysConditioning: f.on("saysConditioning"), saysRedisclosure: f.on("saysRedisclosure"), plainLanguage: f.on("plainLanguage"), initiatedByPatient: f.on("initiatedByPatient"), forResearch: f.on("forResearch"), psychotherapyNotesOnly: f.on("psychotherapyNotesOnly"),
      incomplete: f.on("incomplete"), compounded: f.on("compounded"), falseInformation: f.text("falseInformation"), soughtByOffice: f.on("soughtByOffice"), copyGiven: f.on("copyGiven"), from: f.text("from") || null, to: f.text("to") || null, types: f.text("types").split(/[,;\s]+/).filter(Boolean) };
    if (this.part2) body.part2 = { patientName: f.text("p2name"), discloser: f.text("p2discloser"), description: f.text("p2description"), recipient: f.text("p2recipient"), purpose: f.text("p2purpose"), use: f.text("p2use"), saysRevocation: f.on("p2revocation"), saysRedisclosure: f.on("p2redisclosure"), expires: this.#ends(f, "p2"), signed: this.#signed(f, "p2"), combined: f.on("p2combined"), falseInformation: f.text("p2false") };
    if (this.#legal) body.legal = { subpoena: f.on("subpoena"), assurances: f.on("assurances"), order: f.on("order"), partTwoOrder: f.on("partTwoOrder"), officialIdentity: f.on("officialIdentity"), law: f.text("law") };
    this.dispatchEvent(new CustomEvent("step", { detail: { step: "authorization", body, say: "What the papers say is kept." } }));
  }

  get #form() { return this.basis === "AUTHORIZATION" || this.basis === "DIRECTIVE"; }
  get #legal() { return ["SUBPOENA_WITH_ASSURANCES", "COURT_ORDER", "REQUIRED_BY_LAW", "LAW_ENFORCEMENT", "OVERSIGHT", "PUBLIC_HEALTH", "CORONER"].includes(this.basis); }

  /** @param {string} p @param {any} kept */
  #end(p, kept) {
    const how = kept?.on ? "on" : kept?.event ? (kept.happened ? "happened" : "event") : kept?.without ? "without" : "";
    return html`<div class="two">${choice(p + "ends", "When it ends", ENDS, how)}${field(p + "end", "The day (2026-12-31), the event or the words", kept?.on ?? kept?.event ?? kept?.without ?? "")}</div>`;
  }

  /** @param {string} p @param {any} kept */
  #signature(p, kept) {
    return html`<div class="two">${field(p + "by", "Signed by", kept?.by ?? "")}${field(p + "signed", "Dated", kept?.on ?? "", { type: "date" })}</div>
      <div class="two">${tick(p + "rep", "Signed by a representative", kept?.representative ?? false)}${field(p + "auth", "By what authority, as the form says", kept?.authority ?? "")}</div>`;
  }

  render() {
    const r = this.release, kept = r.details.basis, a = (this.taken && this.read ? this.#asRead() : kept?.authorization) ?? {}, p2 = kept?.part2 ?? {}, l = kept?.legal ?? {};
    const reasons = [...r.checklist[3].reasons, ...r.checklist[4].reasons];
    return html`<div class=${this.paper?.length ? "beside" : "beside wide"}><form @submit=${this.#keep}>
      <div class="two"><div class="field"><label class="label" for="basis">By what right</label><select id="basis" name="basis" .value=${this.basis} @change=${(/** @type {Event} */ e) => { this.basis = /** @type {HTMLSelectElement} */ (e.target).value; }}>${r.details.bases.map((/** @type {string} */ b) => html`<option value=${b} ?selected=${b === this.basis}>${BASES[b] ?? b}</option>`)}</select></div>${field("note", "What else shows it", kept?.note ?? "", { hint: "Such as the visit a treating provider asks about" })}</div>
      ${kept ? (reasons.length ? html`${lacks(reasons)}${this.#form ? html`<div class="acts"><button type="button" @click=${() => this.dispatchEvent(new CustomEvent("letter", { detail: { kind: "CORRECTION" } }))}>Write the letter that asks for a correction</button></div>` : nothing}` : html`<p class="good">The papers say all that they have to.</p>`) : nothing}
      ${this.read ? this.#reading() : nothing}
      ${this.#form ? html`<fieldset><legend>What stands on the form; leave empty what does not</legend>
        ${field("description", "What may be released", a.description ?? "", { rows: 2 })}
        <div class="two">${field("discloser", "Who may release it", a.discloser ?? "")}${field("recipient", "Who may receive it", a.recipient ?? "")}</div>${field("purpose", "For what purpose", a.purpose ?? "")}
        ${this.#end("a", a.expires)}${this.#signature("a", a.signed)}
        <div class="three">${field("from", "Its records from", a.from ?? "", { type: "date" })}${field("to", "Its records to", a.to ?? "", { type: "date" })}${field("types", "Its types, by code", (a.types ?? []).join(" "))}</div></fieldset>
        <fieldset><legend>Which statements it bears</legend><div class="ticks">${tick("saysRevocation", "May be revoked in writing, and how", a.saysRevocation)}${tick("saysConditioning", "Whether treatment depends on it", a.saysConditioning)}${tick("saysRedisclosure", "May be passed on by the recipient", a.saysRedisclosure)}${tick("plainLanguage", "It is in plain language", a.plainLanguage)}</div></fieldset>
        <fieldset><legend>What the office knows of it</legend><div class="ticks">${tick("initiatedByPatient", "The patient wanted it", a.initiatedByPatient)}${tick("incomplete", "Fields are left empty", a.incomplete)}${tick("compounded", "Joined to another permission", a.compounded)}${tick("forResearch", "For research", a.forResearch)}${tick("psychotherapyNotesOnly", "For psychotherapy notes alone", a.psychotherapyNotesOnly)}${tick("soughtByOffice", "The office asked for it", a.soughtByOffice)}${tick("copyGiven", "The patient has a copy", a.copyGiven)}</div>${field("falseInformation", "What in it is known to be false", a.falseInformation ?? "")}</fieldset>` : nothing}
      ${this.#legal ? html`<fieldset><legend>The paper of the law</legend><div class="ticks">${tick("subpoena", "There is a subpoena", l.subpoena)}${tick("assurances", "With assurances that the patient was told", l.assurances)}${tick("order", "A court ordered it", l.order)}${tick("partTwoOrder", "Under 42 CFR part 2 subpart E", l.partTwoOrder)}${tick("officialIdentity", "An official showed identification", l.officialIdentity)}</div>${field("law", "The law that requires it", l.law ?? "")}</fieldset>` : nothing}
      <label class="tick"><input type="checkbox" .checked=${this.part2} @change=${(/** @type {Event} */ e) => { this.part2 = /** @type {HTMLInputElement} */ (e.target).checked; }}> There is a consent to the release of substance use records</label>
      ${this.part2 ? html`<fieldset><legend>What stands on the consent (42 CFR 2.31)</legend><div class="two">${field("p2name", "The patient", p2.patientName ?? "")}${field("p2discloser", "Who may release", p2.discloser ?? "")}${field("p2recipient", "Who may receive", p2.recipient ?? "")}${field("p2purpose", "For what", p2.purpose ?? "")}</div>${field("p2description", "What", p2.description ?? "")}${choice("p2use", "What it is for", USES, p2.use ?? "NAMED")}
        ${this.#end("p2", p2.expires)}${this.#signature("p2", p2.signed)}<div class="ticks">${tick("p2revocation", "How it can be revoked", p2.saysRevocation)}${tick("p2redisclosure", "May be disclosed again", p2.saysRedisclosure)}${tick("p2combined", "On one form with another consent", p2.combined)}</div>${field("p2false", "What in it is known to be false", p2.falseInformation ?? "")}</fieldset>` : nothing}
      <div class="acts"><button class="main" ?disabled=${Boolean(r.handover)}>Keep what the papers say</button></div></form>
      ${this.paper?.length ? html`<div class="view"><cr-page-viewer label="The paper" .pages=${this.paper} .strip=${false}></cr-page-viewer></div>` : nothing}</div>`;
  }
}
customElements.define("cr-release-basis", CrReleaseBasis);
