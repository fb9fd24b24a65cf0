// Every module lies in the package once: one that hooks load in the bundle that they load it from, and the library takes it from there.
// Which module lies where is its home. What is asked of a home by others has a short name there, an id.

import path from 'node:path';
import { build } from 'esbuild';
import { readImports } from './imports.mjs';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ELSEWHERE = 'elsewhere';
const BUNDLE = 'bundle';

/** Where modules live, and what of them hooks use. */
export class FoundHomes {
  /** @type {Map<string, string>} name of the bundle by source file */
  homes = new Map();
  /** @type {Set<string>} keys of what is declared at the top of modules and in use */
  kept = new Set();

  /** @param {string} home @param {readonly string[]} files */
  add(home, files) {
    for (const file of files) if (file.startsWith('src/') && !this.homes.has(file)) this.homes.set(file, home);
  }

  /** @param {string} code of a bundle that is not minified */
  keep(code) {
    let source = '';
    for (const line of code.split('\n')) {
      source = /^\/\/ (src\/\S+)$/.exec(line)?.[1] ?? source;
      const name = /^(?:async )?(?:function\*?|var|let|const|class) (\w+)/.exec(line)?.[1];
      if (name === undefined) continue;
      // The bundler numbers names that several modules have, and names what has none.
      const plain = name.replace(/\d+$/, '');
      for (const one of [name, plain, plain.endsWith('_default') ? 'default' : plain])
        this.kept.add(keyOf(source, one));
    }
  }
}

/** Modules with homes, and what is asked of these. */
export class Homes {
  /** @type {Map<string, string>} name of the bundle by source file */
  #homes = new Map();
  /** @type {Map<string, readonly string[]>} exported names by source file */
  #exports = new Map();
  /** @type {Map<string, string>} */
  #ids = new Map();
  /** @type {Map<string, Set<string>>} ids by home */
  #asked = new Map();

  /** @type {Set<string>} keys of exports that hooks use, so that they lie in the bundle whoever else asks */
  #kept = new Set();

  /** @type {Set<string>} homes that are made already */
  #closed = new Set();

  /** @param {FoundHomes} found @param {Map<string, readonly string[]>} exported */
  constructor({ homes, kept }, exported) {
    this.#homes = homes;
    this.#exports = exported;
    this.#kept = kept;
    const all = [...exported].flatMap(([source, names]) => names.map((name) => keyOf(source, name)));
    for (const [index, key] of all.sort().entries()) this.#ids.set(key, idOf(index));
  }

  /** @param {string} source */
  homeOf(source) {
    return this.#homes.get(source);
  }

  /** A module that hands on what its home has, and has the rest of the module itself. @param {string} source */
  standIn(source) {
    const names = this.#exports.get(source) ?? [];
    const there = names.filter((name) => this.#kept.has(keyOf(source, name)));
    const rest = names.filter((name) => !there.includes(name));
    const pairs = there.map((name) => `${this.#id(source, name)} as ${name}`);
    const handedOn = `export { ${pairs.join(', ')} } from '${BUNDLE}:${this.#homes.get(source)}';`;
    return rest.length === 0 ? handedOn : `${handedOn}\nexport { ${rest.join(', ')} } from './${source}';`;
  }

  /** What stand-ins of a home may hand on though nobody has asked for it: the bundler wants it to be there. @param {string} home */
  unasked(home) {
    const sources = [...this.#homes].filter(([, its]) => its === home).map(([source]) => source);
    const kept = sources.flatMap((source) =>
      (this.#exports.get(source) ?? [])
        .filter((name) => this.#kept.has(keyOf(source, name)))
        .map((name) => this.#id(source, name)),
    );
    const asked = this.#asked.get(home) ?? new Set();
    return kept.filter((id) => !asked.has(id));
  }

  /** The module that a bundle is made of: its entry, and what has been asked of it. @param {string} home @param {string | undefined} entry */
  start(home, entry) {
    const asked = this.#asked.get(home) ?? new Set();
    const lines = [...this.#homes].flatMap(([source, its]) => {
      const names = its === home ? (this.#exports.get(source) ?? []) : [];
      const pairs = names.filter((name) => asked.has(this.#id(source, name)));
      return pairs.length === 0
        ? []
        : `export { ${pairs.map((name) => `${name} as ${this.#id(source, name)}`).join(', ')} } from './${source}';`;
    });
    const own = entry === undefined ? [] : (this.#exports.get(entry) ?? []);
    if (own.length > 0) lines.push(`export { ${own.join(', ')} } from './${entry}';`);
    return lines.join('\n');
  }

  /** What has been asked of a home so far. @param {string} home */
  asked(home) {
    return [...(this.#asked.get(home) ?? [])].sort();
  }

  /** Notes what a file that was built asks of homes. `named`: what homes are called there. @param {string} code @param {(home: string) => string} named */
  ask(code, named) {
    const homes = new Map([...new Set(this.#homes.values())].map((home) => [named(home), home]));
    for (const [from, { names }] of readImports(code).imports) {
      const home = homes.get(from);
      if (home === undefined) continue;
      if (this.#closed.has(home)) throw new Error(`something is asked of ${home}.cjs that was made before`);
      this.#asked.set(home, new Set([...(this.#asked.get(home) ?? []), ...names.map(([id]) => id)]));
    }
  }

  /** From now on nothing may be asked of a home: it is made. @param {string} home */
  close(home) {
    this.#closed.add(home);
  }

  /** @param {string} source @param {string} name */
  #id(source, name) {
    return /** @type {string} */ (this.#ids.get(keyOf(source, name)));
  }
}

/** @param {string} source @param {string} name */
function keyOf(source, name) {
  return `${source} ${name}`;
}

/** One or two letters, or more. @param {number} index */
function idOf(index) {
  let id = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / LETTERS.length))
    id = LETTERS[(rest - 1) % LETTERS.length] + id;
  return id;
}

/** Names that modules export. @param {string} root @param {readonly string[]} sources @returns {Promise<Map<string, readonly string[]>>} */
export async function exportsOf(root, sources) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...sources],
    bundle: false,
    write: false,
    metafile: true,
    format: 'esm',
    outdir: path.join(root, 'dist/unused'),
    logLevel: 'silent',
  });
  return new Map(
    Object.values(metafile.outputs).flatMap(({ entryPoint, exports }) =>
      entryPoint === undefined ? [] : [/** @type {const} */ ([entryPoint, exports])],
    ),
  );
}

/**
 * Puts the stand-in of a module in its place wherever its home is another than `asking`.
 * `hand`: how a bundle is got at.
 * @param {string} root @param {Homes} homes @param {string | undefined} asking
 * @param {(home: string) => import('esbuild').OnResolveResult} hand
 * @returns {import('esbuild').Plugin}
 */
export function elsewhere(root, homes, asking, hand) {
  return {
    name: ELSEWHERE,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^bundle:/ }, ({ path: specifier }) => hand(specifier.slice(BUNDLE.length + 1)));
      onResolve({ filter: /^/, namespace: ELSEWHERE }, ({ path: specifier }) => ({ path: path.join(root, specifier) }));
      onResolve({ filter: /^\.|^src\// }, ({ path: specifier, resolveDir, kind }) => {
        // Bundles load entries of the library by name, and these take what they need from there.
        if (asking !== undefined && kind === 'dynamic-import') return undefined;
        const folder = kind === 'entry-point' ? root : resolveDir;
        const source = path.relative(root, path.resolve(folder, specifier)).replaceAll(path.sep, '/');
        const home = homes.homeOf(source);
        if (home === undefined || home === asking) return undefined;
        return { path: source, namespace: ELSEWHERE, sideEffects: false };
      });
      onLoad({ filter: /.*/, namespace: ELSEWHERE }, ({ path: source }) => ({
        contents: homes.standIn(source),
        resolveDir: root,
      }));
    },
  };
}

/**
 * What the library has of bundles: a module for each, which hands on what was asked of it.
 * @param {Homes} homes @returns {import('esbuild').Plugin}
 */
export function fromBundles(homes) {
  const loader = 'loader';
  return {
    name: BUNDLE,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^loader$/, namespace: BUNDLE }, () => ({ path: loader, namespace: loader }));
      onLoad({ filter: /.*/, namespace: loader }, () => ({
        // The same as runs, where this is the command line: what it has loaded is not loaded twice.
        contents: `import { createRequire } from 'node:module';\nexport const { load } = createRequire(import.meta.url)('./hot.cjs');`,
      }));
      onLoad({ filter: /.*/, namespace: BUNDLE }, ({ path: home }) => {
        const ids = homes.asked(home);
        const unasked = homes.unasked(home).map((id) => `none as ${id}`);
        return {
          contents: `import { load } from '${loader}';
const { ${ids.map((id) => `${id}: its_${id}`).join(', ')} } = load('./${home}.cjs');
export { ${ids.map((id) => `its_${id} as ${id}`).join(', ')} };
const none = undefined;
export { ${unasked.join(', ')} };`,
        };
      });
    },
  };
}
