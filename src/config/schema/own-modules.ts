import type { Schema, SchemaLibrary } from '../../core/contracts/schema.ts';
import { errorMessage } from '../../core/errors.ts';
import { textSchema } from './task.ts';

/** Milliseconds: an hour. */
const LONGEST_PATIENCE = 3_600_000;

/** An entry that a module of the project's own brings, as far as its options go. */
export interface WithOptions {
  readonly options?: (z: SchemaLibrary) => Readonly<Record<string, Schema>>;
}

/** What such a module has to export by default to be a task kind of this type. */
export function ownKindSchema(z: SchemaLibrary, type: string): Schema {
  const program = textSchema(z);
  const tool = z.union([
    z.looseObject({ program, ecosystem: z.enum(['node', 'python']), package: textSchema(z) }),
    z.looseObject({ program, ecosystem: z.literal('any'), install: textSchema(z) }),
  ]);
  return z.looseObject({
    type: z.enum(['tool', 'inspection']),
    files: z.array(textSchema(z)),
    scope: z.enum(['file', 'project']),
    inputs: z.array(textSchema(z)),
    ...(type === 'inspection'
      ? { inspect: functionSchema(z) }
      : { tool, check: functionSchema(z), judge: functionSchema(z) }),
  });
}

/** The same for a store that machines share. */
export function ownStoreSchema(z: SchemaLibrary): Schema {
  return z.looseObject({
    place: z.literal('remote'),
    summary: textSchema(z),
    options: functionSchema(z),
    open: functionSchema(z),
    isFetched: z.optional(z.literal(true)),
    patience: z.optional(z.number().check(z.minimum(1), z.maximum(LONGEST_PATIENCE))),
  });
}

/** What is wrong with the options that a module defines; undefined: nothing. Asked before their schema is made. */
export function optionsMistake(z: SchemaLibrary, { options }: WithOptions): string | undefined {
  try {
    const own: unknown = options?.(z) ?? {};
    const isSchema = (value: unknown) => typeof value === 'object' && value !== null && '_zod' in value;
    if (typeof own === 'object' && own !== null && !isSchema(own) && Object.values(own).every(isSchema))
      return undefined;
    return '`options`: expected an object with a schema for each option, as in `(z) => ({ words: z.array(z.string()) })`';
  } catch (error) {
    return `\`options\`: ${errorMessage(error)}`;
  }
}

function functionSchema(z: SchemaLibrary): Schema {
  return z.custom<unknown>((value) => typeof value === 'function', 'a function');
}
