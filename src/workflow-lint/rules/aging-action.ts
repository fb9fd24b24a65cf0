import type { Rule } from '../finding.ts';
import { knownUse } from '../known-actions.ts';

/** Runtimes that runners still have, and which GitHub has said goes. Source: its changelog on Node 20, 2025 and 2026. */
const GOING = ['node20'];

/** Actions of a major version that will soon not run any more. */
export const agingAction: Rule = {
  name: 'aging-action',
  severity: 'warning',
  *check({ jobs, text }) {
    for (const { uses } of jobs.flatMap(({ steps }) => steps)) {
      const known = knownUse(uses, text);
      if (uses === undefined || known === undefined || !GOING.includes(known.using)) continue;
      const { used, major, using, newest } = known;
      const remedy = newest === major ? 'look for a newer one' : `use ${newest}`;
      yield {
        at: uses.at,
        message: `${used.name} ${major} needs ${using.replace('node', 'Node ')}, which the runners are about to lose: ${remedy}`,
      };
    }
  },
};
