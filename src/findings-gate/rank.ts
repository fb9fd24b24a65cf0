import type { Level, Rank, ScanFinding } from '../core/scan.ts';
import { statedRank } from '../scan-report/stated-rank.ts';
import type { FindingsPolicy } from './policy.ts';
import { rankOfProfile } from './profiles.ts';
import { nameOfRule, ruleTest } from './rules.ts';

/** How grave a finding is, and whether anybody knows. */
export interface Ranking {
  readonly rank: Rank;
  /** Nobody says: it is taken for what the policy says of such. */
  readonly isUnknown: boolean;
}

const LEVELS: Readonly<Record<Level, Rank>> = { error: 'high', warning: 'medium', note: 'low', none: 'none' };

/**
 * Ranks findings by a policy: the config's own word first, then that of a secret scanner, a score, the tool's word, what the
 * tool is for, and last the level.
 */
export function ranker(
  { rules, unknownAs }: FindingsPolicy,
  globTest: (glob: string) => (text: string) => boolean,
): (finding: ScanFinding) => Ranking {
  const exact = new Map(rules);
  // Among globs the last one holds, as in most files of rules.
  const globs = [...rules].reverse().map(([rule, rank]) => [ruleTest(rule, globTest), rank] as const);
  return (finding) => {
    const name = nameOfRule(finding);
    const own = exact.get(name) ?? globs.find(([test]) => test(name))?.[1];
    const rank = own ?? rankByReport(finding);
    return rank === 'unknown' ? { rank: unknownAs, isUnknown: true } : { rank, isUnknown: false };
  };
}

function rankByReport(finding: ScanFinding): Rank | 'unknown' {
  return statedRank(finding) ?? rankOfProfile(finding) ?? LEVELS[finding.level ?? 'warning'];
}
