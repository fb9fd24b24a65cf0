import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Loaders, loadBundle } from './bundles.ts';

/**
 * The same loaders, which take an entry of a room from the bundle that the build has made beside its module, where there is one:
 * Node reads one file in place of ten, and what V8 makes of it is kept in `folder`. `dist`: the folder of the rooms.
 */
export function withBundledEntries(loaders: Loaders, dist: string, folder: string | undefined): Loaders {
  // Whoever asks twice gets the same module, as from `import()`.
  const entries = new Map<string, unknown>();
  const all: Loaders = {
    require: loaders.require,
    importModule: async (specifier) => {
      const file = bundleOf(specifier, dist);
      if (file === undefined) return loaders.importModule(specifier);
      const entry = entries.get(file) ?? loadBundle(file, folder, all);
      entries.set(file, entry);
      return entry;
    },
  };
  return all;
}

function bundleOf(specifier: string, dist: string): string | undefined {
  if (!specifier.startsWith('file:')) return undefined;
  const file = fileURLToPath(specifier);
  const bundle = file.replace(/\.js$/, '.cjs');
  return dirname(dirname(file)) === dist && bundle !== file && existsSync(bundle) ? bundle : undefined;
}
