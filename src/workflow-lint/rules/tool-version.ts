import { pairsOf, valueAt } from '../../yaml/tree.ts';
import type { Rule } from '../finding.ts';
import { readUses } from '../uses.ts';

/** Actions that take whatever there is when they are not told; the inputs that tell them. */
const VERSIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['actions/setup-node', ['node-version', 'node-version-file']],
  ['actions/setup-python', ['python-version', 'python-version-file']],
  ['actions/setup-go', ['go-version', 'go-version-file']],
  ['actions/setup-java', ['java-version', 'java-version-file']],
  ['shivammathur/setup-php', ['php-version', 'php-version-file']],
  ['hashicorp/setup-terraform', ['terraform_version']],
]);

/** A tool whose version is that of the runner's image, or of the day. */
export const toolVersion: Rule = {
  name: 'tool-version',
  severity: 'warning',
  *check({ jobs }) {
    for (const { node, uses } of jobs.flatMap(({ steps }) => steps)) {
      const used = uses === undefined ? undefined : readUses(uses.text);
      const inputs = VERSIONS.get(used?.id ?? '');
      if (uses === undefined || used === undefined || inputs === undefined) continue;
      if (pairsOf(valueAt(node, 'with')).some(({ key }) => inputs.includes(key.text.toLowerCase()))) continue;
      yield {
        at: uses.at,
        message: `\`${used.name}\` without \`${inputs[0]}\` takes what the runner happens to have: say which version`,
      };
    }
  },
};
