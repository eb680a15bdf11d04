/**
 * How the pages of an office's rules look.
 * @module
 */
import { css } from "lit";

export const rules = css`
  .body.rules { border-top: 1px solid var(--line); padding-top: var(--s4); display: grid; gap: var(--s6); align-content: start; }
  .rules section { display: grid; gap: var(--s2); max-width: 980px; min-width: 0; } .rules section > h2 { font-size: 16px; } .rules h3 { margin-top: var(--s2); }
  .lines { display: grid; gap: var(--s2); } .line { display: grid; gap: var(--s2) var(--s3); align-items: center; } .line.top { margin-bottom: calc(-1 * var(--s1)); }
`;
