import { RANKS, type Rank } from '../core/scan.ts';

/** Words of scanners for ranks that have another name here. */
const WORDS: ReadonlyMap<string, Rank> = new Map([
  ...RANKS.map((rank) => [rank, rank] as const),
  ['moderate', 'medium'],
  ['important', 'high'],
  ['negligible', 'low'],
  ['info', 'none'],
  ['informational', 'none'],
]);

/** The rank that a scanner's own word means; undefined for a word that says nothing, such as `UNKNOWN`. */
export function rankOfWord(word: unknown): Rank | undefined {
  return typeof word === 'string' ? WORDS.get(word.trim().toLowerCase()) : undefined;
}

/** The rank of a CVSS score; undefined for 0, which is what scanners write where there is none. */
export function rankOfScore(score: number): Rank | undefined {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : undefined;
}

/** A score as reports spell it, as a number or a text; undefined for anything else, and for 0. */
export function scoreOf(value: unknown): number | undefined {
  const isDecimal = typeof value === 'string' && value.length < 100 && /^\s*\d{1,4}(\.\d{1,20})?\s*$/.test(value);
  const score = isDecimal ? Number(value) : value;
  return typeof score === 'number' && Number.isFinite(score) && score > 0 ? score : undefined;
}

/** The gravest of several ranks; undefined where none is known. */
export function gravest(ranks: readonly (Rank | undefined)[]): Rank | undefined {
  return RANKS.find((rank) => ranks.includes(rank));
}
