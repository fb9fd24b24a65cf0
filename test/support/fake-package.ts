import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { World } from '../../src/run/world.ts';
import { Witness } from '../../src/system/witness.ts';

const project = path.resolve(import.meta.dirname, '../..');

/** What a hook handed over. */
export interface HookCall {
  /** Folder of the package that was started. */
  readonly folder: string;
  readonly args: readonly string[];
  readonly stdin: string;
  readonly cwd: string;
  readonly pid: number;
  /** Inode of the index that the stub holds open for it; null where it holds none. */
  readonly held: number | null;
}

/** Notes what it was started with, and ends with the code that stands in a file beside it. */
const HOT = `const { appendFileSync, existsSync, fstatSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const stdin = readFileSync(0, 'utf8');
let held = null;
try { held = fstatSync(9).ino; } catch {}
const call = { folder: join(__dirname, '..'), args: process.argv.slice(2), stdin, cwd: process.cwd(), pid: process.pid, held };
appendFileSync(join(__dirname, 'calls'), JSON.stringify(call) + '\\n');
const code = join(__dirname, 'exit-code');
process.exitCode = existsSync(code) ? Number(readFileSync(code, 'utf8')) : 0;
`;

/** A package with our hooks and our dependencies, whose program does nothing but note how it was started. */
export interface FakePackage {
  /** Absolute. */
  readonly folder: string;
  /** The calls since it was made, in order. */
  calls(): readonly HookCall[];
  /** From now on its program ends so. */
  endWith(code: number): void;
  remove(): void;
}

/** Makes a package in a folder, as in `<repository>/node_modules/lattice-hooks`. */
export function makePackage(folder: string): FakePackage {
  const dist = path.join(folder, 'dist');
  mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
  mkdirSync(dist);
  writeFileSync(path.join(dist, 'hot.cjs'), HOT);
  cpSync(path.join(project, 'hooks'), path.join(folder, 'hooks'), { recursive: true });
  const dependency = path.join('node_modules', 'simple-git-hooks');
  symlinkSync(path.join(project, dependency), path.join(folder, dependency), 'junction');
  const notes = path.join(dist, 'calls');
  return {
    folder,
    calls: () =>
      existsSync(notes)
        ? readFileSync(notes, 'utf8')
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as HookCall)
        : [],
    endWith: (code) => writeFileSync(path.join(dist, 'exit-code'), String(code)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The world as a command started in a directory with this package sees it. */
export function worldAt(cwd: string, packageFolder: string, env: World['env']): World {
  return {
    cwd,
    env,
    node: process.execPath,
    nodeMajor: process.versions.node.split('.')[0] ?? '',
    platform: `${process.platform}-${process.arch}`,
    product: '0.0.0',
    packageFolder,
    pid: process.pid,
    startedAt: '2026-01-02T03:04:05.000Z',
    now: () => 0,
    chance: 0,
    cores: 1,
    look: new Witness(0),
    temporary: path.join(packageFolder, 'temporary'),
  };
}
