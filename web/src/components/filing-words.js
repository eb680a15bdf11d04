/**
 * What a page says and what a chart says, in words; shared by the document's page and the filing desk.
 * @module
 */
import { date, name, sentence } from "../shell/words.js";
import { session } from "../shell/session.js";

/** A type that is this likely by the pages is chosen until a person chooses. */
export const SURE = 0.8;

/** @type {Record<string, string>} */
const THINGS = { family: "family name", given: "given name", middle: "middle name", generation: "Jr or Sr", birthDate: "birth date", sex: "sex", mrn: "record number", phone: "phone", address: "address", memberId: "member number" };

/** What is compared → what proves it on the page. @type {Record<string, string>} */
const PROOF = { family: "NAME", given: "NAME", middle: "NAME", generation: "NAME", birthDate: "BIRTH_DATE", sex: "SEX", mrn: "RECORD_NUMBER", phone: "PHONE", address: "ADDRESS", memberId: "MEMBER_ID" };

/** Who may file; the server asks again. */
export function mayFile() { return session.has("intake", "records-clerk", "clinician", "administrator"); }

/** What a chart has of one thing. @param {string} thing @param {any} patient */
function charted(thing, patient) {
  if (PROOF[thing] === "NAME") return thing === "family" ? patient.name.family : thing === "given" ? patient.name.given : thing === "middle" ? patient.name.middle : name(patient.name);
  if (thing === "birthDate") return date(patient.birthDate);
  return thing === "sex" ? sentence(patient.sex) : thing === "memberId" ? "" : patient[thing] ?? "";
}

/** All that is the same, in words. @param {Record<string, string>} agreement */
export function same(agreement) { return Object.entries(agreement).filter(([, how]) => how === "SAME").map(([thing]) => THINGS[thing] ?? thing).join(", "); }

/**
 * What is not quite the same: what it is, what the page says of it and what the chart says.
 * @param {Record<string, string>} agreement @param {any[]} evidence @param {any} patient
 * @returns {{thing:string, how:"CLOSE"|"DIFFERENT", page:string, chart:string}[]}
 */
export function differences(agreement, evidence, patient) {
  return Object.entries(agreement).filter(([, how]) => how === "CLOSE" || how === "DIFFERENT").map(([thing, how]) => ({
    thing: THINGS[thing] ?? thing, how: /** @type {"CLOSE"|"DIFFERENT"} */ (how),
    page: [...new Set(evidence.filter((e) => e.thing === PROOF[thing]).map((e) => e.text))].slice(0, 2).join(" / "), chart: String(charted(thing, patient) ?? ""),
  }));
}

/** Where on each page stands what proves whose it is, and what confirms the likeliest patient without a label: page → boxes. @param {any} said @returns {Map<number, any[]>} */
export function proofs(said) {
  const all = new Map();
  const put = (/** @type {any} */ e, /** @type {string} */ kind, /** @type {string} */ words) => { if (e.place) all.set(e.page, [...(all.get(e.page) ?? []), { ...e.place, kind, text: `${words}: ${e.text}` }]); };
  for (const e of said?.evidence ?? []) put(e, "id", "Says whose it is");
  for (const e of said?.confirms ?? []) put(e, "id sure", "The same as in the chart suggested first");
  return all;
}

/** The patients worth showing: the likeliest, and two more that anything speaks for. @param {any} match */
export function candidates(match) { return (match?.candidates ?? []).filter((/** @type {any} */ c, /** @type {number} */ i) => i < 3 && (i === 0 || c.bits > 0)); }
