/**
 * What happens in the office, as it happens: one server-sent stream for the whole app.
 * The browser resumes with Last-Event-ID after a short break by itself; after a longer one every listener gets
 * `resync` and reads its list again, so nothing depends on the stream being whole.
 * @module
 */

/**
 * Dispatches `arrival`, `document`, `dictation`, `recording`, `searchable` and `alert` (CustomEvent with the message as detail), `resync`, `live` and `lost`.
 * `recording`: more was heard of a recording of one's own that is being made. `searchable`: a search finds this document from now on as the record has it.
 * `alert`: something new matches a saved search of one's own, or, for privacy officers, a restricted chart was opened in an emergency; pages tell each other with `seen` that it was looked at.
 */
export const events = new EventTarget();

/** @type {EventSource|null} */
let source = null;
let wait = 1000;
let broken = false;
/** @type {ReturnType<typeof setTimeout>|undefined} */
let timer;

/** Opens the stream; harmless when it is open. */
export function listen() {
  if (source) return;
  source = new EventSource("/api/v1/events");
  source.onopen = () => {
    wait = 1000;
    events.dispatchEvent(new Event("live"));
    if (broken) events.dispatchEvent(new Event("resync"));
    broken = false;
  };
  source.onerror = () => {
    broken = true;
    events.dispatchEvent(new Event("lost"));
    if (source?.readyState === EventSource.CLOSED) {
      // The server refused (signed out, restarting): the browser does not try again after a refusal, we do.
      source.close();
      source = null;
      timer = setTimeout(listen, wait);
      wait = Math.min(wait * 2, 30_000);
    }
  };
  for (const name of ["arrival", "document", "dictation", "searchable", "recording", "alert"]) {
    source.addEventListener(name, (e) => {
      const detail = JSON.parse(/** @type {MessageEvent} */ (e).data);
      events.dispatchEvent(new CustomEvent(name, { detail }));
    });
  }
}

/** Closes the stream: on signing out. */
export function stopListening() {
  clearTimeout(timer);
  source?.close();
  source = null;
  broken = false;
}

/**
 * Gathers calls that come in quick succession into one.
 * @template {any[]} A
 * @param {(...args:A)=>void} what
 * @param {number} ms
 * @returns {(...args:A)=>void}
 */
export function gathered(what, ms) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let due;
  return (...args) => {
    clearTimeout(due);
    due = setTimeout(() => what(...args), ms);
  };
}
