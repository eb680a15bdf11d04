/**
 * What there is to look at in a text, while it is typed: moved along with the text, and put in the order of its risk. Pure; no DOM.
 * @module
 */

/**
 * @typedef {{start:number, end:number, text:string}} Change characters start..end are replaced by the text
 * @typedef {{key:string, kind:string, start:number, end:number, found:string, severity:string, rule:string, source:string, reason:string, fix:string|null, suggestions:string[], severe:boolean, risk:number, seconds:number|null}} Finding
 * @typedef {{start:number, end:number, word:string, confidence:number, what:string, reason:string, risk:number, seconds:number}} Doubt
 * @typedef {{start:number, end:number, stands:boolean, spoken:string, written:string, rule:string, change:Change, seconds:number}} Rewrite
 * @typedef {{findings:Finding[], words:Doubt[], rewrites:Rewrite[], spelling?:{dictionaries:string[], hint:string|null}, severe?:number}} Check
 */

/** @type {Check} */
export const NOTHING = { findings: [], words: [], rewrites: [] };

/**
 * The check of a text after the text was changed in one place: what the change touched is gone, what stood behind it has moved.
 * @param {Check} check
 * @param {string} before
 * @param {string} after
 * @returns {Check}
 */
export function moved(check, before, after) {
  if (before === after) return check;
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const gone = before.length - tail, by = after.length - before.length;
  /** @template {{start:number,end:number,change?:Change}} T @param {T[]} items @returns {T[]} */
  const move = (items) => items.flatMap((each) => {
    const from = Math.min(each.start, each.change?.start ?? each.start), to = Math.max(each.end, each.change?.end ?? each.end);
    if (to <= head && !(from === to && from === head)) return [each];
    if (from < gone || (from === gone && gone === head)) return [];
    return [{ ...each, start: each.start + by, end: each.end + by, ...(each.change ? { change: { ...each.change, start: each.change.start + by, end: each.change.end + by } } : {}) }];
  });
  return { ...check, findings: move(check.findings), words: move(check.words), rewrites: move(check.rewrites) };
}

/**
 * Findings and doubtful words, riskiest first; a word that a finding covers is looked at with it.
 * @param {Check} check
 * @returns {(Finding|Doubt)[]}
 */
export function byRisk(check) {
  const words = check.words.filter((w) => !check.findings.some((f) => f.start < w.end && w.start < f.end));
  return [...check.findings, ...words].sort((a, b) => b.risk - a.risk || a.start - b.start);
}

/** The narrowest rewrite at an offset. @param {Check} check @param {number} at @returns {Rewrite|undefined} */
export function rewriteAt(check, at) {
  return check.rewrites.filter((r) => r.end > r.start && at >= r.start && at <= r.end).sort((a, b) => a.end - a.start - (b.end - b.start))[0];
}

/**
 * The text in runs that do not overlap, each with the names of all that covers it.
 * @param {{start:number, end:number, name:string}[]} spans
 * @param {number} length
 * @returns {{start:number, end:number, names:string[]}[]} only those with a name, in order
 */
export function runs(spans, length) {
  const cuts = [...new Set([0, length, ...spans.flatMap((s) => [s.start, s.end])])].filter((c) => c >= 0 && c <= length).sort((a, b) => a - b);
  const out = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const names = spans.filter((s) => s.start <= cuts[i] && s.end >= cuts[i + 1]).map((s) => s.name);
    if (names.length) out.push({ start: cuts[i], end: cuts[i + 1], names });
  }
  return out;
}
