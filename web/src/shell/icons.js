/**
 * Small line icons on a 16-px grid, drawn for Chartroom. They are decoration: a word always stands beside them or names the control.
 * @module
 */
import { svg } from "lit";

/** @type {Record<string,string>} path data */
const PATHS = {
  inbox: "M2 9l2-6h8l2 6v4H2zM2 9h3.500l1 2h3l1-2H14",
  file: "M1.500 4h4.500l1.500 2h7v7.500h-13zM1.500 8h13",
  dictations: "M8 2a2 2 0 0 1 2 2v4a2 2 0 0 1-4 0V4a2 2 0 0 1 2-2zM3.500 8a4.500 4.500 0 0 0 9 0M8 12.500V14M6 14h4",
  search: "M7 2.500a4.500 4.500 0 1 1 0 9a4.500 4.500 0 0 1 0-9zM10.300 10.300L14 14",
  patients: "M8 2.500a2.500 2.500 0 1 1 0 5a2.500 2.500 0 0 1 0-5zM3 14c0-3 2-4.500 5-4.500s5 1.500 5 4.500",
  status: "M1.500 8h3l2-5 3 10 2-5h3",
  admin: "M2 4.500h6M12 4.500h2M2 11.500h2M8 11.500h6M10 3v3M6 10v3",
  sign: "M2 13.500h12M3 10.500l7.500-7.500 2 2L5 12.500H3z",
  page: "M4 1.500h5.500L12.500 4.500v10H4zM9 1.500v3.500h3.500M6 8h4.500M6 11h4.500",
  scan: "M2 5V2h3M11 2h3v3M14 11v3h-3M5 14H2v-3M2 8h12",
  fax: "M4 6V2h8v4M2.500 6h11v6.500h-11zM5 9h3M11 9h.010M5 12.500V14h6v-1.500",
  audio: "M2 6.500v3M5 4v8M8 2v12M11 5v6M14 6.500v3",
  mail: "M1.500 3.500h13v9h-13zM1.500 4l6.500 5 6.500-5",
  upload: "M8 11V2.500M4.500 6L8 2.500 11.500 6M2 11v3h12v-3",
  download: "M8 2v8.500M4.500 7L8 10.500 11.500 7M2 11v3h12v-3",
  camera: "M1.500 4.500h3l1-2h5l1 2h3v9h-13zM8 6.200a2.600 2.600 0 1 1 0 5.200a2.600 2.600 0 0 1 0-5.200z",
  record: "M8 3a5 5 0 1 1 0 10a5 5 0 0 1 0-10z",
  play: "M4 2.500l9 5.500-9 5.500z",
  pause: "M4.500 2.500v11M11.500 2.500v11",
  back: "M10 3L5 8l5 5",
  next: "M6 3l5 5-5 5",
  up: "M3 10l5-5 5 5",
  down: "M3 6l5 5 5-5",
  close: "M3 3l10 10M13 3L3 13",
  plus: "M8 2.500v11M2.500 8h11",
  minus: "M2.500 8h11",
  rotate: "M13 8a5 5 0 1 1-1.500-3.500M13 2v3h-3",
  fit: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
  info: "M8 1.500a6.500 6.500 0 1 1 0 13a6.500 6.500 0 0 1 0-13zM8 7v4M8 4.700h.010",
  wait: "M8 1.500a6.500 6.500 0 1 1 0 13a6.500 6.500 0 0 1 0-13zM8 4.500V8l2.500 1.500",
  warn: "M8 2l6.500 11.500h-13zM8 6.500v3.500M8 11.800h.010",
  stop: "M5.300 1.500h5.400l3.800 3.800v5.400l-3.800 3.800H5.300L1.500 10.700V5.300zM5.500 5.500l5 5M10.500 5.500l-5 5",
  done: "M8 1.500a6.500 6.500 0 1 1 0 13a6.500 6.500 0 0 1 0-13zM5 8.300l2 2L11 6",
  plain: "M8 5.500a2.500 2.500 0 1 1 0 5a2.500 2.500 0 0 1 0-5z",
  lock: "M3.500 7h9v7h-9zM5.500 7V4.500a2.500 2.500 0 0 1 5 0V7",
  sun: "M8 5a3 3 0 1 1 0 6a3 3 0 0 1 0-6zM8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1",
  rows: "M2 3.500h12M2 8h12M2 12.500h12",
  keys: "M1.500 4h13v8h-13zM4 6.500h.010M6.700 6.500h.010M9.300 6.500h.010M12 6.500h.010M5 9.500h6",
  out: "M6 2H2.500v12H6M10 4.500L13.500 8 10 11.500M13.500 8H6",
  undo: "M3 6h6.500a3.500 3.500 0 0 1 0 7H6M6 3L3 6l3 3",
  history: "M2.500 8A5.500 5.500 0 1 0 4 4.200L2.500 5.500M2.500 2.500v3h3M8 5v3l2 1.500",
  filter: "M2 3h12l-4.500 5.500V13l-3 1.500V8.500z",
  more: "M3 8h.010M8 8h.010M13 8h.010",
  chart: "M2.500 2v12H14M5 11V8M8 11V5M11 11V7",
  table: "M2 3h12v10H2zM2 6.500h12M2 10h12M6.500 3v10",
  balance: "M8 2v11M4.500 14h7M2.500 4h11M3.500 4L1.500 9h4zM12.500 4l-2 5h4z",
  pages: "M2 2h4.500v5.500H2zM9.500 2H14v5.500H9.500zM2 10h4.500v4H2zM9.500 10H14v4H9.500z",
  split: "M1.500 3.500H5v9H1.500zM14.500 3.500H11v9h3.500zM8 1.500v2M8 5.500v2M8 9.500v2M8 13.500v1",
  merge: "M1.500 3.500h4v9h-4zM10.500 3.500h4v9h-4zM6 8h4M8 6v4",
  elsewhere: "M1.500 2.500h7v11h-7zM6 8h8.500M11.500 5L14.500 8l-3 3",
  without: "M3 1.500h7L13 4.500v10H3zM5.700 6.500l4.600 4.600M10.300 6.500l-4.600 4.600",
  review: "M1.500 8c2-3.500 4-5 6.500-5s4.500 1.500 6.500 5c-2 3.500-4 5-6.500 5s-4.500-1.500-6.500-5zM8 6a2 2 0 1 1 0 4a2 2 0 0 1 0-4z",
  phone: "M4 1.500h2.500l1 3.500-1.700 1.200a8 8 0 0 0 4 4L11 8.500l3.500 1V12a2 2 0 0 1-2 2C6.500 14 2 9.500 2 3.500a2 2 0 0 1 2-2z",
  message: "M2 3h12v8H7.500L4 14v-3H2z",
  calendar: "M2 3.500h12v10.500H2zM2 6.500h12M5 2v3M11 2v3M5.500 10l1.700 1.700L10.500 9",
  beside: "M1.500 2.500h5.500v11H1.500zM9 2.500h5.500v11H9z",
  print: "M4 5.500v-4h8v4M4 11.500H2v-6h12v6h-2M4 9h8v5.500H4z",
  star: "M8 1.800l1.900 4 4.300.600-3.100 3 .8 4.300L8 11.600l-3.900 2.100.8-4.300-3.100-3 4.300-.600z",
};

/**
 * @param {string} name
 * @returns {import("lit").TemplateResult}
 */
export function icon(name) {
  return svg`<svg class="i" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d=${PATHS[name] ?? PATHS.plain}></path></svg>`;
}

/** Icon of a document's kind. @param {string|null|undefined} kind */
export function kindIcon(kind) {
  const k = String(kind ?? "").toLowerCase();
  if (k.includes("dict") || k.includes("audio")) return "audio";
  if (k.includes("fax")) return "fax";
  if (k.includes("mail")) return "mail";
  if (k.includes("scan")) return "scan";
  return "page";
}
