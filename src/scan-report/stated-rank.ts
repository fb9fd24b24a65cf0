import type { Rank, ScanFinding } from '../core/scan.ts';
import { rankOfScore } from './ranks.ts';
import { isSecret } from './secrets.ts';

/** The rank that a report itself gives a finding: that of a secret, by its score, or by the scanner's own word. Undefined: none. */
export function statedRank(finding: ScanFinding): Rank | undefined {
  const { score, word } = finding;
  if (isSecret(finding)) return 'critical';
  return (score === undefined ? undefined : rankOfScore(score)) ?? word;
}
