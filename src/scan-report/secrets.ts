import type { ScanFinding } from '../core/scan.ts';

/** Scanners that look for nothing but secrets. */
const SECRET_SCANNERS: ReadonlySet<string> = new Set([
  'gitleaks',
  'betterleaks',
  'secretlint',
  'trufflehog',
  'detect-secrets',
  'ggshield',
]);

/** Rules of other scanners whose messages quote the password that they found, behind the first colon. */
const QUOTING: ReadonlySet<string> = new Set(['bandit/B105', 'bandit/B106', 'bandit/B107']);

/** Whether a finding is a secret that somebody has written down. */
export function isSecret({ tool, about }: Pick<ScanFinding, 'tool' | 'about'>): boolean {
  return about === 'secret' || SECRET_SCANNERS.has(tool);
}

/** The finding without the text that was matched: what a secret scanner says about it may quote it, so nothing of that is kept. */
export function withoutSecret(finding: ScanFinding): ScanFinding {
  if (isSecret(finding)) return { ...finding, message: 'a secret is written down here' };
  if (!QUOTING.has(`${finding.tool}/${finding.rule}`)) return finding;
  return { ...finding, message: finding.message.split(':')[0] ?? '' };
}
