import { type ExecFileSyncOptions, execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Project } from './project.ts';

/** A hook manager whose hooks check a commit, for whoever takes them over. */
export interface HookPeer {
  readonly name: string;
  /** Its config. Commits start `check.sh one` and `check.sh two` by it, in this order. */
  readonly files: Readonly<Record<string, string>>;
  /** Has it write its hooks. `bin`: where its program is. */
  install(project: Project, bin: string): void;
  /** What goes before PATH while it runs. */
  readonly needsPath?: true;
}

/** Notes that it ran, and refuses while there is a file `bad`. */
export const CHECK = 'echo "$1" >> .git/ran\ntest ! -e bad\n';

/** What has run since the last time, in the order of names. */
export function takeRuns(project: Project): readonly string[] {
  const file = path.join(project.root, '.git/ran');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  writeFileSync(file, '');
  return lines.filter((line) => line !== '').sort();
}

/** All that git finds of hooks: the setting, and each file with its mode, text or target. */
export function hooksOf(project: Project): Readonly<Record<string, string>> {
  const set = project.start(['git', 'config', '--get-all', 'core.hooksPath']).stdout;
  const entries = ['.git/hooks', '.husky/_'].flatMap((folder) => filesIn(project.root, folder));
  return Object.fromEntries([['core.hooksPath', set], ...entries]);
}

function filesIn(root: string, folder: string): readonly (readonly [string, string])[] {
  const at = path.join(root, folder);
  if (!existsSync(at)) return [];
  const names = readdirSync(at).filter((name) => !name.endsWith('.sample'));
  return names.sort().map((name) => {
    const file = path.join(at, name);
    const stat = lstatSync(file);
    const content = stat.isSymbolicLink() ? readlinkSync(file) : readFileSync(file, 'utf8');
    return [`${folder}/${name}`, `${(stat.mode & 0o777).toString(8)} ${content}`] as const;
  });
}

/** Installs the packages of the peers that are not here, once, below `folder`; returns where their programs are. */
export function installPeers(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const bin = path.join(folder, 'bin');
  if (existsSync(path.join(bin, 'pre-commit'))) return bin;
  const quietly: ExecFileSyncOptions = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] };
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', 'husky@9', 'lefthook@2'], quietly);
  execFileSync('python3', ['-m', 'venv', folder], quietly);
  execFileSync(path.join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', 'pre-commit'], quietly);
  return bin;
}
