import type { Options } from '../core/contracts/schema.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { option } from '../core/option.ts';
import { judgeScanner } from '../scan-report/verdict.ts';
import { firstFile } from '../tool-output/detection.ts';
import { holdsFor, rememberOption } from '../tool-output/remember.ts';

const CONFIGS = ['trivy.yaml', 'trivy.yml', '.trivyignore', '.trivyignore.yaml', 'trivy-secret.yaml'];

const SCANNERS = ['vuln', 'secret', 'misconfig', 'license'] as const;

/** Those that rest on what it fetches. */
const RENEWED: ReadonlySet<string> = new Set(['vuln', 'misconfig']);

function scannersOf({ scanners = ['vuln', 'secret', 'misconfig'] }: Options): readonly string[] {
  return [scanners].flat().map(String);
}

/** How it begins a line that says why it ends. */
const FATAL = /^\S+\tFATAL\tFatal error\t/m;

export default {
  type: 'tool',
  summary: 'Finds vulnerable dependencies, secrets and misconfigurations with trivy',
  tool: {
    program: 'trivy',
    ecosystem: 'any',
    install: 'https://trivy.dev/latest/getting-started/installation, or `brew install trivy`',
  },
  options: (z) => ({
    scanners: option(
      z,
      z.array(z.enum(SCANNERS)).check(z.minLength(1)),
      'what it looks for; without `vuln` it needs no database',
    ),
    severity: option(
      z,
      z.string().check(z.regex(/^[A-Z]+(?:,[A-Z]+)*$/, 'severities such as "HIGH,CRITICAL"')),
      'severities that are looked for, such as `HIGH,CRITICAL`; all without it',
    ),
    ...rememberOption(z),
  }),
  scanner: 'trivy',
  files: ['**/*'],
  scope: 'project',
  inputs: ['**/trivy.{yaml,yml}', '**/.trivyignore*', '**/trivy-secret.yaml'],
  passEnv: () => [
    'TRIVY_CACHE_DIR',
    'TRIVY_DB_REPOSITORY',
    'TRIVY_JAVA_DB_REPOSITORY',
    'TRIVY_CHECKS_BUNDLE_REPOSITORY',
  ],
  // It renews its database and its rules for configurations, which come out by themselves, when a day has gone by.
  holds: (options) => (scannersOf(options).some((scanner) => RENEWED.has(scanner)) ? holdsFor(options) : undefined),
  onlyLooks: () => true,
  check: (options) => [
    [
      ...['trivy', 'fs', '--scanners', scannersOf(options).join(','), '--exit-code', '10'],
      ...['--format', 'json', '--quiet'],
      ...(options['severity'] === undefined ? [] : ['--severity', String(options['severity'])]),
      '.',
    ],
  ],
  // What it would tell its makers, and ask them; versions that do not know these names overlook them.
  variables: { TRIVY_DISABLE_TELEMETRY: 'true', TRIVY_SKIP_VERSION_CHECK: 'true' },
  judge(exit, context) {
    const stderr = exit.stderr.replace(FATAL, '');
    return judgeScanner({ name: 'trivy', clean: 0, found: 10, isPlain: true }, { ...exit, stderr }, context);
  },
  detect(repository) {
    const because = firstFile(repository, CONFIGS);
    return because === undefined ? undefined : { found: true, pace: 'thorough', because };
  },
} satisfies ToolKind;
