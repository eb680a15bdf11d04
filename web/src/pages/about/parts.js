/**
 * The lists that a patient's record has, each with its columns: for showing and for editing them alike.
 * @module
 */
import { date, sentence } from "../../shell/words.js";

/** @typedef {{at:string, title:string, type?:string, options?:string[], needed?:boolean}} Column `at`: where in the item, with dots */
/** @typedef {{list:string, title:string, one:string, columns:Column[], show:(x:any)=>string, ended:(x:any)=>(string|null|undefined)}} Part */

const PERIOD = (/** @type {string} */ at) => [{ at: `${at}.from`, title: "From", type: "date" }, { at: `${at}.to`, title: "To", type: "date" }];

/** @param {any} n */
const called = (n) => [[n.family, n.suffix].filter(Boolean).join(" "), [n.given, n.middle].filter(Boolean).join(" ")].filter(Boolean).join(", ");

/** @type {Part[]} */
export const PARTS = [
  { list: "names", title: "Other names", one: "name", ended: (x) => x.period?.to, show: (x) => `${called(x.name)} – ${x.kind}`,
    columns: [{ at: "kind", title: "Kind", options: ["former", "maiden", "alias", "preferred"] }, { at: "name.family", title: "Family name", needed: true }, { at: "name.given", title: "Given name" }, ...PERIOD("period")] },
  { list: "phones", title: "Other telephones", one: "telephone", ended: () => null, show: (x) => `${x.number} – ${x.kind}`,
    columns: [{ at: "kind", title: "Kind", options: ["mobile", "home", "work", "other"] }, { at: "number", title: "Number", needed: true }] },
  { list: "addresses", title: "Other addresses", one: "address", ended: (x) => x.lived?.to, show: (x) => x.line,
    columns: [{ at: "line", title: "Address", needed: true }, ...PERIOD("lived")] },
  { list: "identifiers", title: "Numbers elsewhere", one: "number", ended: (x) => x.period?.to, show: (x) => `${x.value} – ${x.system}`,
    columns: [{ at: "system", title: "Whose number", needed: true }, { at: "value", title: "Number", needed: true }, ...PERIOD("period")] },
  { list: "memberships", title: "Payers", one: "payer", ended: (x) => x.period?.to, show: (x) => [x.payer, x.number].filter(Boolean).join(", member id "),
    columns: [{ at: "payer", title: "Payer" }, { at: "number", title: "Member id", needed: true }, ...PERIOD("period")] },
  { list: "representatives", title: "Representatives", one: "representative", ended: (x) => x.period?.to,
    show: (x) => [x.name, x.relation, sentence(x.authority), x.scope ? `for ${x.scope}` : "", x.phone, x.proof ? "" : "no proof filed"].filter(Boolean).join(" · "),
    columns: [{ at: "name", title: "Name", needed: true }, { at: "relation", title: "Relation" }, { at: "authority", title: "Authority", options: ["parent", "guardian", "health-care-proxy", "power-of-attorney", "executor"] }, { at: "scope", title: "Limited to" }, { at: "phone", title: "Phone", type: "tel" }, { at: "proof", title: "Document that proves it (its number)" }, ...PERIOD("period")] },
];

/** From when to when, in words. @param {any} period */
export function span(period) {
  if (!period || (!period.from && !period.to)) return "";
  return [period.from ? `from ${date(period.from)}` : "", period.to ? `until ${date(period.to)}` : ""].filter(Boolean).join(" ");
}

/** @param {any} item @param {string} at */
export function value(item, at) { return at.split(".").reduce((x, key) => x?.[key], item) ?? ""; }

/** The item with a value put in; an empty one is left out. @param {any} item @param {string} at @param {string} to @returns {any} */
export function withValue(item, at, to) {
  const [key, ...rest] = at.split(".");
  return { ...item, [key]: rest.length ? withValue(item?.[key] ?? {}, rest.join("."), to) : to === "" ? null : to };
}
