import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Look } from '../core/look.ts';
import { DISK } from './disk.ts';
import { pythonEnvironment, type Surroundings } from './processes/search-path.ts';

/** A program as it was found. */
interface Program {
  /** Where it was found, links not followed, and where it is. Absolute. */
  readonly path: string;
  readonly file: string;
  /** The start of its text, where it is a script. */
  readonly head: string;
  /** Top of the worktree, where one is known. */
  readonly root: string | undefined;
  readonly look: Look;
}

/** What is installed in the Python environment of a task: the names of its packages with their versions. */
export function installedPythonPackages(surroundings: Surroundings): readonly string[] {
  const environment = pythonEnvironment(surroundings);
  return environment === undefined ? [] : packagesIn(environment, surroundings.look ?? DISK);
}

/**
 * One hash of what is installed beside an interpreter, or beside the one that the first line of a script names: the script
 * itself only imports it. Of a stand-in for several interpreters, as pyenv and asdf put on PATH, what is installed for all of
 * them, and which of them is chosen where. Nothing for any other program.
 */
export function packagesOfProgram({ path, file, head, root, look }: Program): readonly string[] {
  if (isStandIn(file)) return [hashOf([...chosen(file, root, look), ...packagesOfAll(file, look)])];
  const named = /^#!\s*"?(\/[^"\n]*\/bin\/python[\d.]*)/.exec(head)?.[1];
  const interpreter = named ?? (/^python[\d.]*$/.test(basename(path)) ? path : undefined);
  if (interpreter === undefined) return [];
  const prefix = dirname(dirname(interpreter));
  // Whatever else there is, a virtual environment does not see it.
  const isVirtual = look.at(join(prefix, 'pyvenv.cfg')) !== undefined;
  const others = isVirtual ? [] : [prefixOfReal(interpreter, look), dirname(dirname(file)), userBase()];
  return [hashOf([...new Set([prefix, ...others])].flatMap((one) => packagesIn(one, look)))];
}

/** An environment may be gone, and the scripts of it be left. */
function prefixOfReal(interpreter: string, look: Look): string {
  return dirname(dirname(look.at(interpreter) === undefined ? interpreter : look.real(interpreter)));
}

/** Whether it starts another program of its name, in the version that a folder or a machine has chosen. */
export function isStandIn(file: string): boolean {
  return basename(dirname(file)) === 'shims';
}

/** Which version a stand-in takes: what its manager keeps, and what is said at the top of the worktree. */
function chosen(file: string, root: string | undefined, look: Look): readonly string[] {
  const manager = dirname(dirname(file));
  const own = [join(manager, 'version'), join(dirname(manager), '.tool-versions')];
  const files = root === undefined ? own : [...own, join(root, '.python-version'), join(root, '.tool-versions')];
  return files.map((one) => look.read(one)?.toString() ?? '');
}

/** The packages of all interpreters that the manager of a stand-in has installed. */
function packagesOfAll(file: string, look: Look): readonly string[] {
  const manager = dirname(dirname(file));
  return ['versions', join('installs', 'python')].flatMap((name) => {
    const folder = join(manager, name);
    return namesIn(folder, look).flatMap((version) => [version, ...packagesIn(join(folder, version), look)]);
  });
}

/** Where `pip install --user` puts packages, see `site` of Python. */
function userBase(): string {
  return join(homedir(), '.local');
}

/** Debian has what it installs itself in `dist-packages`, and what anybody else does below `local`. */
function packagesIn(prefix: string, look: Look): readonly string[] {
  return ['lib', 'local/lib'].flatMap((libraries) => {
    const library = join(prefix, libraries);
    const versions = namesIn(library, look).filter((version) => /^python\d/.test(version));
    return versions.flatMap((version) =>
      ['site-packages', 'dist-packages'].flatMap((name) => {
        const packages = join(library, version, name);
        return look.at(packages) === undefined ? [] : [`${version}: ${namesIn(packages, look).join(' ')}`];
      }),
    );
  });
}

/** Names in a folder, sorted; without what Python and pip leave there on the way. */
function namesIn(folder: string, look: Look): readonly string[] {
  return [...look.names(folder)].filter((name) => name !== '__pycache__' && !name.startsWith('~')).sort();
}

function hashOf(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
