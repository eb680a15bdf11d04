/**
 * What changed from one text to the next, word by word.
 * @module
 */

/** Above this many words on a side the whole text counts as changed: the comparison is quadratic. */
const MOST = 3000;

/**
 * @param {string} before
 * @param {string} after
 * @returns {{text:string, how:"same"|"gone"|"new"}[]} runs in reading order; `gone` stands before the `new` that replaced it
 */
export function wordDiff(before, after) {
  const a = before.match(/\s+|[^\s]+/g) ?? [], b = after.match(/\s+|[^\s]+/g) ?? [];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  /** @type {{text:string, how:"same"|"gone"|"new"}[]} */
  const out = [];
  const add = (/** @type {string} */ text, /** @type {"same"|"gone"|"new"} */ how) => {
    if (!text) return;
    const last = out.at(-1);
    if (last?.how === how) last.text += text; else out.push({ text, how });
  };
  add(a.slice(0, head).join(""), "same");
  const x = a.slice(head, a.length - tail), y = b.slice(head, b.length - tail);
  if (x.length > MOST || y.length > MOST) {
    add(x.join(""), "gone");
    add(y.join(""), "new");
  } else {
    const wide = y.length + 1;
    const longest = new Uint16Array((x.length + 1) * wide);
    for (let i = x.length - 1; i >= 0; i--) {
      for (let j = y.length - 1; j >= 0; j--) longest[i * wide + j] = x[i] === y[j] ? longest[(i + 1) * wide + j + 1] + 1 : Math.max(longest[(i + 1) * wide + j], longest[i * wide + j + 1]);
    }
    let i = 0, j = 0;
    while (i < x.length || j < y.length) {
      if (i < x.length && j < y.length && x[i] === y[j]) { add(x[i], "same"); i++; j++; }
      else if (i < x.length && (j >= y.length || longest[(i + 1) * wide + j] >= longest[i * wide + j + 1])) add(x[i++], "gone");
      else add(y[j++], "new");
    }
  }
  add(a.slice(a.length - tail).join(""), "same");
  return out;
}
