import type { Options, Schema, SchemaLibrary } from '../core/contracts/schema.ts';

const LENGTHS: ReadonlyMap<unknown, number> = new Map([
  ['never', 0],
  ['hour', 3_600_000],
  ['day', 86_400_000],
]);

/** The option of tools that ask a database which changes by itself. */
export function rememberOption(z: SchemaLibrary): Readonly<Record<'remember', Schema>> {
  return { remember: z.optional(z.enum(['never', 'hour', 'day'])) };
}

/** For how many milliseconds a pass counts at most: for the rest of the day, where the option says nothing. */
export function holdsFor({ remember = 'day' }: Options): number {
  return LENGTHS.get(remember) ?? 0;
}
