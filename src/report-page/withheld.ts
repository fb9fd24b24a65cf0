import type { RepoPath } from '../core/files.ts';
import type { Finding } from '../core/outcome.ts';
import type { RunRecord } from '../core/record.ts';

/** What stands in place of a secret. */
const MASK = '•••';

/** Words by which those are known who look for secrets: names of tools and rules, and what they say. Too many do no harm. */
const OF_SECRETS = /secret|leaks\b|trufflehog|ggshield|credential|passw|private.?key|api.?key|\bB10[567]\b|hardcoded/i;

/** A key over several lines, of which a finding names the first. */
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/;

/** Tokens by the forms that their issuers gave them so that they can be found. */
const TOKENS = new RegExp(
  [
    '\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b',
    '\\bgh[pousr]_\\w{20,}',
    '\\bgithub_pat_\\w{20,}',
    '\\bglpat-[\\w-]{16,}',
    '\\bnpm_\\w{30,}',
    '\\bpypi-[\\w-]{30,}',
    '\\bxox[abeprs]-[\\w-]{10,}',
    '\\b[rs]k_(?:live|test)_\\w{10,}',
    '\\bsk-[\\w-]{20,}',
    '\\bAIza[\\w-]{30,}',
    '\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,}',
  ].join('|'),
  'g',
);

/** The password in an address. */
const IN_ADDRESS = /(:\/\/[^\s/:@]{0,100}:)[^\s/@]{1,200}@/g;

/** A text that is given to what is named like a secret. */
const GIVEN =
  /((?:passw(?:or)?d|passphrase|secret|token|api_?-?key|access_?-?key)["'\]]{0,2}\s{0,8}[:=]\s{0,8}["'`])[^"'`]{4,}/gi;

/** Text in which what looks like a secret is masked. */
export function withoutTokens(text: string): string {
  return text.replace(TOKENS, MASK).replace(IN_ADDRESS, `$1${MASK}@`).replace(GIVEN, `$1${MASK}`);
}

/** Files of which no line is shown: somebody has found a secret there, or there is a private key in them. */
export function withheldTest(records: readonly RunRecord[]): (path: RepoPath, text: string) => boolean {
  const said = records.flatMap(({ checks, gates }) => [
    ...checks.flatMap(({ task, command = [], findings }) => secretFiles(findings, [task, ...command])),
    ...gates.flatMap(({ findings }) => secretFiles(findings, [])),
  ]);
  const paths = new Set(said);
  return (path, text) => paths.has(path) || PRIVATE_KEY.test(text);
}

function secretFiles(findings: readonly Finding[], names: readonly string[]): readonly RepoPath[] {
  const isScanner = names.some((name) => OF_SECRETS.test(name));
  return findings.flatMap((finding) => {
    const { file, message, rule = '' } = finding;
    const tool = 'tool' in finding ? String(finding.tool) : '';
    const isSecret = isScanner || [message, rule, tool].some((text) => OF_SECRETS.test(text));
    return file !== undefined && isSecret ? [file] : [];
  });
}
