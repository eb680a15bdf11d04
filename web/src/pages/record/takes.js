/**
 * How a dictation is put together from what was recorded; the server counts the same way. Pure.
 * @module
 */

/** Samples a second. */
export const RATE = 16_000;

/** @typedef {{from:number, at:number, over:boolean, undone:boolean}} Take first sample recorded, place in the dictation as it stood then, whether it replaces what stood there */
/** @typedef {{from:number, to:number}} Span samples as recorded */

/** The dictation as it stands. @param {Take[]} takes @param {number} samples recorded so far @returns {Span[]} */
export function standing(takes, samples) {
  /** @type {Span[]} */
  let spans = [];
  takes.forEach((take, i) => {
    const to = Math.min(samples, takes[i + 1]?.from ?? samples);
    if (take.undone || to <= take.from) return;
    const length = to - take.from;
    spans = [...part(spans, 0, take.at), { from: take.from, to }, ...part(spans, take.at + (take.over ? length : 0), Infinity)];
  });
  return spans;
}

/** @param {Span[]} spans @param {number} from @param {number} to in the dictation @returns {Span[]} */
function part(spans, from, to) {
  const out = [];
  let start = 0;
  for (const s of spans) {
    const a = Math.max(from, start), b = Math.min(to, start + s.to - s.from);
    if (a < b) out.push({ from: s.from + a - start, to: s.from + b - start });
    start += s.to - s.from;
  }
  return out;
}

/** Length in samples. @param {Span[]} spans */
export function lengthOf(spans) { return spans.reduce((n, s) => n + s.to - s.from, 0); }

/** The last take with sound in it that was not taken back, -1 for none. @param {Take[]} takes @param {number} samples */
export function lastTake(takes, samples) {
  return takes.findLastIndex((t, i) => !t.undone && Math.min(samples, takes[i + 1]?.from ?? samples) > t.from);
}
