/**
 * A saved search in words and as an address.
 * @module
 */
import { date, sentence, stage } from "../../shell/words.js";

/** Roles a search may be shared with. @type {[string, string][]} */
export const ROLES = [["clinician", "Clinicians"], ["transcriptionist", "Transcriptionists"], ["intake", "Intake"], ["records-clerk", "Records clerks"], ["privacy-officer", "Privacy officers"], ["administrator", "Administrators"]];

/** Filters of an address that a saved search keeps. */
export const FILTERS = ["patient", "kind", "stage", "type", "author", "channel", "from", "to"];

/** @param {any} s */
export function addressOf(s) {
  const q = new URLSearchParams();
  if (s.q) q.set("q", s.q);
  for (const [key, values] of Object.entries(s.filters ?? {})) for (const value of /** @type {string[]} */ (values)) q.append(key, value);
  if (s.sort === "newest") q.set("sort", "newest");
  return `/search?${q}`;
}

/** What an address asks for, as it is kept. @param {URLSearchParams} query */
export function kept(query) {
  /** @type {Record<string, string[]>} */
  const filters = {};
  for (const key of FILTERS) if (query.get(key)) filters[key] = query.getAll(key);
  return { q: query.get("q") ?? "", filters, sort: query.get("sort") === "newest" ? "newest" : "relevance" };
}

/** @param {string} key @param {string} value @param {any} s */
function word(key, value, s) {
  if (key === "patient") {
    const patient = (s.patients ?? []).find((/** @type {any} */ p) => p.id === value);
    return patient ? `${patient.name}, MRN ${patient.mrn}` : "one patient";
  }
  return key === "stage" ? stage(value).word : key === "kind" || key === "channel" ? sentence(value) : value;
}

/** What it asks for beside its words, in words. @param {any} s */
export function filtersOf(s) {
  const f = s.filters ?? {};
  const parts = ["patient", "type", "kind", "channel", "stage", "author"].flatMap((key) => (f[key] ?? []).map((/** @type {string} */ value) => word(key, value, s)));
  if (f.from || f.to) parts.push(`${f.from ? `from ${date(f.from[0])}` : ""}${f.to ? ` to ${date(f.to[0])}` : ""}`.trim());
  return parts.join(" · ");
}
