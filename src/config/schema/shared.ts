import type { Schema, SchemaLibrary } from '../../core/contracts/schema.ts';
import type { StoreKind } from '../../core/contracts/stores.ts';
import { PUBLIC_KEY } from '../../core/shared/signing.ts';
import { durationSchema, nameSchema, type SchemaTools, textSchema, textsSchema } from './task.ts';

/** Keys of `shared` that every store has. */
export const KEYS_OF_ALL_STORES = ['store', 'repository', 'keys', 'branches', 'expires', 'budget', 'read'] as const;

/** The schema of `shared`: what all stores have in common, and for each store its own keys. */
export function sharedSchema(tools: SchemaTools, stores: ReadonlyMap<string, StoreKind>): Schema {
  const { z, describe } = tools;
  const common = commonShape(tools);
  const members = [...stores].flatMap(([name, kind]) => {
    if (kind.place === 'local') return [];
    const store = describe(z.literal(name), kind.summary);
    return [z.strictObject({ store, ...common, ...kind.options(z) })];
  });
  const [first, ...rest] = members;
  if (first === undefined) return z.never();
  const known = `the name of a store, ${namesOf(stores)}, or a module that begins with ./`;
  const error = ({ code }: { readonly code?: string }) => (code === 'invalid_union' ? known : undefined);
  return z.discriminatedUnion('store', [first, ...rest], { error });
}

function commonShape({
  z,
  describe,
}: SchemaTools): Readonly<Record<Exclude<(typeof KEYS_OF_ALL_STORES)[number], 'store'>, Schema>> {
  return {
    repository: describe(
      textSchema(z),
      'what the repository is called in entries of the store, such as `github.com/acme/web`: entries of any other are not taken',
    ),
    keys: describe(
      z.record(nameSchema(z), publicKeySchema(z)),
      'who is believed: public keys by the names of their issuers, as `cache keygen` prints them',
    ),
    branches: describe(
      z.optional(textsSchema(z)),
      'globs of branches whose results CI signs; without it those that CI calls protected',
    ),
    expires: describe(z.optional(z.number().check(z.minimum(1), z.maximum(365))), 'days for which a result counts', {
      default: 30,
    }),
    budget: describe(
      z.optional(durationSchema(z)),
      'the time that a hook or another command may spend on all that it asks of the store; without it 300ms, and 3s where CI is set',
    ),
    read: describe(z.optional(z.boolean()), 'whether results of others are taken', { default: true }),
  };
}

function publicKeySchema(z: SchemaLibrary) {
  const form = 'a public key as `lattice-hooks cache keygen` prints it, "ed25519:…"';
  return z.string(form).check(z.regex(PUBLIC_KEY, form));
}

function namesOf(stores: ReadonlyMap<string, StoreKind>): string {
  const names = [...stores].flatMap(([name, { place }]) => (place === 'local' ? [] : [`"${name}"`]));
  return names.join(' or ');
}
