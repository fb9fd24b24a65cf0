import type { Rule } from '../finding.ts';
import { type KnownUse, knownUse } from '../known-actions.ts';

/** Runtimes that runners do not have any more. Source: `externals.sh` of the runner. */
const GONE = ['node12', 'node16'];

/** Versions whose service GitHub has switched off, whatever they run on. Source: GitHub's changelog, 2024 and 2025. */
const SWITCHED_OFF: Readonly<Record<string, readonly string[]>> = {
  'actions/upload-artifact': ['v1', 'v2', 'v3'],
  'actions/download-artifact': ['v1', 'v2', 'v3'],
  'actions/cache': ['v0', 'v1', 'v2'],
};

/** Actions of a major version that does not run any more. */
export const oldAction: Rule = {
  name: 'old-action',
  severity: 'error',
  *check({ jobs, text }) {
    for (const { uses } of jobs.flatMap(({ steps }) => steps)) {
      const known = knownUse(uses, text);
      const cause = known && causeOf(known);
      if (uses === undefined || known === undefined || cause === undefined) continue;
      const { used, major, newest } = known;
      yield { at: uses.at, message: `${used.name} ${major} ${cause}: use ${newest}` };
    }
  },
};

function causeOf({ used, major, using }: KnownUse): string | undefined {
  if (SWITCHED_OFF[used.id]?.includes(major)) return 'is switched off by GitHub, and fails';
  return GONE.includes(using) ? `needs ${using.replace('node', 'Node ')}, which the runners no longer have` : undefined;
}
