import { type Variables, variablesIn, variableValue } from '../requests/variables.ts';
import { smokeVariables } from './options.ts';
import type { SmokeOptions } from './shape.ts';

/** Names of variables that hold a secret wherever they stand. */
const TELLING = /TOKEN|SECRET|PASS|CREDENTIAL|AUTH|COOKIE|API_?KEY|PRIVATE/i;

/** What must not be shown: what goes out in headers, bodies and paths, and what is called a secret. */
export function secretsOf(options: SmokeOptions, variables: Variables): readonly string[] {
  const { headers, ready, requests = [] } = options;
  const sent = [ready, ...requests].map((one) => [one?.headers, one?.body, one?.json, one?.path]);
  const names = [
    ...variablesIn(JSON.stringify([headers, sent])),
    ...smokeVariables({ ...options }).filter((name) => TELLING.test(name)),
  ];
  return [...new Set(names)].map((name) => variableValue(variables, name));
}
