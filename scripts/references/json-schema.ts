/** A JSON Schema, draft 7, as far as `toJsonSchema` writes it. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly allOf?: readonly JsonSchema[];
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** The schemas that a value may keep to: those of a union, else the one. */
export function variantsOf(schema: JsonSchema): readonly JsonSchema[] {
  const variants = schema.anyOf ?? schema.oneOf;
  // A text that has to be one of some texts is a text.
  return variants === undefined || schema.type !== undefined ? [schema] : variants.flatMap(variantsOf);
}

/** What each entry of a list has to be; undefined where it is none, or has entries of different forms. */
export function itemsOf({ items }: JsonSchema): JsonSchema | undefined {
  return items !== undefined && !('length' in items) ? (items as JsonSchema) : undefined;
}

/** What each value of a record has to be, whose keys are names. */
export function valuesOf({ additionalProperties }: JsonSchema): JsonSchema | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}
