/**
 * What the release desk calls things, and small pieces its panels share.
 * @module
 */
import { css, html } from "lit";

/** How a due date is told. @type {Record<string,[string,string]>} */
export const URGENCY = { LATE: ["stop", "Late"], NOW: ["warn", "Last day"], SOON: ["wait", "This week"], IN_TIME: ["info", "In time"] };

/** Who asks, as people say it. @type {[string,string][]} */
export const TYPES = [["PATIENT", "The patient"], ["PERSONAL_REPRESENTATIVE", "A personal representative"], ["DIRECTED_THIRD_PARTY", "Somebody the patient names"], ["TREATING_PROVIDER", "A treating provider"],
  ["PAYER", "A payer"], ["ATTORNEY", "An attorney"], ["INSURER", "A life or disability insurer"], ["EMPLOYER", "An employer"], ["SOCIAL_SECURITY", "Social Security"], ["WORKERS_COMPENSATION", "Workers' compensation"],
  ["SUBPOENA", "By subpoena"], ["COURT", "A court"], ["LAW_ENFORCEMENT", "Law enforcement"], ["CORONER", "A coroner"], ["PUBLIC_HEALTH", "Public health"], ["OVERSIGHT", "An oversight agency"], ["RESEARCH", "Research"],
  ["FAMILY_OF_DECEDENT", "Family of a patient who died"], ["MEDIA", "Media"]];

/** @type {[string,string][]} */
export const DOORS = [["IN_PERSON", "In person"], ["MAIL", "Mail"], ["FAX", "Fax"], ["EMAIL", "E-mail"], ["PHONE", "Phone"], ["PORTAL", "Portal"]];

/** What tells one person from another. @type {[string,string][]} */
export const ITEMS = [["NAME", "Name"], ["BIRTH_DATE", "Birth date"], ["RECORD_NUMBER", "Record number"], ["ADDRESS", "Address"], ["PHONE", "Phone"], ["PHOTO", "Photo"], ["MEMBER_ID", "Member number"]];

/** @type {[string,string][]} */
export const METHODS = [["PHOTO_ID", "Photo identification seen"], ["SIGNATURE_COMPARED", "Signature compared with the chart"], ["CALL_BACK", "Called back at a number on file"], ["KNOWLEDGE_AND_ADDRESS", "Two things only they know, and the address"], ["PORTAL_SESSION", "Portal session"],
  ["PROVIDER_DIRECTORY", "Provider number and directory"], ["AGENCY_CREDENTIALS", "Agency credentials or letterhead"], ["COURT_DOCKET", "Court docket checked"], ["NOTARISED", "Notarised"], ["KNOWN", "Known to who received the request"]];

/** @type {[string,string][]} */
export const AUTHORITIES = [["PATIENT", "The patient"], ["PARENT", "Parent of a minor"], ["GUARDIAN", "Guardian"], ["HEALTH_CARE_PROXY", "Health care proxy"], ["EXECUTOR", "Executor"], ["FAMILY", "Family"], ["PROVIDER", "Provider"], ["ORGANISATION", "Organisation"], ["PUBLIC_OFFICIAL", "Public official"], ["COURT", "Court"]];

/** @type {Record<string,string>} */
export const BASES = { ACCESS: "The patient's right of access", DIRECTIVE: "The patient's direction to send to somebody", AUTHORIZATION: "Signed authorization", TREATMENT: "Treatment", PAYMENT: "Payment", OPERATIONS: "Health care operations", SUBPOENA_WITH_ASSURANCES: "Subpoena with assurances", COURT_ORDER: "Order of a court",
  REQUIRED_BY_LAW: "Required by law", PUBLIC_HEALTH: "Public health", OVERSIGHT: "Oversight", LAW_ENFORCEMENT: "Law enforcement", CORONER: "Coroner", RESEARCH_WAIVER: "Research with a board's waiver", WORKERS_COMPENSATION: "Workers' compensation", INVOLVED_IN_CARE: "Involved in the care of a patient who died" };

/** @type {[string,string][]} */
export const LABELS = [["PSYCHOTHERAPY_NOTE", "Psychotherapy note"], ["PART_2", "Substance use record (Part 2)"], ["PART_2_COUNSELLING_NOTE", "Substance use counselling note"], ["HIV", "HIV"], ["REPRODUCTIVE", "Sexual and reproductive health"], ["GENETIC", "Genetic information"], ["MINOR_CONSENTED", "Care a minor consented to"],
  ["VIP", "Person of public interest"], ["LITIGATION", "Compiled for litigation"], ["SELF_PAID", "Paid by the patient, kept from the plan"]];

/** @type {[string,string][]} */
export const PENDS = [["ID_NEEDED", "Identification"], ["REP_PROOF", "Proof that somebody may act"], ["AUTH_MISSING_ELEMENT", "Something missing on the form"], ["AUTH_ILLEGIBLE", "A legible form"], ["AUTH_DATE_FUTURE", "The right date of the form"], ["SCOPE_UNCLEAR", "What is meant"], ["PATIENT_AMBIGUOUS", "Which patient is meant"], ["OTHER_SITE", "Another site"],
  ["FORMAT_UNREADABLE", "A readable format"], ["STILL_IN_TREATMENT", "The end of a treatment"], ["PROVIDER_REVIEW", "A provider's review"], ["QUASH_WINDOW", "The days in which a subpoena can be fought"], ["PART2_CONSENT_NEEDED", "A consent for substance use records"], ["PSYNOTES_AUTH_NEEDED", "An authorization for psychotherapy notes"], ["PAYMENT", "Payment"], ["RESTRICTION_CONFLICT", "A restriction to be cleared up"]];

/** @type {[string,string][]} */
export const DENIALS = [["PSYCHOTHERAPY_NOTES", "Psychotherapy notes"], ["LITIGATION_PREP", "Compiled for a legal proceeding"], ["INMATE", "Safety in an institution"], ["RESEARCH_SUSPENDED", "Research that is not over"], ["CONFIDENTIAL_SOURCE", "Somebody who was promised confidentiality"], ["ENDANGER_SELF_OTHERS", "Danger to life or safety (can be reviewed)"], ["OTHER_PERSON_HARM", "Harm to another person (can be reviewed)"], ["REP_HARM", "Harm through a representative (can be reviewed)"]];

/** @type {[string,string][]} */
export const REJECTIONS = [["AUTH_EXPIRED", "Form expired"], ["AUTH_INCOMPLETE", "Form incomplete"], ["AUTH_REVOKED", "Form revoked"], ["AUTH_COMPOUNDED", "Form joined to another permission"], ["AUTH_FALSE", "Form false"], ["NO_AUTHORITY", "No authority"], ["NO_ASSURANCES", "Subpoena without assurances"], ["ORDER_DEFECTIVE", "Order defective"], ["NOT_OUR_PATIENT", "Not our patient"], ["NO_RECORDS", "No such records"]];

/** @type {[string,string][]} */
export const LETTERS = [["CORRECTION", "Correction of the form"], ["EXTENSION", "Extension"], ["DENIAL", "Denial"], ["PARTIAL_DENIAL", "Denial in part"], ["NO_RECORDS", "No records"], ["REJECTION", "Rejection"], ["INVOICE", "Invoice"], ["TRANSMITTAL", "Transmittal"], ["BREACH", "Breach notice"]];

/** @type {[string,string][]} */
export const WAYS = [["MAIL", "By mail"], ["HANDED_OVER", "Handed over"], ["FAX", "By fax"], ["EMAIL", "By e-mail"], ["PORTAL", "By the portal"]];

/** By which ways a packet leaves. @type {[string,string][]} */
export const LEAVES = [["DOWNLOAD", "A download page: address by one way, code by another"], ["MAIL", "Mail, signed and encrypted"], ["FAX", "Fax"], ["PICKUP", "Picked up at the desk, with a signature"]];

/** How mail and faxes stand. @type {Record<string,[string,string]>} */
export const GOING = { WAITING: ["wait", "Waits to be sent"], GOING: ["info", "Is being sent"], TAKEN: ["info", "Taken by the server"], ARRIVED: ["done", "Arrived"], FAILED: ["stop", "Not taken"], UNKNOWN: ["warn", "Nobody can tell"], WITHDRAWN: ["stop", "Taken back before it left"] };

/** @type {[string,string][]} */
export const PAPERS = [["REQUEST", "The request as it came"], ["BASIS", "The form, consent or order"], ["IDENTITY", "Identification"], ["AUTHORITY", "Authority to act"], ["OTHER", "Something else"]];

/** @type {[string,string][]} */
export const GROUNDS = [["", "Accepted"], ["NOT_CREATED_HERE", "Denied: not written by this office"], ["NOT_OF_THE_RECORD_SET", "Denied: not part of the record set"], ["NOT_OPEN_TO_THE_PATIENT", "Denied: not open to the patient"], ["ACCURATE_AND_COMPLETE", "Denied: accurate and complete"]];

/** The words of a code. @param {[string,string][]} list @param {string} code */
export function worded(list, code) { return list.find(([c]) => c === code)?.[1] ?? code; }

/** Cents as people write them. @param {number} cents */
export function money(cents) { return `$${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`; }

/** @param {string} id @param {string} label @param {string} value @param {{type?:string, required?:boolean, rows?:number, hint?:string}} [o] */
export function field(id, label, value, o = {}) {
  return html`<div class="field"><label class="label" for=${id}>${label}</label>${o.rows ? html`<textarea id=${id} name=${id} rows=${o.rows} maxlength="2000" .value=${value ?? ""} ?required=${o.required}></textarea>`
    : html`<input id=${id} name=${id} type=${o.type ?? "text"} .value=${value ?? ""} maxlength="2000" autocomplete="off" ?required=${o.required}>`}${o.hint ? html`<span class="small soft">${o.hint}</span>` : ""}</div>`;
}

/** @param {string} id @param {string} label @param {[string,string][]} options @param {string} value */
export function choice(id, label, options, value) {
  return html`<div class="field"><label class="label" for=${id}>${label}</label><select id=${id} name=${id}>${options.map(([code, words]) => html`<option value=${code} ?selected=${code === value}>${words}</option>`)}</select></div>`;
}

/** @param {string} id @param {string} label @param {boolean} on */
export function tick(id, label, on) { return html`<label class="tick"><input type="checkbox" id=${id} name=${id} .checked=${Boolean(on)}> ${label}</label>`; }

/** What a form holds. @param {SubmitEvent|Event} e */
export function given(e) {
  e.preventDefault();
  const f = new FormData(/** @type {HTMLFormElement} */ (e.target));
  return { text: (/** @type {string} */ k) => String(f.get(k) ?? "").trim(), on: (/** @type {string} */ k) => f.has(k), all: (/** @type {string} */ k) => f.getAll(k).map(String) };
}

/** What the panels look like. */
export const panel = css`
  :host { display: block; }
  form, .part { display: grid; gap: var(--s3); align-content: start; }
  .two { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s3); } .three { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: var(--s3); }
  .acts { display: flex; gap: var(--s2); flex-wrap: wrap; align-items: center; }
  .tick { display: flex; gap: var(--s2); align-items: center; min-height: 30px; } .tick input { flex: none; } .ticks { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 0 var(--s3); }
  fieldset { display: grid; gap: var(--s2); } legend { padding: 0; }
  h3 { font-size: var(--text); color: var(--ink); } section { display: grid; gap: var(--s3); align-content: start; min-width: 0; } .stackful { display: grid; gap: var(--s5); }
  .defects { display: grid; gap: var(--s1); padding: var(--s3); border-left: 4px solid var(--warn); background: var(--warn-soft); border-radius: var(--radius); }
  .defects summary { cursor: pointer; } .defects p { font-size: var(--text-small); color: var(--ink-soft); margin-top: 2px; }
  .good { padding: var(--s3); border-left: 4px solid var(--done); background: var(--done-soft); border-radius: var(--radius); }
  .scroll { overflow-x: auto; } table { min-width: 100%; } th { white-space: nowrap; }
  .beside { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: var(--s4); align-items: start; }
  @media (max-width: 1000px) { .beside { grid-template-columns: minmax(0, 1fr); } }
  @media (max-width: 760px) { .two, .three { grid-template-columns: minmax(0, 1fr); } }
`;

/** What a step lacks, with the rule behind each. @param {any[]} reasons */
export function lacks(reasons) {
  return html`<div class="defects" role="group" aria-label="What is missing">${reasons.map((why) => html`<details><summary>${why.words}</summary><p>${why.ruleText} (${why.citation})</p></details>`)}</div>`;
}
