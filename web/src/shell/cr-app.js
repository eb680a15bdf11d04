import { LitElement, css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { doors, get } from "./api.js";
import { events, gathered, listen, stopListening } from "./events.js";
import { icon } from "./icons.js";
import { Keys, parts, shownKeys } from "./keys.js";
import { left, openings } from "./openings.js";
import { address, followLinks, go, match } from "./router.js";
import { aloud, say, sayProblem, voice } from "./say.js";
import { session } from "./session.js";
import { base } from "./styles.js";
import { date, name } from "./words.js";
import "./cr-lock.js";
import "./cr-patient-banner.js";
import "./cr-problem.js";
import "./cr-sign-in.js";
import "../components/cr-dialog.js";
import "../components/cr-toast.js";

const RAIL = [
  { page: "inbox", title: "Inbox", icon: "inbox", count: "inbox", what: "to file" },
  { page: "filing", title: "Filing", icon: "file", count: "filing", what: "to file" },
  { page: "reviews", title: "To review", icon: "review", count: "reviews", what: "to review", late: "reviewsLate" },
  { page: "dictations", title: "Dictations", icon: "dictations", count: "dictations", what: "waiting" },
  { page: "search", title: "Search", icon: "search", count: "searches", what: "new for saved searches" },
  { page: "patients", title: "Patients", icon: "patients" },
  { page: "paper", title: "Paper", icon: "page", count: "rescans", what: "to scan again" },
  { page: "preparation", title: "Prepare", icon: "calendar" },
  { page: "releases", title: "Releases", icon: "elsewhere" },
  { page: "reconciliation", title: "Reconciliation", icon: "balance" },
  { page: "retention", title: "Retention", icon: "lock" },
  { page: "emergency-access", title: "Emergencies", icon: "warn", count: "emergencies", what: "to look at" },
  { page: "audit", title: "Audit trail", icon: "history" },
  { page: "status", title: "Status", icon: "status" },
  { page: "admin", title: "Admin", icon: "admin" },
];

/** The shell: rail, search box, patient banner, page, toasts, keys, lock. One of it, for as long as the tab lives. */
export class CrApp extends LitElement {
  static properties = {
    ready: { state: true }, failure: { state: true }, user: { state: true }, patient: { state: true }, waiting: { state: true },
    at: { state: true }, online: { state: true }, live: { state: true }, keysShown: { state: true }, spoken: { state: true },
    theme: { state: true }, density: { state: true }, signedOut: { state: true }, q: { state: true },
  };

  static styles = [base, css`
    :host { display: block; height: 100dvh; overflow: hidden; }
    .shell { display: grid; height: 100%; grid-template: var(--top) auto minmax(0, 1fr) / var(--rail) minmax(0, 1fr);
      grid-template-areas: "rail top" "rail banner" "rail main"; }
    .skip { position: absolute; left: var(--s2); top: -60px; z-index: 9; background: var(--accent); color: var(--on-accent); padding: var(--s2) var(--s3); border-radius: var(--radius); }
    .skip:focus { top: var(--s2); }

    nav a.brand { min-height: calc(var(--top) - 4px); margin-bottom: 4px; gap: var(--s2); font-weight: 700; letter-spacing: -.01em; }
    .brand img { width: 24px; height: 24px; }
    .top { grid-area: top; display: flex; align-items: center; gap: var(--s3); padding: 0 var(--s5) 0 0; }
    form { flex: 1; max-width: 620px; position: relative; }
    form svg { position: absolute; left: 10px; top: 50%; translate: 0 -50%; color: var(--ink-soft); pointer-events: none; }
    form input { padding-left: 32px !important; padding-right: 34px !important; background: var(--surface); }
    form input::-webkit-search-cancel-button { display: none; }
    form kbd { position: absolute; right: 8px; top: 50%; translate: 0 -50%; }

    nav { grid-area: rail; padding: var(--s1) var(--s2); overflow: auto; display: flex; flex-direction: column; }
    nav ul { display: grid; gap: 2px; }
    nav a, nav button.more { display: flex; align-items: center; gap: var(--s3); min-height: 36px; padding: 0 var(--s3); border-radius: var(--radius); border: 0;
      background: none; color: var(--ink); text-decoration: none; width: 100%; justify-content: flex-start; position: relative; }
    nav a:hover, nav button.more:hover { background: var(--hover); }
    nav a[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
    nav .word { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    nav .count { margin-left: auto; font-size: var(--text-small); font-weight: 600; color: var(--ink-soft); }
    nav a[aria-current] .count { color: var(--accent); }
    nav .count.overdue { color: var(--stop); } nav .count.overdue::before { content: "! "; }
    nav .more { display: none; }

    cr-patient-banner { grid-area: banner; }
    main { grid-area: main; min-width: 0; min-height: 0; outline: none; background: var(--surface); border: 1px solid var(--line); border-width: 1px 0 0 1px; border-top-left-radius: 10px; overflow: hidden; }
    main:focus-visible { outline: none; }
    .page { height: 100%; }
    .page > * { height: 100%; }

    .me { border-color: transparent; background: none; padding: 0 var(--s2); gap: var(--s2); }
    .face { width: 26px; height: 26px; border-radius: 50%; background: var(--accent-soft); color: var(--accent); display: grid; place-items: center; font-weight: 700; font-size: 11px; }
    .face::before { content: attr(data-initials) / ""; }
    [popover] { position: fixed; inset: auto; right: var(--s4); top: calc(var(--top) - 2px); margin: 0; width: 264px; padding: var(--s2); border: 1px solid var(--line);
      border-radius: 10px; background: var(--raised); color: var(--ink); box-shadow: var(--shadow); }
    [popover]:popover-open { display: grid; gap: 2px; }
    [popover] > button, [popover] > a { border: 0; background: none; justify-content: flex-start; width: 100%; padding: 0 var(--s2); }
    [popover] hr { border: 0; border-top: 1px solid var(--line); margin: var(--s1) 0; width: 100%; }
    .who { padding: var(--s1) var(--s2) var(--s2); }
    .who b { display: block; }
    .choice { display: flex; align-items: center; justify-content: space-between; padding: 2px var(--s2); gap: var(--s2); }
    .choice .row { gap: 0; }
    .choice button { min-height: 28px; border-radius: 0; font-size: var(--text-small); padding: 0 var(--s2); margin-left: -1px; }
    .choice button:first-child { border-radius: var(--radius) 0 0 var(--radius); }
    .choice button:last-child { border-radius: 0 var(--radius) var(--radius) 0; }

    .notice { display: flex; align-items: center; gap: var(--s2); font-size: var(--text-small); color: var(--warn); white-space: nowrap; }
    .keys { display: grid; gap: var(--s5); grid-template-columns: repeat(auto-fit, minmax(250px, 1fr)); }
    .keys dl { display: grid; grid-template-columns: auto 1fr; gap: 6px var(--s3); margin-top: var(--s2); align-items: baseline; }
    .keys dt { justify-self: end; } .keys dd { color: var(--ink); }
    main.alone { position: absolute; inset: 0; border: 0; border-radius: 0; } main.alone .page { overflow: auto; } .leave { position: fixed; right: var(--s4); top: 10px; }
    .centre { display: grid; place-items: center; height: 100%; padding: var(--s4); }

    @media (max-width: 900px) { .page { overflow: auto; } .page > cr-page-document, .page > cr-page-filing, .page > cr-page-form, .page > cr-page-editor, .page > cr-page-releases { height: auto; min-height: 100%; } }
    @media (max-width: 1020px) and (min-width: 761px) {
      .shell { grid-template-columns: 60px minmax(0, 1fr); }
      .brand span, nav .word { display: none; }
      nav a { justify-content: center; padding: 0; min-height: 44px; }
      nav .count { position: absolute; right: 2px; top: 2px; font-size: 11px; }
    }
    @media (max-width: 760px) {
      .shell { grid-template: calc(var(--top) + 4px) auto minmax(0, 1fr) auto / minmax(0, 1fr); grid-template-areas: "top" "banner" "main" "rail"; }
      nav a.brand { display: none; }
      .top { padding: 0 var(--s2) 0 var(--s3); }
      .me .word, form kbd, .me > svg, .top > .grow { display: none; }
      .face { width: 32px; height: 32px; }
      .notice .word { display: none; }
      main { border-left: 0; border-radius: 0; }
      nav { padding: 2px 2px calc(2px + env(safe-area-inset-bottom)); border-top: 1px solid var(--line); background: var(--bg); overflow: visible; }
      nav ul { grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); }
      nav a, nav button.more { flex-direction: column; gap: 2px; justify-content: center; min-height: 54px; padding: 0; font-size: 12px; }
      nav a[aria-current] { background: none; } nav .word { max-width: 100%; }
      nav svg { width: 20px; height: 20px; }
      nav .count { position: absolute; left: calc(50% + 6px); top: 3px; margin: 0; font-size: 11px; background: var(--accent); color: var(--on-accent) !important; border-radius: 9px; padding: 0 5px; line-height: 16px; }
      nav .late { display: none; }
      nav .more { display: flex; }
      [popover] { right: var(--s2); left: var(--s2); width: auto; }
      [popover].up { top: auto; bottom: 66px; }
    }
    @media print { :host { height: auto; overflow: visible; } .shell { display: block; } .top, nav, .brand, .skip { display: none; } main { border: 0; overflow: visible; } }
  `];

  constructor() {
    super();
    this.ready = false;
    this.failure = /** @type {any} */ (null);
    this.user = /** @type {import("./session.js").User|null} */ (null);
    this.patient = /** @type {import("./session.js").Patient|null} */ (null);
    this.waiting = /** @type {Record<string,number>} */ ({});
    this.at = match("/inbox");
    this.online = true;
    this.live = true;
    this.keysShown = false;
    this.spoken = "";
    this.signedOut = false;
    this.q = "";
    this.theme = localStorage.getItem("chartroom.theme") ?? "system";
    this.density = localStorage.getItem("chartroom.density") ?? "comfortable";
    /** @type {HTMLElement|null} */
    this.pageElement = null;
    /** @type {Promise<unknown>} */
    this.pageLoading = Promise.resolve();
    this.count = gathered(() => this.#count(), 800);
    // A person who opened a result in the meantime stays there.
    this.suggest = gathered((/** @type {string} */ q) => { if (location.pathname === "/search" && q === this.q.trim()) go("/search?" + this.#withQ(q), { replace: true }); }, 130);
    /** Words are in the search box that were not searched for yet: nothing but the person takes them away. */
    this.typing = false;
    new Keys(this, "Everywhere", [
      { key: "/", label: "Search", run: () => this.#searchBox()?.select() },
      { key: "?", label: "Show keys", run: () => { this.keysShown = true; } },
      { key: "g i", label: "Go to the inbox", when: () => session.may("inbox"), run: () => go("/inbox") },
      { key: "g f", label: "Go to filing", when: () => session.may("filing"), run: () => go("/filing") },
      { key: "g d", label: "Go to dictations", when: () => session.may("dictations"), run: () => go("/dictations") },
      { key: "g r", label: "Go to what is to review", when: () => session.may("reviews"), run: () => go("/reviews") },
      { key: "g s", label: "Go to the search", when: () => session.may("search"), run: () => go("/search") },
      { key: "g p", label: "Go to patients", when: () => session.may("patients"), run: () => go("/patients") },
      { key: "Ctrl+l", label: "Lock the screen", run: () => this.#lock() },
    ]);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#dress();
    followLinks();
    address.addEventListener("moved", () => this.#show());
    session.addEventListener("user", () => {
      this.user = session.user;
      if (this.user) {
        this.signedOut = false;
        // Until the second factor is set up, the server has nothing to say to them.
        if (session.mustEnrol) stopListening(); else { listen(); this.#count(); this.#opened(); }
      } else { stopListening(); openings.forget(); }
    });
    session.addEventListener("patient", () => { this.patient = session.patient; });
    openings.addEventListener("changed", () => this.requestUpdate());
    openings.addEventListener("closed", (e) => this.#closed(/** @type {CustomEvent} */ (e).detail));
    doors.addEventListener("signed-out", () => { if (this.user) this.signedOut = true; });
    doors.addEventListener("enrol", () => { if (!session.mustEnrol) this.#start(); });
    doors.addEventListener("reached", () => { this.online = true; this.count(); });
    doors.addEventListener("unreached", () => { this.online = false; });
    addEventListener("offline", () => { this.online = false; });
    addEventListener("online", () => { this.online = true; events.dispatchEvent(new Event("resync")); });
    events.addEventListener("live", () => { this.live = true; this.online = true; });
    events.addEventListener("lost", () => setTimeout(() => { this.live = false; }, 1500));
    events.addEventListener("document", this.count);
    events.addEventListener("resync", this.count);
    events.addEventListener("alert", this.count);
    events.addEventListener("seen", this.count);
    voice.addEventListener("aloud", (e) => {
      this.spoken = "";
      requestAnimationFrame(() => { this.spoken = /** @type {CustomEvent} */ (e).detail; });
    });
    this.#start();
  }

  async #start() {
    this.failure = null;
    try {
      await session.resume();
    } catch (failure) {
      this.failure = failure;
    }
    this.ready = true;
    this.#show();
  }

  async #count() {
    if (session.mustEnrol) return;
    try {
      this.waiting = await get("/waiting");
    } catch (problem) {
      if (/** @type {any} */ (problem).status !== 401 && /** @type {any} */ (problem).status !== 0) sayProblem(problem);
    }
  }

  /** Charts that an emergency opened to them before this page was loaded. */
  async #opened() {
    if (!session.has("clinician")) return;
    try {
      await openings.read();
    } catch (problem) {
      sayProblem(problem);
    }
  }

  /** What is shown of a chart goes from the screen when it closes. @param {import("./openings.js").Opening} opening */
  #closed(opening) {
    say({ text: `The restricted chart of ${name({ display: opening.patientName })} is closed to you again.`, tone: "info", seconds: 12 });
    if (session.patient?.id === opening.patientId || location.pathname === `/patients/${opening.patientId}`) go("/patients", { replace: true });
  }

  #dress() {
    const root = document.documentElement;
    if (this.theme === "system") delete root.dataset.theme; else root.dataset.theme = this.theme;
    if (this.density === "compact") root.dataset.density = "compact"; else delete root.dataset.density;
    localStorage.setItem("chartroom.theme", this.theme);
    localStorage.setItem("chartroom.density", this.density);
  }

  /** Who is asked to set up a second factor is told so on every page, and goes on with their work meanwhile. */
  #askedToEnrol() {
    const standing = session.standing;
    if (!standing?.asked || standing.on || session.mustEnrol || location.pathname === "/second-factor") return nothing;
    const words = "Set up your second factor" + (standing.laterUntil ? ", until " + date(standing.laterUntil) : "");
    return html`<a class="notice" href="/second-factor?then=${encodeURIComponent(location.pathname + location.search)}" aria-label=${words}>${icon("phone")}<span class="word">${words}</span></a>`;
  }

  #lock() { /** @type {any} */ (this.renderRoot.querySelector("cr-lock"))?.lock(); }

  #searchBox() { return /** @type {HTMLInputElement|null} */ (this.renderRoot.querySelector("#search")); }

  /** The first place of a role. */
  #home() {
    const first = RAIL.find((r) => session.may(r.page) && r.page !== "reviews");
    if (session.has("clinician") && session.may("dictations")) return "/dictations";
    return "/" + (first?.page ?? "patients");
  }

  /** Shows the page of the address. */
  async #show() {
    const found = match(location.pathname);
    if (this.user && (location.pathname === "/" || location.pathname === "/sign-in")) {
      go(this.#home(), { replace: true });
      return;
    }
    if (this.user && session.mustEnrol && location.pathname !== "/second-factor") {
      go("/second-factor?then=" + encodeURIComponent(location.pathname + location.search), { replace: true });
      return;
    }
    this.at = found;
    const q = found?.row.page === "search" ? new URLSearchParams(location.search).get("q") ?? "" : "";
    // The address holds the words without the space that is just being typed after them.
    if (this.q.trim() !== q && !(this.typing && found?.row.page !== "search")) { this.q = q; this.typing = false; }
    if (!found || !this.user) { this.pageElement = null; return; }
    const { row, params } = found;
    const query = new URLSearchParams(location.search);
    document.title = `${row.title} · Chartroom`;
    try {
      this.pageLoading = row.load();
      await this.pageLoading;
    } catch {
      this.pageElement = null;
      this.failure = new Error("This page could not be loaded. Check the connection and load it again; nothing was lost.");
      return;
    }
    if (this.at !== found) return;
    if (!["/patients/:patient", "/patients/:patient/about", "/documents/:document", "/documents/:document/pages", "/dictations/:dictation", "/preparation/:appointment"].includes(row.path)) session.hold(null);
    const same = this.pageElement?.localName === row.tag;
    const element = /** @type {any} */ (same ? this.pageElement : document.createElement(row.tag));
    element.params = params;
    element.query = query;
    this.pageElement = element;
    this.requestUpdate();
    await this.updateComplete;
    if (!same) {
      await element.updateComplete;
      // Whoever has begun to type, or is in a field or dialog of the new page already, stays there.
      const at = this.shadowRoot?.activeElement;
      if (!at || at.closest("nav, cr-patient-banner, .skip")) /** @type {HTMLElement} */ (this.renderRoot.querySelector("main"))?.focus({ preventScroll: true });
      aloud(row.title);
    }
  }

  /** @param {string} q */
  #withQ(q) {
    const all = new URLSearchParams(location.pathname === "/search" ? location.search : "");
    if (q) all.set("q", q); else all.delete("q");
    all.delete("cursor");
    return all.toString();
  }

  #search(/** @type {Event} */ e) {
    e.preventDefault();
    const q = this.#searchBox()?.value.trim() ?? "";
    this.typing = false;
    go("/search?" + this.#withQ(q));
  }

  #typed(/** @type {InputEvent} */ e) {
    this.q = /** @type {HTMLInputElement} */ (e.target).value;
    this.typing = this.q !== "";
    if (location.pathname === "/search") this.suggest(this.q.trim());
  }

  #searchKey(/** @type {KeyboardEvent} */ e) {
    if (e.key === "Escape") /** @type {HTMLElement} */ (this.renderRoot.querySelector("main")).focus();
    if (e.key === "ArrowDown" && location.pathname === "/search") {
      e.preventDefault();
      /** @type {any} */ (this.pageElement)?.focusResults?.();
    }
  }

  async #signOut() {
    try {
      await session.signOut();
      this.pageElement = null;
      go("/sign-in", { replace: true });
    } catch (problem) {
      sayProblem(problem);
    }
  }

  #menu() {
    const pick = (/** @type {"theme"|"density"} */ what, /** @type {string} */ value, /** @type {string} */ word) => html`
      <button aria-pressed=${this[what] === value} @click=${() => { this[what] = value; this.#dress(); }}>${word}</button>`;
    return html`<div popover id="menu">
      <div class="who"><b>${this.user?.displayName}</b><span class="soft small">${this.user?.login} · ${this.user?.roles.map((r) => r.replace("-", " ")).join(", ")}</span></div>
      <div class="choice" role="group" aria-label="Theme"><span>Theme</span><span class="row">${pick("theme", "system", "System")}${pick("theme", "light", "Light")}${pick("theme", "dark", "Dark")}</span></div>
      <div class="choice" role="group" aria-label="Density"><span>Rows</span><span class="row">${pick("density", "comfortable", "Roomy")}${pick("density", "compact", "Compact")}</span></div>
      <hr>
      <a class="button" href="/second-factor" @click=${() => this.#closeMenus()}>${icon("phone")} Second factor</a>
      <button class="desk" @click=${() => { this.#closeMenus(); this.keysShown = true; }}>${icon("keys")} Keys <kbd>?</kbd></button>
      <button @click=${() => { this.#closeMenus(); this.#lock(); }}>${icon("lock")} Lock now</button>
      <button @click=${() => { this.#closeMenus(); this.#signOut(); }}>${icon("out")} Sign out</button>
    </div>`;
  }

  #closeMenus() { for (const m of this.renderRoot.querySelectorAll("[popover]")) /** @type {HTMLElement} */ (m).hidePopover(); }

  #rail() {
    // Whoever is no clinician gets reviews only when something late was put on their list.
    const rows = RAIL.filter((r) => session.may(r.page) && (r.page !== "reviews" || this.waiting.reviews || session.has("clinician", "records-clerk", "administrator")));
    const late = rows.slice(4).length > 1 ? rows.slice(4) : [];
    return html`<nav aria-label="Main">
      <a class="brand" href="/" title="Chartroom, start page"><img src="/assets/favicon.svg" alt="Chartroom, start page"><span aria-hidden="true">Chartroom</span></a>
      <ul>${repeat(rows, (r) => r.page, (r) => {
        const n = r.count ? this.waiting[r.count] : 0;
        return html`<li class=${late.includes(r) ? "late" : ""}><a href="/${r.page}" aria-current=${this.at?.row.page === r.page ? "page" : nothing} title=${r.title}>
          ${icon(r.icon)}<span class="word">${r.title}</span>
          ${n ? html`<span class="count ${r.late && this.waiting[r.late] ? "overdue" : ""}">${n}<span class="sr"> ${r.what}${r.late && this.waiting[r.late] ? `, ${this.waiting[r.late]} overdue` : ""}</span></span>` : nothing}</a></li>`;
      })}${late.length ? html`<li class="more"><button class="more" popovertarget="more">${icon("more")}<span class="word">More</span></button></li>` : nothing}</ul>
      <div popover id="more" class="up">${late.map((r) => html`<a class="button" href="/${r.page}" @click=${() => this.#closeMenus()}>${icon(r.icon)} ${r.title}</a>`)}</div>
    </nav>`;
  }

  #page() {
    if (this.failure) return html`<div class="centre"><cr-problem .problem=${this.failure} .again=${() => this.#start()}></cr-problem></div>`;
    if (!this.at) return html`<div class="empty"><h1>There is no page at this address</h1><span>The link may be old. <a href=${this.#home()}>Go to the start</a>.</span></div>`;
    if (this.at.row.page && !this.at.row.open && !session.may(this.at.row.page)) {
      return html`<div class="empty">${icon("lock")}<h1>Your role does not use this page</h1><span>If your work needs it, ask an administrator. <a href=${this.#home()}>Go to the start</a>.</span></div>`;
    }
    return this.pageElement ?? nothing;
  }

  render() {
    if (!this.ready) return html`<p class="sr">Loading</p>`;
    if (this.failure && !this.user) return html`<main id="main">${this.#page()}</main>`;
    if (!this.user) return html`<cr-sign-in></cr-sign-in><cr-toasts></cr-toasts>`;
    if (session.mustEnrol) {
      return html`<main id="main" class="alone" tabindex="-1"><div class="page">${this.#page()}</div></main>
        <button class="leave" @click=${() => this.#signOut()}>${icon("out")} Sign out</button><cr-toasts></cr-toasts>
        <div class="sr" role="status" aria-live="polite">${this.spoken}</div>`;
    }
    const initials = this.user.displayName.split(/\s+/).map((w) => w[0]).slice(0, 2).join("").toUpperCase();
    return html`
      <div class="shell">
        <header class="top">
          <button class="skip" @click=${() => /** @type {HTMLElement} */ (this.renderRoot.querySelector("main")).focus()}>Skip to the work</button>
          <form role="search" @submit=${this.#search}>
            ${icon("search")}
            <label class="sr" for="search">Search all documents</label>
            <input id="search" type="search" placeholder="Search all documents" autocomplete="off" spellcheck="false" enterkeyhint="search"
              .value=${this.q} @input=${this.#typed} @keydown=${this.#searchKey}>
            <kbd class="desk" aria-hidden="true">/</kbd>
          </form>
          <span class="grow"></span>
          ${!this.online || !this.live ? html`<span class="notice" role="status">${icon("warn")}<span class=${this.online ? "word" : ""}>${this.online ? "Live updates paused, reconnecting" : "Offline: your work is kept here"}</span></span>` : nothing}
          ${openings.items.filter((each) => each.patientId !== this.patient?.id).map((each) => html`<a class="notice" href="/patients/${each.patientId}" aria-label="Restricted chart of ${name({ display: each.patientName })}, open in an emergency, ${left(each)}">${icon("lock")}<span class="word">Restricted chart open, ${left(each)}</span></a>`)}
          ${this.#askedToEnrol()}
          <button class="me" popovertarget="menu" aria-label="${this.user.displayName}: settings and sign out"><span class="face" data-initials=${initials}></span><span class="word">${this.user.displayName}</span>${icon("down")}</button>
          ${this.#menu()}
        </header>
        ${this.#rail()}
        <cr-patient-banner .patient=${this.patient} ?hidden=${!this.patient}></cr-patient-banner>
        <main id="main" tabindex="-1"><div class="page">${this.#page()}</div></main>
      </div>
      <cr-dialog heading="Keys" ?open=${this.keysShown} @close=${() => { this.keysShown = false; }}>
        ${this.keysShown ? html`<div class="keys">${shownKeys().map((group) => html`<section><h2>${group.title}</h2>
          <dl>${group.keys.map((k) => html`<dt>${parts(k.key).map((part) => html`<kbd>${KEY_NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part)}</kbd> `)}</dt><dd>${k.label}</dd>`)}
          ${group.title === "Everywhere" ? html`<dt><kbd>Ctrl</kbd> <kbd>Z</kbd></dt><dd>Undo the last step while it is offered</dd>` : nothing}</dl></section>`)}</div>` : nothing}
      </cr-dialog>
      <cr-toasts></cr-toasts>
      <cr-lock .user=${this.user} ?signed-out=${this.signedOut}></cr-lock>
      <div class="sr" role="status" aria-live="polite">${this.spoken}</div>`;
  }
}

/** @type {Record<string,string>} */
const KEY_NAMES = { ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", " ": "Space", Escape: "Esc" };

customElements.define("cr-app", CrApp);
