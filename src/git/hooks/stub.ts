import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The line by which a hook file is known to be ours, whichever version wrote it. */
const MARKER = '# This hook belongs to lattice-hooks: `lattice-hooks uninstall` removes it.';

/** Lines of a hook file that may hold the marker: others may put theirs before it. */
const MARKER_WITHIN = 20;

/** A line with a value, as `quoted` writes it. */
const VALUE = /^([a-z]+)='((?:[^']|'\\'')*)'$/gm;

/** What a hook file knows of the place it was made for. An empty string: there is none. */
export interface StubValues {
  /** Folder of the package, relative to the worktree's top. */
  readonly folder: string;
  /** The main worktree, relative to the folder of the hooks. */
  readonly main: string;
  /** Folder of the package: absolute. */
  readonly package: string;
  /** Node: absolute. */
  readonly node: string;
  /** Folder whose hooks run first: absolute, or relative to the worktree's top. */
  readonly others: string;
  /** Version of the package that wrote it. */
  readonly version: string;
}

/** A hook file of ours, read back. */
export interface WrittenStub {
  /** Undefined for a version that did not write down which it is. */
  readonly version: string | undefined;
  /** Whether it is, to the byte, what this version writes with its values. */
  readonly isAsWritten: boolean;
}

/** Text of a hook file, the same for every hook. `packageFolder` is where the package keeps the template. */
export function stubText(packageFolder: string, values: StubValues): string {
  const template = readFileSync(join(packageFolder, 'hooks', 'stub.sh'), 'utf8');
  return Object.entries(values).reduce((text, [name, value]) => fillIn(text, name, value), template);
}

/** Reads a hook file of ours. */
export function readStub(packageFolder: string, text: string): WrittenStub {
  const {
    folder,
    main,
    package: own,
    node,
    others,
    version,
  } = Object.fromEntries([...text.matchAll(VALUE)].map(([, name = '', value = '']) => [name, unquoted(value)]));
  const values = { folder, main, package: own, node, others, version };
  const isWhole = Object.values(values).every((value) => value !== undefined);
  return { version, isAsWritten: isWhole && stubText(packageFolder, values as StubValues) === text };
}

/** Whether this package wrote the file at the path. Links are nobody's of ours. */
export function isOurHook(file: string): boolean {
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
  return readFileSync(file, 'utf8').split('\n', MARKER_WITHIN).includes(MARKER);
}

function fillIn(text: string, name: string, value: string): string {
  const line = `\n${name}=''\n`;
  if (!text.includes(line)) throw new Error(`the template of the hooks has no line for ${name}`);
  // A function, because `$` in a string would be read as a pattern.
  return text.replace(line, () => `\n${name}=${quoted(value)}\n`);
}

/** The value as one word of `sh`, in which nothing is special between single quotes but their end. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

function unquoted(text: string): string {
  return text.replaceAll("'\\''", "'");
}
