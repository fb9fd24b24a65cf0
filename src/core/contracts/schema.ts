import type * as z from 'zod/mini';

/** The schema library, handed to entries so that it is loaded only when a config is read for the first time. */
export type SchemaLibrary = typeof z;

/** A schema made with it: what the config is checked against, and what `schema.json` is generated from. */
export type Schema = z.ZodMiniType;

/** Schemas of options, by their keys. */
export type OptionSchemas = Readonly<Record<string, Schema>>;

/** What options are that fit these schemas. */
export type OptionsOf<Schemas extends OptionSchemas> = string extends keyof Schemas
  ? Options
  : Readonly<z.output<z.ZodMiniObject<Schemas>>>;

/** Options as the user wrote them, already checked against the kind's shapes. */
export type Options = Readonly<Record<string, unknown>>;
