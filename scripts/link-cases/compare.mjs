// Findings beside verdicts.

/** @typedef {import('../link-cases.mjs').Case} Case */
/** @typedef {{ readonly link: Case, readonly said: string }} Difference */

/** What may be said of a link by its verdict. @type {Readonly<Record<string, readonly string[]>>} */
const ALLOWED = {
  ok: ['nothing'],
  // A definition that nobody uses may be mentioned.
  'not-a-link': ['nothing', 'warning'],
  'ok-on-github-warn': ['warning'],
  broken: ['error'],
  'broken-on-github': ['error'],
  unverifiable: ['nothing', 'warning'],
  'ok-or-unverifiable': ['nothing', 'warning'],
};

/** The links of which something else is said than their verdict allows. @param {import('../link-cases.mjs').Corpus} corpus @param {import('./check.mjs').Checked} checked @returns {readonly Difference[]} */
export function compare({ links }, { findings }) {
  return links.flatMap((link) => {
    const about = findings.filter(
      ({ file, line, target, message }) =>
        file === link.file && target.startsWith(link.link) && (line === link.line || standsForMore(message)),
    );
    const said = about.some(({ severity }) => severity === 'error')
      ? 'error'
      : about.length > 0
        ? 'warning'
        : 'nothing';
    return ALLOWED[link.verdict]?.includes(said) ? [] : [{ link, said }];
  });
}

/** Whether a finding is about other links of the document too that miss the same thing. @param {string} message */
function standsForMore(message) {
  return /; \d+ more links? do(?:es)?, in lines? [\d, ]+(?: and \d+ more)?$/.test(message);
}
