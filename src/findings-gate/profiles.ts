import type { Rank, ScanFinding } from '../core/scan.ts';

/** Scanners that find nothing but known vulnerabilities. */
const VULNERABILITY_SCANNERS: ReadonlySet<string> = new Set(['osv-scanner', 'pip-audit', 'grype']);

/** Linters, whose errors are no holes. */
const LINTERS: ReadonlySet<string> = new Set(['eslint', 'biome', 'oxlint']);

/** The rank that follows from what a tool is for; `unknown`: it would have said; undefined: the tool is no known one. */
export function rankOfProfile(finding: ScanFinding): Rank | 'unknown' | undefined {
  const { tool, rule = '', about, level } = finding;
  if (about === 'vulnerability' || VULNERABILITY_SCANNERS.has(tool)) return 'unknown';
  if (tool === 'ruff') return isSecurityRule(rule) && rule !== 'S101' ? 'high' : 'low';
  if (LINTERS.has(tool)) return level === 'error' ? 'medium' : 'low';
  return undefined;
}

/** Ruff has the rules of bandit under `S`, and rules with longer letters that begin alike, such as `SIM102`. */
function isSecurityRule(rule: string): boolean {
  return /^S\d/.test(rule);
}
