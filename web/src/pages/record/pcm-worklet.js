/**
 * Runs beside the microphone: turns what it gives into samples of 16 bits, mono, 16,000 a second, and passes them on ten
 * times a second. Knows nothing of recordings.
 */

/** Samples a second that are passed on. */
const RATE = 16_000;
/** Samples that are passed on at once. */
const CHUNK = 1_600;
/** Zero crossings of the filter on each side. */
const LOBES = 8;
/** Steps of the filter's table between two samples. */
const STEPS = 64;

class Pcm extends AudioWorkletProcessor {
  constructor() {
    super();
    this.ratio = sampleRate / RATE;
    const cutoff = Math.min(1, 0.94 / this.ratio);
    this.half = Math.ceil(LOBES / cutoff);
    /** One side of a windowed sinc: what each sample weighs by its distance. */
    this.filter = Float32Array.from({ length: this.half * STEPS + 1 }, (_, i) => {
      const d = i / STEPS, x = Math.PI * d * cutoff, w = 0.5 + 0.5 * Math.cos((Math.PI * d) / this.half);
      return cutoff * w * (i === 0 ? 1 : Math.sin(x) / x);
    });
    this.heard = new Float32Array(0);
    /** Place of the next sample in `heard`. */
    this.at = 0;
    this.out = new Int16Array(CHUNK);
    this.filled = 0;
  }

  /** @param {Float32Array[][]} inputs */
  process(inputs) {
    const more = inputs[0]?.[0];
    if (!more) return true;
    const all = new Float32Array(this.heard.length + more.length);
    all.set(this.heard);
    all.set(more, this.heard.length);
    while (this.at + this.half < all.length) {
      this.#pass(this.#sample(all, this.at));
      this.at += this.ratio;
    }
    const done = Math.max(0, Math.floor(this.at) - this.half);
    this.heard = all.slice(done);
    this.at -= done;
    return true;
  }

  /** @param {Float32Array} all @param {number} at */
  #sample(all, at) {
    if (this.ratio === 1) return all[Math.round(at)];
    let sum = 0;
    for (let i = Math.max(0, Math.ceil(at - this.half)); i <= at + this.half; i++) sum += all[i] * this.filter[Math.round(Math.abs(at - i) * STEPS)];
    return sum;
  }

  /** @param {number} value -1..1 */
  #pass(value) {
    this.out[this.filled++] = Math.max(-32_768, Math.min(32_767, Math.round(value * 32_767)));
    if (this.filled < CHUNK) return;
    this.port.postMessage(this.out, [this.out.buffer]);
    this.out = new Int16Array(CHUNK);
    this.filled = 0;
  }
}
registerProcessor("pcm", Pcm);
