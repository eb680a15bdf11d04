/**
 * Where each spoken word stands in a written text, so that the word at the playhead can be lit and a click can find its sound.
 * Pure; no DOM.
 * @module
 */

/**
 * @typedef {{word:string, start:number, end:number, confidence:number}} Spoken seconds and 0..1
 * @typedef {{from:string, to:string, rule:string, firstWord:number, lastWord:number}} Edit words firstWord..lastWord (0-based, inclusive) were written as `to`
 * @typedef {{at:number, length:number, start:number, end:number, confidence:number}} Placed characters at..at+length of the text sound from start to end
 */

/** @param {string} text */
function tokens(text) {
  /** @type {{text:string, at:number, length:number}[]} */
  const found = [];
  for (const m of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’./-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu)) {
    found.push({ text: m[0].toLowerCase(), at: m.index, length: m[0].length });
  }
  return found;
}

/**
 * What was said, as written tokens with their times: an edited run of words becomes the tokens of what was written for it.
 * @param {Spoken[]} words
 * @param {Edit[]} edits
 */
function heard(words, edits) {
  /** @type {{text:string, start:number, end:number, confidence:number}[]} */
  const out = [];
  const byFirst = new Map(edits.map((e) => [e.firstWord, e]));
  for (let i = 0; i < words.length; i++) {
    const edit = byFirst.get(i);
    const last = edit ? Math.max(i, Math.min(edit.lastWord, words.length - 1)) : i;
    const run = words.slice(i, last + 1);
    const written = edit ? tokens(edit.to ?? "") : tokens(words[i].word);
    const start = run[0].start, end = run[run.length - 1].end;
    const confidence = Math.min(...run.map((w) => w.confidence));
    written.forEach((t, k) => out.push({ text: t.text, start: start + ((end - start) * k) / written.length, end: start + ((end - start) * (k + 1)) / written.length, confidence }));
    i = last;
  }
  return out;
}

/**
 * Finds the spoken words in the text by the longest common run of tokens, so that edits shift nothing but themselves.
 * A written word that was not said gets no time.
 * @param {string} text
 * @param {Spoken[]} words
 * @param {Edit[]} edits
 * @returns {Placed[]} in order of the text
 */
export function place(text, words, edits) {
  const a = tokens(text), b = heard(words, edits);
  /** @type {Placed[]} */
  const placed = [];
  const put = (/** @type {number} */ i, /** @type {number} */ j) => placed.push({ at: a[i].at, length: a[i].length, start: b[j].start, end: b[j].end, confidence: b[j].confidence });
  let head = 0;
  while (head < a.length && head < b.length && a[head].text === b[head].text) { put(head, head); head++; }
  let ea = a.length, eb = b.length;
  /** @type {[number, number][]} */
  const tail = [];
  while (ea > head && eb > head && a[ea - 1].text === b[eb - 1].text) { ea--; eb--; tail.unshift([ea, eb]); }
  const n = ea - head, m = eb - head;
  if (n && m && n * m <= 9_000_000) {
    const wide = m + 1;
    const best = new Uint16Array((n + 1) * wide);
    for (let i = n - 1; i >= 0; i--) {
      for (let j = m - 1; j >= 0; j--) {
        best[i * wide + j] = a[head + i].text === b[head + j].text ? best[(i + 1) * wide + j + 1] + 1 : Math.max(best[(i + 1) * wide + j], best[i * wide + j + 1]);
      }
    }
    for (let i = 0, j = 0; i < n && j < m;) {
      if (a[head + i].text === b[head + j].text) { put(head + i, head + j); i++; j++; }
      else if (best[(i + 1) * wide + j] >= best[i * wide + j + 1]) i++;
      else j++;
    }
  }
  for (const [i, j] of tail) put(i, j);
  return placed;
}

/**
 * The placed word that sounds at a moment, or the last one before it.
 * @param {Placed[]} placed in order of time
 * @param {number} seconds
 * @returns {number} index or -1
 */
export function soundingAt(placed, seconds) {
  let low = 0, high = placed.length - 1, found = -1;
  while (low <= high) {
    const mid = (low + high) >> 1;
    if (placed[mid].start <= seconds) { found = mid; low = mid + 1; } else high = mid - 1;
  }
  return found >= 0 && seconds <= placed[found].end + 0.6 ? found : -1;
}
