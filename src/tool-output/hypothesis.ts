import type { Finding } from '../core/outcome.ts';
import { findingAt } from './findings.ts';
import { stripColors } from './plain-text.ts';

/** How Hypothesis says that it was the same again: a decorator, or the seed of the run. */
const AGAIN = /@reproduce_failure\('[\w.]{1,40}', b'[\w+/=]{1,4000}'\)|--hypothesis-seed=\d{1,60}/g;

/** What makes the same examples once more, where Hypothesis has said it. */
export function readReproductions(stdout: string): readonly Finding[] {
  const ways = new Set(stripColors(stdout).match(AGAIN));
  return [...ways].map((way) => findingAt('warning', `the same example again: ${way}`, { rule: 'hypothesis' }));
}
