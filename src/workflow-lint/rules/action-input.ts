import { suggest } from '../../core/nearest.ts';
import { pairsOf, valueAt } from '../../yaml/tree.ts';
import type { Rule } from '../finding.ts';
import { knownUse } from '../known-actions.ts';

/** What any action in a container takes. */
const OF_CONTAINERS = ['args', 'entrypoint'];

/** Inputs that a known action does not have: it works as if they were not there. */
export const actionInput: Rule = {
  name: 'action-input',
  severity: 'error',
  *check({ jobs, text }) {
    for (const { node, uses } of jobs.flatMap(({ steps }) => steps)) {
      const known = knownUse(uses, text);
      if (known === undefined) continue;
      const inputs = known.using === 'docker' ? [...known.inputs, ...OF_CONTAINERS] : known.inputs;
      for (const { key } of pairsOf(valueAt(node, 'with'))) {
        if (key.text.includes('${{') || inputs.includes(key.text.toLowerCase())) continue;
        const message = `${known.used.name} ${known.major} has no input \`${key.text}\` and ignores it`;
        yield { at: key.at, message: `${message}${suggest(key.text, inputs)}` };
      }
    }
  },
};
