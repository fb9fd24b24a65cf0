import { countRanks, type Judgments } from './judgments.ts';

/** Keys of the gate's entry in the record, besides those that every gate has. */
export function extraOf({ judged, ignored }: Judgments, base: string | undefined): Readonly<Record<string, unknown>> {
  return {
    counts: countRanks(judged),
    ignored: ignored.map(({ finding, rank, entry }) => {
      const { tool, rule, message, file, line } = finding;
      return { tool, rule, rank, message, file, line, reason: entry.reason, until: entry.until };
    }),
    ...(base === undefined ? {} : { base }),
  };
}
