import type { Rule } from '../finding.ts';

/** A script over several lines of which YAML makes one: plain or quoted. Who writes `>` wants that. */
export const foldedRun: Rule = {
  name: 'folded-run',
  severity: 'error',
  *check({ jobs }) {
    for (const { run } of jobs.flatMap(({ steps }) => steps)) {
      if (run === undefined || run.style === 'literal' || run.style === 'folded') continue;
      const breaks = run.lastLine - run.spotAt(0).line;
      if (breaks === 0) continue;
      yield { at: run.at, message: MESSAGE };
    }
  },
};

const MESSAGE =
  'YAML joins these lines into one, so that the shell gets a single line: begin with `run: |`, or with `run: >` if one line is meant';
