import posix from 'node:path/posix';
import type { RepoPath } from './files.ts';
import type { PathTest } from './globs.ts';

// What configs name: files beside them, and packages. A name that means something else costs a key that changes more often
// than it has to; one that is missed would cost a pass that is not true.

const SCRIPT = /\.[cm]?[jt]sx?$/;
/** What an import may leave out at the end of a name, in the order in which it is tried. */
const ENDINGS = ['', ...['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', 'json'].map((ending) => `.${ending}`)];
/** TypeScript imports a source by the name that it has when it is built. */
const BUILT = /\.([cm]?)js(x?)$/;

/** `'./rules.js'`, wherever it stands, and a bare `'..'`. */
const QUOTED_PATH = /(['"`])(\.{1,2}(?:\/[^'"`\n\\]*)?)\1/g;
/** `extends: ./base.yml` and `- ./base.yml`. */
const PLAIN_PATH = /(?:^|[\s:=-])(\.{1,2}\/[^\s'"`#,\]}]+)[ \t]*$/gm;
/** `"base.json"` in data: a bare name of a file beside it. */
const QUOTED_FILE = /(['"`])([^'"`\n\\/.*:@][^'"`\n\\*:]*\.(?:jsonc?|json5|grit|ya?ml|toml))\1/g;
/** `new URL('rules.js', …)` of a module's own place, `join(__dirname, 'rules.js')`. */
const BESIDE =
  /(?:\bURL\(\s*(['"`])([^'"`\n\\]+)\1\s*,\s*import\.meta\.url|(?:__dirname|import\.meta\.dirname)\s*,\s*(['"`])([^'"`\n\\]+)\3)/g;
/** What a module imports by a relative path. */
const IMPORTED = /\b(?:from|import|require)\s*\(?\s*(['"`])(\.{1,2}(?:\/[^'"`\n\\]*)?)\1/g;
/** `'test/setup.ts'` and `'<rootDir>/test/setup'`. */
const ROOTED = /(['"`])(?:<rootDir>\/)?([\w@][\w@.+-]*(?:\/[\w@.+-]+)*)\1/g;
const QUOTED_PACKAGE = /(['"`])((?:@[\w.~-]+\/)?\w[\w.~-]*)(?:\/[^'"`\n\\]*)?\1/g;
/** `- prettier-plugin-acme` and `extends: "@acme/base"` without quotes. */
const PLAIN_PACKAGE = /(?:^|[\s:-])((?:@[\w.~-]+\/)?[a-z][\w.~-]*)[ \t]*$/gm;

/** Kinds of which the config may stand in `package.json`, under their name. */
const IN_PACKAGE: ReadonlySet<string | undefined> = new Set(['prettier', 'jest']);

/** Whether a file is one that names others for a kind: a script, or data that people write. */
export function isConfigText(path: RepoPath, uses: string | undefined): boolean {
  const name = posix.basename(path);
  if (name === 'package.json') return IN_PACKAGE.has(uses);
  if (/^(?:package-lock|npm-shrinkwrap)\.json$|^pnpm-lock\.yaml$/.test(name)) return false;
  return SCRIPT.test(name) || /\.(?:jsonc?|json5|ya?ml|toml)$|^\.[\w-]+rc$/.test(name);
}

/** The part of such a file in which it does. */
export function relevantText(path: RepoPath, text: string, uses: string | undefined): string {
  const name = posix.basename(path);
  if (name === 'package.json') return partOf(text, uses ?? '');
  // What else stands there in quotes are the project's own sources.
  if (/^[tj]sconfig.*\.json$/.test(name)) return /"extends"\s*:\s*(?:"[^"]*"|\[[^\]]*\])/.exec(text)?.[0] ?? '';
  return text;
}

/** The relative paths that a text names, as they stand there. */
export function namedPaths(path: RepoPath, text: string): readonly string[] {
  const quoted = [...text.matchAll(QUOTED_PATH)].map(([, , name = '']) => name);
  const more = SCRIPT.test(path)
    ? [...text.matchAll(BESIDE)].map((match) => `./${match[2] ?? match[4] ?? ''}`)
    : [
        ...[...text.matchAll(PLAIN_PATH)].map(([, name = '']) => name),
        ...[...text.matchAll(QUOTED_FILE)].map(([, , name = '']) => `./${name}`),
      ];
  return [...new Set([...quoted, ...more])];
}

/** The packages that a text may name, without what follows their names. */
export function namedPackages(path: RepoPath, text: string): readonly string[] {
  const quoted = [...text.matchAll(QUOTED_PACKAGE)].map(([, , name = '']) => name);
  const plain = SCRIPT.test(path) ? [] : [...text.matchAll(PLAIN_PACKAGE)].map(([, name = '']) => name);
  return [...new Set([...quoted, ...plain])];
}

/** The places at which a path that a file names may be, nearest first. None where it leads out of the repository. */
export function candidates(from: RepoPath, named: string): readonly RepoPath[] {
  const files = fileCandidates(from, named);
  return files.length === 0
    ? []
    : [...files, ...ENDINGS.slice(1).map((ending) => posix.join(posix.dirname(from), named, `index${ending}`))];
}

/** Those of them that do not take the name for that of a folder. */
function fileCandidates(from: RepoPath, named: string): readonly RepoPath[] {
  const place = posix.join(posix.dirname(from), named);
  if (place === '..' || place.startsWith('../')) return [];
  const source = place.replace(BUILT, '.$1ts$2');
  return [...ENDINGS.map((ending) => place + ending), ...(source === place ? [] : [source])];
}

/**
 * The files of a tree that every test may run because a config of tests names them, or what such a file imports. Unlike
 * elsewhere, a folder is no module unless it is imported: `alias: { '@': './src' }` sets nothing up. And a name without `./`
 * is one below the folder of the config, as in `setupFiles: ['test/setup.ts']`, or `<rootDir>/test/setup`.
 */
export function setupFiles(path: RepoPath, text: string, isThere: PathTest, isTracked: PathTest): readonly RepoPath[] {
  const imported = [...text.matchAll(IMPORTED)].flatMap(
    ([, , name = '']) => candidates(path, name).find(isThere) ?? [],
  );
  const named = namedPaths(path, text).flatMap((name) => fileCandidates(path, name).find(isThere) ?? []);
  const rooted = [...text.matchAll(ROOTED)].flatMap(
    ([, , name = '']) => fileCandidates(path, name).find(isTracked) ?? [],
  );
  return [...new Set([...imported, ...named, ...rooted])];
}

function partOf(text: string, key: string): string {
  try {
    const value: unknown = JSON.parse(text);
    const part = typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : undefined;
    return part === undefined ? '' : JSON.stringify(part);
  } catch {
    return '';
  }
}
