import type { Schema, SchemaLibrary } from './contracts/schema.ts';

/** An option that may be left out, with what editors say of it: a part of a sentence that begins with a small letter. */
export function option(z: SchemaLibrary, schema: Schema, text: string): Schema {
  return z.optional(schema).check(z.describe(text));
}
