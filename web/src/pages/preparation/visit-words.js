/**
 * What a planned visit's chart needs, in chips.
 * @module
 */
import { html, nothing } from "lit";
import { date, moment } from "../../shell/words.js";
import "../../components/cr-chip.js";

/** The clock of a moment where the office is. @param {string} iso @param {string} zone */
export function clock(iso, zone) { return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(new Date(iso)); }

/** The day of a moment where the office is, `2026-01-31`. @param {string} iso @param {string} zone */
export function dayOf(iso, zone) { return new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone }).format(new Date(iso)); }

/** Whether somebody has to do something before the visit. @param {any} visit */
export function lacking(visit) { const c = visit.counts; return c.unsigned + c.reviews + c.expired + c.absent + c.missing + c.followUps; }

/** @param {any} visit */
export function visitChips(visit) {
  const c = visit.counts;
  return html`${visit.alerts.length ? html`<cr-chip tone="stop">Attention</cr-chip>` : nothing}
    ${c.news ? html`<cr-chip tone="info">${c.news} new</cr-chip>` : nothing}
    ${c.unsigned ? html`<cr-chip tone="warn">${c.unsigned} unsigned</cr-chip>` : nothing}
    ${c.reviews ? html`<cr-chip tone=${c.overdue ? "stop" : "warn"}>${c.reviews} to review${c.overdue ? ", late" : ""}</cr-chip>` : nothing}
    ${c.followUps ? html`<cr-chip tone="wait">${c.followUps} promised</cr-chip>` : nothing}
    ${c.expired ? html`<cr-chip tone="stop">${c.expired} expired</cr-chip>` : nothing}
    ${c.absent || c.missing ? html`<cr-chip tone="warn">${c.absent + c.missing} missing</cr-chip>` : nothing}`;
}

/** Who prepared it and whether that still holds. @param {any} visit */
export function markChip(visit) {
  const m = visit.mark;
  if (!m) {
    const open = lacking(visit) + visit.counts.news;
    return open && matchMedia("(max-width: 760px)").matches ? html`<cr-chip tone="warn" title="not prepared">${open} open</cr-chip>` : html`<span class="soft small">not prepared</span>`;
  }
  return m.stale ? html`<cr-chip tone="warn" title=${m.came.join("\n")}>New since ${moment(m.at)}</cr-chip>` : html`<cr-chip tone="done" title="${m.by}, ${moment(m.at)}">Prepared</cr-chip>`;
}

/** @param {any} paper */
export function paperWords(paper) { return paper.goodUntil ? `was good until ${date(paper.goodUntil)}` : "is not in the chart"; }
