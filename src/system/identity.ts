import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { foldersToRoot, pythonEnvironment, type Surroundings } from './search-path.ts';

/** Bytes up to which a program is hashed; above it, inode, size and times stand for its content: hashing 100 MB takes longer than most checks. */
const HASHED_BYTES = 1024 * 1024;

/** What a program's file is, by content or by identity. Changes with every upgrade. */
export function identifyFile(path: string): string {
  const stat = statSync(path, { bigint: true });
  if (stat.size <= HASHED_BYTES) return `${path} ${hashOf(readFileSync(path))}`;
  return `${path} ${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`;
}

/** Files in which the package managers note what is installed, as opposed to what is locked. */
const NODE_LISTS = ['.package-lock.json', '.pnpm/lock.yaml', '.yarn-state.yml', '.yarn-integrity', '.modules.yaml'];

/** What is installed for JavaScript tools: a hash of each package manager's own list, from the task's folder up to the root. */
export function installedNodePackages(surroundings: Surroundings): readonly string[] {
  return foldersToRoot(surroundings).flatMap((folder) => [
    ...NODE_LISTS.flatMap((name) => hashIfThere(join(folder, 'node_modules', name))),
    ...hashIfThere(join(folder, '.pnp.cjs')),
  ]);
}

/** What is installed in the Python environment: the names of its packages with their versions. */
export function installedPythonPackages(surroundings: Surroundings): readonly string[] {
  const environment = pythonEnvironment(surroundings);
  if (environment === undefined) return [];
  const library = join(environment, 'lib');
  const versions = existsSync(library) ? readdirSync(library).sort() : [];
  return versions.flatMap((version) => {
    const packages = join(library, version, 'site-packages');
    return existsSync(packages) ? [`${version}: ${readdirSync(packages).sort().join(' ')}`] : [];
  });
}

/** Lines of git's configuration that decide how a blob becomes a file on disk. */
const FILTER_LINES =
  /^\s*(autocrlf|eol|safecrlf|attributesfile|symlinks|filemode|smudge|clean|process|required|path|\[filter.*)\b.*$/gim;

/** Git's content filters, read from its configuration files: a process of its own would cost more than all the rest of a key. */
export function contentFilters(commonDir: string, env: Readonly<Record<string, string | undefined>>): string {
  const home = env['HOME'] ?? homedir();
  const files = [
    env['GIT_CONFIG_SYSTEM'] ?? '/etc/gitconfig',
    ...(env['GIT_CONFIG_GLOBAL'] === undefined
      ? [join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'git', 'config'), join(home, '.gitconfig')]
      : [env['GIT_CONFIG_GLOBAL']]),
    join(commonDir, 'config'),
    join(commonDir, 'info', 'attributes'),
  ];
  const attributes = (file: string, text: string) =>
    file.endsWith('attributes') ? [text] : (text.match(FILTER_LINES) ?? []);
  return files
    .flatMap((file) => attributes(file, readIfThere(file) ?? ''))
    .map((line) => line.trim())
    .join('\n');
}

function hashIfThere(file: string): readonly string[] {
  const text = readIfThere(file);
  return text === undefined ? [] : [`${file} ${hashOf(text)}`];
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
