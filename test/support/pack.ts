import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of the packed package, for scenarios to install: `inject('tarball')`. */
    tarball: string;
    /** Absolute path of a `node_modules` in which npm has installed it, with the tools of the samples. */
    installed: string;
  }
}

const root = path.resolve(import.meta.dirname, '../..');

/** What npm packs whatever `files` says, see package.json(5). */
const ALWAYS = ['package.json', 'README.md', 'LICENSE'];
/** What the build makes of it. */
const BUILT = ['dist', 'schema.json'];

/** Tools of the samples, at the versions that this repository has: npm finds them in its cache. */
const TOOLS = ['@vitest/coverage-v8', 'eslint', 'prettier', 'typescript', 'typescript-eslint', 'vitest'];

/**
 * Builds, packs and installs once for all scenarios, in a folder of its own, so that test runs side by side do not meet.
 * `LATTICE_TEST_TARBALL` names a package to use as it is.
 */
export function setup(project: TestProject): () => void {
  const given = process.env['LATTICE_TEST_TARBALL'] ?? '';
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-pack-')));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const tarball = given === '' ? pack(folder) : path.resolve(given);
    project.provide('tarball', tarball);
    project.provide('installed', install(folder, tarball));
  } catch (error) {
    remove();
    throw error;
  }
  return remove;
}

function pack(folder: string): string {
  const stage = path.join(folder, 'package');
  mkdirSync(stage);
  for (const name of shipped()) cpSync(path.join(root, name), path.join(stage, name), { recursive: true });
  // What was built is imported by the script that writes the schema, and finds its dependencies through this link.
  symlinkSync(path.join(root, 'node_modules'), path.join(stage, 'node_modules'), 'junction');
  execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs'), stage], { stdio: 'inherit' });
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: stage,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`npm pack left no package in ${folder}`);
  return path.join(folder, tarball);
}

/** What the package has besides what is built: files and folders of the top. */
function shipped(): readonly string[] {
  const { files }: { readonly files: readonly string[] } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const named = files.map((glob) => glob.split('/', 1)[0] ?? '').filter((name) => !BUILT.includes(name));
  return [...new Set([...ALWAYS, ...named])].filter((name) => existsSync(path.join(root, name)));
}

function install(folder: string, tarball: string): string {
  const home = path.join(folder, 'installed');
  mkdirSync(home);
  const versions = TOOLS.map((name) => {
    const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'));
    return [name, version];
  });
  const devDependencies = { ...Object.fromEntries(versions), 'lattice-hooks': `file:${tarball}` };
  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ private: true, devDependencies }));
  execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return path.join(home, 'node_modules');
}
