/**
 * The way to the server: JSON in and out, problems as words, one place for headers.
 * @module
 */

/**
 * What went wrong, in the server's own words: what happened, what was kept, what to do now.
 * Carries the correlation id that the server's log has too.
 */
export class Problem extends Error {
  /** @param {{type?:string,title?:string,status:number,detail?:string,correlationId?:string,position?:number,suggestion?:string,[k:string]:unknown}} body */
  constructor(body) {
    super(body.detail || body.title || `The server answered ${body.status}.`);
    this.name = "Problem";
    /** Last part of the problem's type, e.g. `stale-version`. */
    this.kind = (body.type ?? "").split(":").pop() || "unknown";
    this.title = body.title ?? "";
    this.status = body.status;
    this.correlationId = body.correlationId ?? "";
    this.body = body;
  }

  /** True when the same call may succeed later without a change. */
  get passing() {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

const BASE = "/api/v1";

/** Fires `signed-out` when a call finds that nobody is signed in, `enrol` when a second factor has to be set up first, `reached` and `unreached` as the server comes and goes. */
export const doors = new EventTarget();

let reached = true;
/** @param {boolean} now */
function reach(now) {
  if (now === reached) return;
  reached = now;
  doors.dispatchEvent(new Event(now ? "reached" : "unreached"));
}

function unreachable() {
  reach(false);
  return new Problem({
    type: "urn:chartroom:problem:unreachable", status: 0, title: "Server out of reach",
    detail: "The server cannot be reached. Nothing was changed. What is on this page is kept; try again when the connection is back.",
  });
}

/**
 * @param {string} text
 * @param {number} status
 * @param {string} type
 * @param {string|null} correlation
 */
function problemOf(text, status, type, correlation) {
  let body = /** @type {any} */ ({});
  if (type.includes("json")) {
    try { body = JSON.parse(text); } catch { body = {}; }
  }
  const problem = new Problem({ ...body, status, correlationId: body.correlationId ?? correlation ?? "" });
  if (problem.kind === "second-factor-required") doors.dispatchEvent(new Event("enrol"));
  if (status === 401) doors.dispatchEvent(new CustomEvent("signed-out", { detail: problem }));
  return problem;
}

/**
 * One call. `path` is relative to /api/v1.
 * @param {string} method
 * @param {string} path
 * @param {{body?:unknown, raw?:BodyInit, type?:string, version?:number|string, key?:string, headers?:Record<string,string>, signal?:AbortSignal, quiet?:boolean}} [o]
 *   `body` is sent as JSON, `raw` as it is; `version` becomes If-Match; `key` becomes Idempotency-Key.
 * @returns {Promise<{body:any, etag:string|null, response:Response}>}
 */
export async function call(method, path, o = {}) {
  /** @type {Record<string,string>} */
  const headers = { Accept: "application/json, application/problem+json, text/plain;q=0.9, */*;q=0.5", "X-Chartroom": "1", ...o.headers };
  if (o.body !== undefined) headers["Content-Type"] = "application/json";
  if (o.type) headers["Content-Type"] = o.type;
  if (o.version !== undefined) headers["If-Match"] = `"${o.version}"`;
  if (o.key) headers["Idempotency-Key"] = o.key;
  let response;
  try {
    response = await fetch(BASE + path, {
      method, headers, signal: o.signal, credentials: "same-origin", cache: "no-store",
      body: o.body !== undefined ? JSON.stringify(o.body) : o.raw,
    });
  } catch (failure) {
    if (o.signal?.aborted) throw failure;
    throw unreachable();
  }
  reach(true);
  const type = response.headers.get("Content-Type") ?? "";
  if (!response.ok) {
    throw problemOf(await response.text(), response.status, type, response.headers.get("X-Correlation-Id"));
  }
  const body = response.status === 204 ? null
    : type.includes("json") ? await response.json()
    : type.startsWith("application/octet-stream") ? await response.arrayBuffer()
    : await response.text();
  return { body, etag: response.headers.get("ETag"), response };
}

/**
 * @param {string} path
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function get(path, signal) {
  return (await call("GET", path, { signal })).body;
}

/**
 * @param {string} path
 * @param {unknown} [body]
 * @param {{version?:number|string, key?:string}} [o]
 * @returns {Promise<any>}
 */
export async function post(path, body = {}, o = {}) {
  return (await call("POST", path, { body, ...o })).body;
}

/**
 * @param {string} path
 * @param {unknown} body
 * @param {number|string} [version]
 * @returns {Promise<{body:any, etag:string|null}>}
 */
export async function put(path, body, version) {
  return call("PUT", path, { body, version });
}

/** A key for one creation: the same key twice makes one thing. */
export function newKey() {
  return crypto.randomUUID ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
}

/**
 * Builds a query string, leaving out what is empty.
 * @param {Record<string, unknown>} values arrays repeat the name
 */
export function query(values) {
  const q = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "" && one !== false) q.append(name, String(one));
    }
  }
  const text = q.toString();
  return text ? "?" + text : "";
}

/**
 * Reads every page of a list, up to `most` items.
 * @param {string} path path and query without cursor
 * @param {number} [most]
 * @param {AbortSignal} [signal]
 * @returns {Promise<{items:any[], next:string|null}>}
 */
export async function list(path, most = 200, signal) {
  const items = [];
  let next = null;
  do {
    const more = next ? (path.includes("?") ? "&" : "?") + "cursor=" + encodeURIComponent(next) : "";
    const page = await get(path + more, signal);
    items.push(...page.items);
    next = page.next ?? null;
  } while (next && items.length < most);
  return { items, next };
}

/**
 * Sends a file with progress; fetch cannot tell how far an upload is.
 * @param {string} path
 * @param {Blob} file
 * @param {{name?:string, key:string, onProgress?:(sent:number, of:number)=>void, signal?:AbortSignal}} o
 * @returns {Promise<any>}
 */
export function upload(path, file, o) {
  return new Promise((resolve, reject) => {
    const x = new XMLHttpRequest();
    x.open("POST", BASE + path);
    x.setRequestHeader("Accept", "application/json, application/problem+json");
    x.setRequestHeader("X-Chartroom", "1");
    x.setRequestHeader("Idempotency-Key", o.key);
    x.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    if (o.name) x.setRequestHeader("X-File-Name", encodeURIComponent(o.name));
    x.upload.onprogress = (e) => o.onProgress?.(e.loaded, e.lengthComputable ? e.total : file.size);
    x.onerror = () => reject(unreachable());
    x.onabort = () => reject(new DOMException("stopped", "AbortError"));
    x.onload = () => {
      reach(true);
      const type = x.getResponseHeader("Content-Type") ?? "";
      if (x.status >= 200 && x.status < 300) resolve(JSON.parse(x.responseText));
      else reject(problemOf(x.responseText, x.status, type, x.getResponseHeader("X-Correlation-Id")));
    };
    o.signal?.addEventListener("abort", () => x.abort());
    x.send(file);
  });
}

/**
 * Where a picture of the API lives, whether the server answered a path or a relative one.
 * @param {string|null|undefined} url
 */
export function picture(url) {
  if (!url) return "";
  return /^(\/|data:|blob:)/.test(url) ? url : `${BASE}/${url}`;
}
