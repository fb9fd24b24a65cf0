import type { SchemaLibrary } from './contracts/schema.ts';

/** What the config lets stand although a gate objects, and for how long. */
export interface Excuse {
  readonly reason: string;
  /** Its last day: `2027-01-01`; undefined: for ever. */
  readonly until: string | undefined;
}

/** Whether its last day is over. `today`: a day, UTC; the last day itself counts. */
export function isOver({ until }: Pick<Excuse, 'until'>, today: string): boolean {
  return until !== undefined && until < today;
}

/** The schemas of a reason, and of a day that the calendar has. */
export function excuseSchemas(z: SchemaLibrary) {
  const why = 'why it may stay';
  const isCalendarDay = z.refine<string>(isDay, { error: 'a day such as "2027-01-01"' });
  return { reason: z.string(why).check(z.regex(/\S/, why)), day: z.string().check(isCalendarDay) };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
