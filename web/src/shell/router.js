/**
 * Addresses and pages. Every place in the app has an address; back works; filters live in the query.
 * @module
 */

/**
 * One row a page. `page` names the entry of the rail (and the right to use it); `tag` is the element.
 * @type {{path:string, page:string, tag:string, title:string, open?:boolean, load:()=>Promise<unknown>}[]} `open`: for every role, since the server decides about the record itself
 */
export const TABLE = [
  { path: "/inbox", page: "inbox", tag: "cr-page-inbox", title: "Inbox", load: () => import("../pages/inbox/cr-page-inbox.js") },
  { path: "/inbox/transfers", page: "inbox", tag: "cr-page-transfers", title: "Charts from other practices", load: () => import("../pages/transfers/cr-page-transfers.js") },
  { path: "/inbox/:arrival", page: "inbox", open: true, tag: "cr-page-inbox", title: "Inbox", load: () => import("../pages/inbox/cr-page-inbox.js") },
  { path: "/filing", page: "filing", tag: "cr-page-filing", title: "Filing", load: () => import("../pages/filing/cr-page-filing.js") },
  { path: "/documents/:document", page: "", tag: "cr-page-document", title: "Document", load: () => import("../pages/document/cr-page-document.js") },
  { path: "/documents/:document/pages", page: "", tag: "cr-page-edit-pages", title: "Edit pages", load: () => import("../pages/edit-pages/cr-page-edit-pages.js") },
  { path: "/reviews", page: "reviews", open: true, tag: "cr-page-reviews", title: "To review", load: () => import("../pages/reviews/cr-page-reviews.js") },
  { path: "/reviews/:review", page: "reviews", open: true, tag: "cr-page-reviews", title: "To review", load: () => import("../pages/reviews/cr-page-reviews.js") },
  { path: "/search", page: "search", tag: "cr-page-search", title: "Search", load: () => import("../pages/search/cr-page-search.js") },
  { path: "/search/saved", page: "search", tag: "cr-page-saved", title: "Saved searches", load: () => import("../pages/saved/cr-page-saved.js") },
  { path: "/search/saved/:search", page: "search", tag: "cr-page-saved", title: "Saved searches", load: () => import("../pages/saved/cr-page-saved.js") },
  { path: "/patients", page: "patients", tag: "cr-page-patients", title: "Patients", load: () => import("../pages/patients/cr-page-patients.js") },
  { path: "/patients/duplicates", page: "patients", tag: "cr-page-duplicates", title: "Duplicates", load: () => import("../pages/duplicates/cr-page-duplicates.js") },
  { path: "/patients/import", page: "patients", tag: "cr-page-import", title: "Import patients", load: () => import("../pages/import/cr-page-import.js") },
  { path: "/patients/:patient/about", page: "patients", tag: "cr-page-about", title: "About the patient", load: () => import("../pages/about/cr-page-about.js") },
  { path: "/patients/:patient/disclosures", page: "releases", tag: "cr-page-disclosures", title: "What left", load: () => import("../pages/releases/cr-page-disclosures.js") },
  { path: "/patients/:patient", page: "patients", tag: "cr-page-chart", title: "Chart", load: () => import("../pages/chart/cr-page-chart.js") },
  { path: "/dictations", page: "dictations", tag: "cr-page-dictations", title: "Dictations", load: () => import("../pages/dictations/cr-page-dictations.js") },
  { path: "/dictations/texts", page: "dictations", tag: "cr-page-texts", title: "Templates and macros", load: () => import("../pages/texts/cr-page-texts.js") },
  { path: "/dictations/figures", page: "dictations", tag: "cr-page-figures", title: "Figures", load: () => import("../pages/figures/cr-page-figures.js") },
  { path: "/dictations/record", page: "dictations", tag: "cr-page-record", title: "Record a dictation", load: () => import("../pages/record/cr-page-record.js") },
  { path: "/dictations/record/:recording", page: "dictations", tag: "cr-page-record", title: "Record a dictation", load: () => import("../pages/record/cr-page-record.js") },
  { path: "/dictations/:dictation", page: "dictations", open: true, tag: "cr-page-editor", title: "Dictation", load: () => import("../pages/editor/cr-page-editor.js") },
  { path: "/paper", page: "paper", tag: "cr-page-paper", title: "Paper", load: () => import("../pages/paper/cr-page-paper.js") },
  { path: "/preparation", page: "preparation", tag: "cr-page-preparation", title: "Chart preparation", load: () => import("../pages/preparation/cr-page-preparation.js") },
  { path: "/preparation/follow-ups", page: "preparation", tag: "cr-page-follow-ups", title: "Follow-ups", load: () => import("../pages/preparation/cr-page-follow-ups.js") },
  { path: "/preparation/unsigned", page: "preparation", tag: "cr-page-unsigned", title: "Not signed", load: () => import("../pages/unsigned/cr-page-unsigned.js") },
  { path: "/preparation/:appointment", page: "preparation", tag: "cr-page-packet", title: "Packet", load: () => import("../pages/preparation/cr-page-packet.js") },
  { path: "/reconciliation", page: "reconciliation", tag: "cr-page-reconciliation", title: "Reconciliation", load: () => import("../pages/reconciliation/cr-page-reconciliation.js") },
  { path: "/retention", page: "retention", tag: "cr-page-retention", title: "Retention", load: () => import("../pages/retention/cr-page-retention.js") },
  { path: "/releases", page: "releases", tag: "cr-page-releases", title: "Releases", load: () => import("../pages/releases/cr-page-releases.js") },
  { path: "/releases/figures", page: "releases", tag: "cr-page-release-figures", title: "Figures of releases", load: () => import("../pages/releases/cr-page-release-figures.js") },
  { path: "/releases/amendments", page: "releases", tag: "cr-page-amendments", title: "Amendments", load: () => import("../pages/releases/cr-page-amendments.js") },
  { path: "/releases/amendments/:amendment", page: "releases", tag: "cr-page-amendments", title: "Amendments", load: () => import("../pages/releases/cr-page-amendments.js") },
  { path: "/releases/:release", page: "releases", tag: "cr-page-releases", title: "Releases", load: () => import("../pages/releases/cr-page-releases.js") },
  { path: "/emergency-access", page: "emergency-access", tag: "cr-page-emergencies", title: "Emergency access", load: () => import("../pages/emergencies/cr-page-emergencies.js") },
  { path: "/emergency-access/:opening", page: "emergency-access", tag: "cr-page-emergencies", title: "Emergency access", load: () => import("../pages/emergencies/cr-page-emergencies.js") },
  { path: "/audit", page: "audit", tag: "cr-page-audit", title: "Audit trail", load: () => import("../pages/audit/cr-page-audit.js") },
  { path: "/status", page: "status", tag: "cr-page-status", title: "Status", load: () => import("../pages/status/cr-page-status.js") },
  { path: "/admin", page: "admin", tag: "cr-page-admin", title: "Admin", load: () => import("../pages/admin/cr-page-admin.js") },
  { path: "/admin/review-rules", page: "admin", tag: "cr-page-review-rules", title: "Review rules", load: () => import("../pages/rules/cr-page-review-rules.js") },
  { path: "/admin/chart-rules", page: "admin", tag: "cr-page-chart-rules", title: "Chart rules", load: () => import("../pages/rules/cr-page-chart-rules.js") },
  { path: "/admin/forms", page: "admin", tag: "cr-page-forms", title: "Forms", load: () => import("../pages/forms/cr-page-forms.js") },
  { path: "/admin/forms/:template", page: "admin", tag: "cr-page-form", title: "Form", load: () => import("../pages/forms/cr-page-form.js") },
  { path: "/second-factor", page: "", tag: "cr-page-second-factor", title: "Second factor", load: () => import("../pages/second-factor/cr-page-second-factor.js") },
  { path: "/dev/components", page: "", tag: "cr-page-components", title: "Components", load: () => import("../pages/components/cr-page-components.js") },
  { path: "/dev/components/:component", page: "", tag: "cr-page-components", title: "Components", load: () => import("../pages/components/cr-page-components.js") },
];

/**
 * The row for a path with the values of its `:names`, or null.
 * @param {string} path
 */
export function match(path) {
  const parts = path.replace(/\/+$/, "").split("/");
  for (const row of TABLE) {
    const pattern = row.path.split("/");
    if (pattern.length !== parts.length) continue;
    /** @type {Record<string,string>} */
    const params = {};
    const fits = pattern.every((p, i) => {
      if (!p.startsWith(":")) return p === parts[i];
      params[p.slice(1)] = decodeURIComponent(parts[i]);
      return parts[i] !== "";
    });
    if (fits) return { row, params };
  }
  return null;
}

/** Dispatches `moved` when the address changed. */
export const address = new EventTarget();

/**
 * Goes to an address within the app.
 * @param {string} to path with query
 * @param {{replace?:boolean}} [o] replace: no new entry for Back
 */
export function go(to, o = {}) {
  const at = location.pathname + location.search;
  if (o.replace || at === to) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  address.dispatchEvent(new Event("moved"));
}

/**
 * Writes filters into the address without telling the page, which already shows them. Nothing happens when the address is
 * another page's by now: one that is being left still gets answers while the next one loads.
 * @param {string} to
 */
export function note(to) {
  if (match(new URL(to, location.href).pathname)?.row.tag !== match(location.pathname)?.row.tag) return;
  history.replaceState(null, "", to);
}

/** Follows links inside the app without loading the page anew. */
export function followLinks() {
  addEventListener("popstate", () => address.dispatchEvent(new Event("moved")));
  document.addEventListener("click", (e) => {
    if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
    const link = e.composedPath().find((n) => n instanceof HTMLAnchorElement);
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (!match(link.pathname) && link.pathname !== "/") return;
    e.preventDefault();
    go(link.pathname + link.search);
  });
}
