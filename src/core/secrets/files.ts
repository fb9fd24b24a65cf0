import type { RepoPath } from '../files.ts';
import type { Finding } from '../outcome.ts';
import type { CheckRecord, GateRecord, RunRecord } from '../record.ts';

/**
 * What scanners for secrets and their rules are called, and what others say who found one. A line too few is shown rather
 * than one too many; but "token" alone is what parsers say too.
 */
const SECRETIVE =
  /secret|credential|passw|passphrase|(?:api|access|private|signing).?key|(?:api|access|auth|bearer|session)[-_ ]?token|leaks|trufflehog|ggshield|hard-?coded|\bB10[567]\b/i;

/** A word of a command that names a file. */
const NAMES_FILE = /\.[a-z]\w*$/i;

/** Files in which somebody has found a secret. No line of them is shown, whoever else speaks of it. */
export function filesWithSecrets(records: readonly Pick<RunRecord, 'checks' | 'gates'>[]): ReadonlySet<RepoPath> {
  return new Set(
    records.flatMap(({ checks, gates }) => [
      ...checks.flatMap((check) => secretFiles(check.findings, namesOf(check))),
      ...gates.flatMap(({ findings }: GateRecord) => secretFiles(findings, [])),
    ]),
  );
}

/** A check that is called so looks for nothing else. One that is handed `src/passwords.ts` is not called so. */
function namesOf({ task, command = [] }: CheckRecord): readonly string[] {
  const [program, script, ...others] = command.flatMap((word) => word.split(/\s+/));
  return [task, program ?? '', script ?? '', ...others.filter((word) => !NAMES_FILE.test(word))];
}

function secretFiles(findings: readonly Finding[], names: readonly string[]): readonly RepoPath[] {
  const isScanner = names.some((name) => SECRETIVE.test(name));
  return findings.flatMap((finding) => {
    const { file, message, rule = '' } = finding;
    const tool = 'tool' in finding ? String(finding.tool) : '';
    const isSecret = isScanner || [message, rule, tool].some((text) => SECRETIVE.test(text));
    return file !== undefined && isSecret ? [file] : [];
  });
}
