import type { YamlText } from '../../yaml/tree.ts';
import type { Rule } from '../finding.ts';

/**
 * A script over several lines of which YAML makes one: plain or quoted. Who writes `>` wants that. One command that was broken
 * where it became long is told too: the next line that somebody adds becomes part of it.
 */
export const foldedRun: Rule = {
  name: 'folded-run',
  severity: 'error',
  *check({ jobs }) {
    for (const { run } of jobs.flatMap(({ steps }) => steps)) {
      if (run !== undefined && isFolded(run)) yield { at: run.at, message: MESSAGE };
    }
  },
};

const MESSAGE =
  'YAML joins these lines into one, and the shell sees no end of a line: begin with `run: |`, or with `run: >` where one command is meant';

/** Whether words that follow each other in the text come from different lines. */
function isFolded(run: YamlText): boolean {
  if (run.style === 'literal' || run.style === 'folded' || run.lastLine === run.at.line) return false;
  return [...run.text.matchAll(/ /g)].some(({ index }) => run.spotAt(index + 1).line > run.spotAt(index - 1).line);
}
