import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { RemoteStoreKind } from '../core/contracts/stores.ts';
import { valueAt } from '../core/json-shape.ts';
import type { Problem } from './config-error.ts';
import { lastWord } from './last-word.ts';
import { isOwn, loadOwnStore } from './own-modules.ts';
import { isInside } from './places.ts';
import type { Source } from './source.ts';

const PATH = ['shared', 'store'] as const;

/** What a config says of a store of the project's own. */
export type NamedStore =
  | { readonly type: 'none' }
  | { readonly type: 'wrong'; readonly problem: Problem }
  | {
      readonly type: 'found';
      /** As the config says it. */
      readonly name: string;
      readonly kind: RemoteStoreKind;
      /** From the repository's directory, or absolute where it lies outside. */
      readonly module: string;
      /** Its file, with the hash of the bytes that were read. */
      readonly source: Pick<Source, 'file' | 'digest'>;
    };

/**
 * Loads the store of the project's own that a config names, as seen from the file that names it: one base serves all packages.
 * `value`: the merged config, which nobody has checked yet; `directory`: the repository's.
 */
export async function findOwnStore(value: unknown, sources: readonly Source[], directory: string): Promise<NamedStore> {
  const name = valueAt(value, PATH);
  const namedIn = lastWord(sources, PATH)?.file;
  if (typeof name !== 'string' || !isOwn(name) || namedIn === undefined) return { type: 'none' };
  const wrong = (what: string): NamedStore => ({
    type: 'wrong',
    problem: { path: PATH, message: `\`shared.store\`: ${what}` },
  });
  const file = resolve(dirname(namedIn), name);
  // A base that is a package may bring a store along; it lies where packages are installed.
  if (!isInside(directory, file) && !isInside(dirname(namedIn), file))
    return wrong(`\`${name}\` lies outside the repository`);
  const kind = await loadOwnStore(name, file);
  if (typeof kind === 'string') return wrong(kind);
  const module = isInside(directory, file) ? relative(directory, file).replaceAll('\\', '/') : file;
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
  return { type: 'found', name, kind, module, source: { file, digest } };
}
