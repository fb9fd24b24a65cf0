import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Loaders, loadBundle } from './bundles.ts';

/**
 * The same loaders, which take an entry of a room from the bundle that the build has made beside its module, where there is one:
 * Node reads one file in place of ten. `dist`: the folder of the rooms. `folder`: where what V8 makes of it is kept. `loaded`: what
 * is loaded already, by file; whoever asks twice gets the same module, as from `import()`.
 */
export function withBundledEntries(
  loaders: Loaders,
  dist: string,
  { folder, loaded }: { readonly folder: string | undefined; readonly loaded: Map<string, unknown> },
): Loaders {
  const all: Loaders = {
    require: loaders.require,
    importModule: async (specifier) => {
      const file = bundleOf(specifier, dist);
      if (file === undefined) return loaders.importModule(specifier);
      const entry = loaded.get(file) ?? loadBundle(file, folder, all);
      loaded.set(file, entry);
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
