import { expect, it } from 'vitest';
import { globTest } from '../../src/config/globs.ts';
import type { Rank, ScanFinding } from '../../src/core/scan.ts';
import { readPolicy } from '../../src/findings-gate/policy.ts';
import { ranker } from '../../src/findings-gate/rank.ts';

function rankOf(finding: Partial<ScanFinding>, rules: Readonly<Record<string, Rank>> = {}) {
  const rank = ranker(readPolicy({ input: 'x', rules, unknownAs: 'medium' }), globTest);
  return rank({ tool: 'x', rule: 'R1', message: '', ...finding });
}

it.each<[string, Partial<ScanFinding>, Rank]>([
  ['a secret, whatever its score', { tool: 'gitleaks', score: 1, word: 'low', level: 'note' }, 'critical'],
  ['a secret of Betterleaks', { tool: 'betterleaks' }, 'critical'],
  ['a secret of secretlint', { tool: 'secretlint' }, 'critical'],
  ['a secret of TruffleHog', { tool: 'trufflehog' }, 'critical'],
  ['a secret of trivy', { tool: 'trivy', about: 'secret', word: 'low' }, 'critical'],
  ['a score of 9', { score: 9, word: 'low' }, 'critical'],
  ['a score just below 9', { score: 8.9 }, 'high'],
  ['a score of 7', { score: 7 }, 'high'],
  ['a score of 6.9', { score: 6.9 }, 'medium'],
  ['a score of 4', { score: 4 }, 'medium'],
  ['a score of 0.1', { score: 0.1 }, 'low'],
  ['a word before a level', { word: 'low', level: 'error' }, 'low'],
  ['a word before the profile', { tool: 'trivy', about: 'vulnerability', word: 'none' }, 'none'],
  ['an S rule of Ruff', { tool: 'ruff', rule: 'S602', level: 'error' }, 'high'],
  ['an assert by Ruff', { tool: 'ruff', rule: 'S101', level: 'error' }, 'low'],
  ['another rule of Ruff that begins with S', { tool: 'ruff', rule: 'SIM102', level: 'error' }, 'low'],
  ['style by Ruff', { tool: 'ruff', rule: 'F401', level: 'error' }, 'low'],
  ['an error of ESLint', { tool: 'eslint', level: 'error' }, 'medium'],
  ['a warning of ESLint', { tool: 'eslint', level: 'warning' }, 'low'],
  ['an error of Biome', { tool: 'biome', level: 'error' }, 'medium'],
  ['a note of oxlint', { tool: 'oxlint', level: 'note' }, 'low'],
  ['an error of any other tool', { level: 'error' }, 'high'],
  ['a warning', { level: 'warning' }, 'medium'],
  ['a note', { level: 'note' }, 'low'],
  ['none', { level: 'none' }, 'none'],
  ['nothing at all', {}, 'medium'],
])('%s: %s', (_what, finding, rank) => {
  expect(rankOf(finding)).toEqual({ rank, isUnknown: false });
});

it.each<[string, Partial<ScanFinding>]>([
  ['pip-audit', { tool: 'pip-audit', level: 'note' }],
  ['osv-scanner', { tool: 'osv-scanner', level: 'warning' }],
  ['grype', { tool: 'grype' }],
  ['trivy', { tool: 'trivy', about: 'vulnerability', level: 'error' }],
])('a vulnerability that %s does not rank is unknown', (_tool, finding) => {
  expect(rankOf(finding)).toEqual({ rank: 'medium', isUnknown: true });
});

it('follows the rules of the config first: the very rule, else the last glob', () => {
  const rules = { 'eslint/@a/b': 'critical', 'gitleaks/*': 'low', 'eslint/*': 'high', 'eslint/@a/*': 'none' } as const;
  expect(rankOf({ tool: 'gitleaks' }, rules).rank).toBe('low');
  expect(rankOf({ tool: 'eslint', rule: 'no-eval' }, rules).rank).toBe('high');
  expect(rankOf({ tool: 'eslint', rule: '@other/x' }, rules).rank).toBe('high');
  expect(rankOf({ tool: 'eslint', rule: '@a/x' }, rules).rank).toBe('none');
  expect(rankOf({ tool: 'eslint', rule: '@a/b' }, rules).rank).toBe('critical');
  expect(rankOf({ tool: 'pip-audit', rule: 'X' }, { 'pip-audit/X': 'low' })).toEqual({ rank: 'low', isUnknown: false });
});
