import { pairsOf, valueAt, type YamlNode } from '../../yaml/tree.ts';
import type { Problem, Rule } from '../finding.ts';
import { readUses } from '../uses.ts';

/** Inputs that take keys which stay valid until somebody changes them. */
const INPUTS: ReadonlyMap<string, string> = new Map([
  ['aws-actions/configure-aws-credentials', 'aws-secret-access-key'],
  ['google-github-actions/auth', 'credentials_json'],
  ['google-github-actions/setup-gcloud', 'service_account_key'],
  ['azure/login', 'creds'],
]);

/** Keys for a cloud that lie in the repository's secrets, where OIDC needs none. */
export const staticCredentials: Rule = {
  name: 'static-credentials',
  severity: 'warning',
  *check({ root, jobs }) {
    yield* inEnvironment(root);
    for (const { node, steps } of jobs) {
      yield* inEnvironment(node);
      for (const step of steps) {
        yield* inEnvironment(step.node);
        const inputs = valueAt(step.node, 'with');
        const name = INPUTS.get(readUses(step.uses?.text ?? '')?.id ?? '');
        if (name !== undefined && !isExcused(inputs)) yield* secretsUnder(inputs, name);
      }
    }
  },
};

function* inEnvironment(node: YamlNode): Iterable<Problem> {
  const variables = valueAt(node, 'env');
  if (!isExcused(variables)) yield* secretsUnder(variables, 'aws_secret_access_key');
}

/** Keys that come with a token of a session end by themselves, and other clouds that talk like AWS know no OIDC. */
function isExcused(node: YamlNode | undefined): boolean {
  return pairsOf(node).some(({ key }) => /^aws[-_](?:session[-_]token|endpoint[-_]url.*)$/i.test(key.text));
}

function* secretsUnder(node: YamlNode | undefined, name: string): Iterable<Problem> {
  for (const { key, value } of pairsOf(node)) {
    if (key.text.toLowerCase() !== name || value.type !== 'text' || !/\bsecrets\b/.test(value.text)) continue;
    yield {
      at: key.at,
      message: `\`${key.text}\` is a key that stays valid until somebody changes it: let the cloud trust this workflow by OIDC, with \`id-token: write\``,
    };
  }
}
