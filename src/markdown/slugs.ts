/** GitHub keeps letters, marks, digits, connectors such as `_`, blanks and hyphens of a heading. Nothing is trimmed. */
const DELETED = /[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- ]/gu;

/** The fragment that GitHub makes of a heading's text: runs of blanks are not collapsed. May be empty. */
export function slugOf(heading: string): string {
  return heading.toLowerCase().replace(DELETED, '').replaceAll(' ', '-');
}
