// What the bundler does otherwise for files that hooks load.

import { builtinModules } from 'node:module';
import path from 'node:path';

/**
 * Modules of Node that hooks load when they first use them: those that bring many others along, and are for what few hooks do.
 * Of such a module they may use functions alone.
 */
const USED_LATE = [
  'node:child_process',
  'node:fs/promises',
  'node:module',
  'node:stream/promises',
  'node:timers/promises',
  'node:tty',
  'node:url',
  'node:util',
];

/**
 * Puts a function that loads the module in the place of each function of it.
 * @param {string} [demand] what `require` is called there: of that name the bundler makes more where it writes ESM
 * @returns {import('esbuild').Plugin}
 */
export function usedLate(demand = 'require') {
  const namespace = 'used-late';
  return {
    name: namespace,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^node:/ }, ({ path: specifier, namespace: asking }) => {
        if (!USED_LATE.includes(specifier)) return undefined;
        return asking === namespace ? { path: specifier, external: true } : { path: specifier, namespace };
      });
      onLoad({ filter: /.*/, namespace }, async ({ path: specifier }) => {
        const members = Object.entries(await import(specifier)).filter(([name]) => name !== 'default');
        // A class is left out, so that the bundler complains of who wants one.
        const names = members.filter(([, one]) => isPlainFunction(one)).map(([name]) => name);
        const lines = names.map((name) => `export const ${name} = (...given) => load().${name}(...given);`);
        return { contents: [`const load = () => ${demand}(${JSON.stringify(specifier)});`, ...lines].join('\n') };
      });
    },
  };
}

/** @param {unknown} value */
function isPlainFunction(value) {
  return typeof value === 'function' && Object.getOwnPropertyNames(value.prototype ?? {}).length < 2;
}

/**
 * Leaves `import()` of a library entry to run time, and refuses what the hot path must not load.
 * @param {string} root @param {ReadonlyMap<string, string>} entries
 * @param {readonly string[]} packages that may be built in
 * @returns {import('esbuild').Plugin}
 */
export function hotPathOnly(root, entries, packages) {
  return {
    name: 'hot-path-only',
    setup({ onResolve }) {
      onResolve({ filter: /.*/ }, ({ kind, path: specifier, resolveDir }) => {
        if (kind === 'entry-point') return undefined;
        if (packages.includes(specifier)) return undefined;
        if (!specifier.startsWith('.')) return outside(specifier, kind);
        if (kind !== 'dynamic-import') return undefined;
        const source = path.relative(root, path.resolve(resolveDir, specifier));
        const output = entries.get(source.replaceAll(path.sep, '/'));
        return output === undefined
          ? { errors: [{ text: `import() of ${source}, which is no entry of the library, on the hot path` }] }
          : { path: `./${output}.js`, external: true };
      });
    },
  };
}

/**
 * Leaves `import()` of a library entry to run time, in a module.
 * @param {string} root @param {ReadonlyMap<string, string>} entries
 * @returns {import('esbuild').Plugin}
 */
export function lateOnly(root, entries) {
  return {
    name: 'late-only',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ kind, path: specifier, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const source = path.relative(root, path.resolve(resolveDir, specifier));
        const output = entries.get(source.replaceAll(path.sep, '/'));
        return output === undefined ? undefined : { path: `./${output}.js`, external: true };
      });
    },
  };
}

/**
 * @param {string} specifier
 * @param {import('esbuild').ImportKind} kind
 * @returns {import('esbuild').OnResolveResult}
 */
function outside(specifier, kind) {
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return { path: specifier, external: true };
  return kind === 'dynamic-import'
    ? { path: specifier, external: true }
    : { errors: [{ text: `the npm package "${specifier}" on the hot path: load it with import(), in its door` }] };
}
