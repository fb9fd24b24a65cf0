import type { Options, Schema, SchemaLibrary } from '../core/contracts/schema.ts';
import type { Finding } from '../core/outcome.ts';

/** Everything that is told, by the name of its rule; `usual`: by a severity of its own. */
const RULES = {
  'missing-file': 'usual',
  'missing-page': 'usual',
  'missing-heading': 'usual',
  'missing-line': 'usual',
  'other-case': 'usual',
  outside: 'usual',
  'local-path': 'usual',
  'script-link': 'usual',
  'undefined-reference': 'usual',
  'spaced-destination': 'usual',
  // No page shows anything of these, and many documents have some.
  'unused-definition': 'off',
  'duplicate-definition': 'off',
  suppression: 'usual',
  encoding: 'usual',
  'broken-before': 'usual',
  'external-link': 'usual',
  'external-heading': 'usual',
  'external-moved': 'usual',
  'external-unverified': 'usual',
  'external-private': 'usual',
} as const;

/** What a config may say of a rule. */
export type Severity = Finding['severity'] | 'off';

/** How grave each rule is, where that is not its own affair. */
export type Severities = Readonly<Record<string, Severity | 'usual'>>;

/** Shape of the option. */
export function severitySchema(z: SchemaLibrary): Schema {
  const severity = z.enum(['error', 'warning', 'off']);
  return z.strictObject(Object.fromEntries(Object.keys(RULES).map((rule) => [rule, z.optional(severity)])));
}

/** The severities by the options of the task. */
export function readSeverities(options: Options): Severities {
  return { ...RULES, ...(options['severity'] as Record<string, Severity> | undefined) };
}

/** The findings that are told, as gravely as the config says. */
export function withSeverities(findings: readonly Finding[], severities: Severities): readonly Finding[] {
  return findings.flatMap((finding) => {
    const severity = severities[finding.rule ?? ''] ?? 'usual';
    if (severity === 'off') return [];
    return severity === 'usual' ? finding : { ...finding, severity };
  });
}
