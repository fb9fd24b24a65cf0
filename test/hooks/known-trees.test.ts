import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FOLDER, type Guard } from '../../src/core/memory/guard.ts';
import { listingOf } from '../../src/core/memory/listing.ts';
import { stubText } from '../../src/git/hooks/stub.ts';
import { DISK } from '../../src/system/disk.ts';
import { KnownTrees } from '../../src/system/kept/known-trees.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';
import { shellsHere } from '../support/shells.ts';

// What the stub believes of what `KnownTrees` writes, in every shell of this machine that a system may have as /bin/sh.

const project = path.resolve(import.meta.dirname, '../..');
const shells = shellsHere();
const VALUES = { folder: '', main: '', package: '', node: '', others: '', version: '' };
const machine = { platform: `${process.platform} ${process.arch}`, env: process.env };

/** Folders of the guard, see `guardNow`. */
const FOLDERS = ['listed', 'empty', 'crowded', 'plain', 'real/package'];

/** Stands for Node, and tells that it was started. */
const STARTED = 7;

let repository: TestRepository;
let known: KnownTrees;
let id: string;
let tool: string;
let absent: string;
let mark: string;

beforeEach(() => {
  repository = makeRepository();
  repository.commit({ 'a.txt': 'a\n' });
  tool = path.join(repository.folder, 'a tool');
  absent = path.join(repository.folder, 'not there');
  for (const one of ['one', 'other']) repository.write(`../packages/${one}/dist/hot.cjs`, '');
  mkdirSync(path.join(repository.root, 'node_modules'));
  choosePackage('one');
  const hot = path.join(repository.folder, 'packages/one/dist/hot.cjs');
  writeFileSync(tool, 'tool');
  mkdirSync(path.join(repository.folder, 'bin'));
  for (const one of FOLDERS) mkdirSync(path.join(repository.folder, one), { recursive: true });
  for (const name of [' a b ', '.c', '*', 'back\\slash', '-x']) repository.write(`../listed/${name}`, '');
  symlinkSync('nowhere', path.join(repository.folder, 'listed/dangling'));
  symlinkSync('../real/package', path.join(repository.folder, 'listed/link'));
  repository.write('.git/hooks/pre-commit', stubText(project, VALUES), 0o755);
  writeFileSync(path.join(repository.folder, 'bin/node'), `#!/bin/sh\nexit ${STARTED}\n`, { mode: 0o755 });
  repository.write('b.txt', 'b\n');
  repository.git('add', 'b.txt');
  known = new KnownTrees(path.join(repository.root, '.git/lattice-hooks/known/pre-commit'));
  id = known.begin(guardNow(), { root: realpathSync(repository.root), hot: realpathSync(hot) }, machine) ?? '';
  mark = `t_${repository.git('write-tree').trim()}_${repository.git('rev-parse', 'HEAD^{tree}').trim()}`;
  known.mark(id, [mark]);
});
afterEach(() => repository.remove());

function guardNow(): Guard {
  const at = (name: string) => path.join(repository.folder, name);
  const stampOf = (name: string) => DISK.at(at(name))?.stamp ?? '';
  const [listed, empty, crowded] = FOLDERS.map(at) as [string, string, string];
  return {
    paths: {
      ...Object.fromEntries(['a tool', 'bin/node'].map((name) => [at(name), stampOf(name)])),
      [absent]: null,
      [listed]: FOLDER,
      [at('plain')]: FOLDER,
    },
    listings: { [listed]: listingIn(listed), [empty]: listingIn(empty), [crowded]: stampOf('crowded') },
    places: { [at('listed/link')]: realpathSync(at('real/package')) },
    variables: { MODE: 'strict', UNSET: null },
  };
}

function listingIn(folder: string): string {
  const sight = DISK.at(folder);
  return sight === undefined ? '' : listingOf({ sight, names: readdirSync(folder) });
}

/** How the hook ends: with 0, or as Node would. */
function run(shell: readonly string[] = ['sh'], env: Readonly<Record<string, string>> = { MODE: 'strict' }) {
  const [program = '', ...args] = shell;
  const PATH = `${path.join(repository.folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  const how = { cwd: repository.root, env: { ...repository.env, PATH, ...env } };
  return spawnSync(program, [...args, '.git/hooks/pre-commit'], how).status;
}

const inGuard = (name: string) => path.join(repository.root, '.git/lattice-hooks/known/pre-commit', id, name);

describe.each(shells)('under $name', ({ command: shell }) => {
  it('ends a hook whose tree is marked on its base', () => {
    expect(run(shell)).toBe(0);
  });

  it.each<readonly [string, () => void]>([
    ['a file holds something else', () => writeFileSync(tool, 'loot')],
    ['a file is gone', () => rmSync(tool)],
    ['a file is another one of the same bytes', () => replace(tool)],
    ['a file may be executed', () => chmodSync(tool, 0o755)],
    ['there is a file more in a folder of too many', () => repository.write('../crowded/more', '')],
    ['there is what was not there', () => writeFileSync(absent, '')],
    ['there is no guard in force', () => rmSync(path.join(inGuard('..'), 'current'))],
    ['another package is started', () => choosePackage('other')],
    ['a merge goes on', () => repository.write('.git/MERGE_HEAD', '')],
    ['a rebase goes on', () => repository.write('.git/rebase-merge/x', '')],
    ['an interrupted run has hidden something', () => repository.write('.git/lattice-hooks/journal/x', '')],
    ['somebody wants to skip something once', () => repository.write('.git/lattice-hooks/skips/all.json', '')],
    ['something else is staged', () => stage('c.txt')],
    ['it is about another base', () => changeBase()],
  ])('starts Node when %s', (_, change) => {
    expect(run(shell)).toBe(0);
    change();
    expect(run(shell)).toBe(STARTED);
  });

  it('starts Node while a folder is not as it was, and ends the hook when it is again', () => {
    for (const [what, change, undo] of changesOfFolders()) {
      change();
      expect([what, run(shell)]).toEqual([what, STARTED]);
      undo();
      expect([what, run(shell)]).toEqual([what, 0]);
    }
  });

  it('ends the hook when other files of the same names stand in a folder', () => {
    const file = path.join(repository.folder, 'listed/ a b ');
    writeFileSync(`${file}~`, 'saved by an editor');
    renameSync(`${file}~`, file);
    repository.write('../listed/.c', 'written to');
    repository.write('../real/package/more', 'of which only the place was asked for');
    expect(run(shell)).toBe(0);
  });

  it.each([
    [{ MODE: 'loose' }],
    [{}],
    [{ MODE: '' }],
    [{ MODE: 'strict', UNSET: '' }],
    [{ MODE: 'strict', LATTICE_HOOKS_SKIP: 'lint' }],
    [{ MODE: 'strict', GLOBIGNORE: '*~' }],
  ])('starts Node with the variables %j', (env) => {
    expect(run(shell, env as Readonly<Record<string, string>>)).toBe(STARTED);
  });
});

it('starts Node when any part of its guard is gone, or a name is damaged', () => {
  for (const name of readdirSync(inGuard('')).filter((one) => one !== 'guard.json')) {
    renameSync(inGuard(name), `${inGuard('..')}/away`);
    expect([name, run()]).toEqual([name, STARTED]);
    renameSync(`${inGuard('..')}/away`, inGuard(name));
  }
  renameSync(path.join(repository.folder, 'listed/-x'), path.join(repository.folder, 'listed/-y'));
  writeFileSync(inGuard('names_0'), readFileSync(inGuard('names_0'), 'utf8').replace('-x/', '-y/'));
  expect(run()).toBe(STARTED);
});

it('starts Node in another worktree that has the same marks', () => {
  const other = path.join(repository.folder, 'other');
  cpSync(repository.root, other, { recursive: true, verbatimSymlinks: true });
  const PATH = `${path.join(repository.folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  const how = { cwd: other, env: { ...repository.env, PATH, MODE: 'strict' } };
  expect(spawnSync('sh', ['.git/hooks/pre-commit'], how).status).toBe(STARTED);
});

it('never takes damage for a reason to end a hook', () => {
  // What the damaged byte speaks of is not as it was either.
  const file = inGuard('variables');
  const whole = readFileSync(file);
  for (let at = 0; at < whole.length; at += 1) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    writeFileSync(file, damaged);
    expect([at, run(['sh'], { MODE: 'loose' }), run(['sh'], { MODE: 'strict', UNSET: 'now' })]).toEqual([
      at,
      STARTED,
      STARTED,
    ]);
    writeFileSync(file, whole.subarray(0, at));
    expect([at, run(['sh'], { MODE: 'loose' })]).toEqual([at, STARTED]);
  }
});

it.each(['current', 'variables', 'folder'])('takes a folder or a file in place of %s for no guard', (what) => {
  const place = what === 'current' ? path.join(inGuard('..'), 'current') : inGuard(what === 'folder' ? '' : what);
  rmSync(place, { recursive: true });
  if (what === 'folder') writeFileSync(place, '');
  else mkdirSync(place);
  expect(run()).toBe(STARTED);
  expect(what === 'variables' || known.inForce() === undefined).toBe(true);
});

describe('KnownTrees', () => {
  it('keeps one guard, and what was marked under it alone', () => {
    writeFileSync(tool, 'another tool');
    const next = known.begin(guardNow(), { root: realpathSync(repository.root), hot: tool }, machine);
    expect(next).not.toBe(id);
    expect(existsSync(inGuard(mark))).toBe(false);
    expect(known.inForce()).toEqual({ id: next, guard: guardNow() });
    expect(() => known.mark(id, [mark])).toThrow(/ENOENT/);
  });

  it('is believed by no hook that knows guards of another form, and believes none of these', () => {
    expect(id).not.toMatch(/^(?:gnu|bsd)-/);
    const old = id.replace(/\d-/, '-');
    renameSync(inGuard(''), path.join(inGuard('..'), old));
    writeFileSync(path.join(inGuard('..'), 'current'), `${old}\n`);
    expect([run(), known.inForce()]).toEqual([STARTED, undefined]);
    known.begin(guardNow(), { root: realpathSync(repository.root), hot: tool }, machine);
    expect(existsSync(path.join(inGuard('..'), old))).toBe(false);
  });

  it('keeps the newest marks of very many', () => {
    const names = Array.from({ length: 2000 }, (_, index) => `t_${`${index}`.padStart(40, '0')}_${'0'.repeat(40)}`);
    known.mark(id, names);
    known.mark(id, ['w_last']);
    expect(readdirSync(inGuard('')).filter((name) => /^[tw]_/.test(name)).length).toBeLessThanOrEqual(600);
    expect(existsSync(inGuard(nameWith('present_')))).toBe(true);
  });

  it('is told once that the machine prints other stamps', () => {
    const folder = path.join(repository.folder, 'unfit');
    const unfit = new KnownTrees(folder);
    const guard = { ...guardNow(), paths: { [tool]: '1-1-1-1.0-1.0', [absent]: null }, listings: {} };
    const anchors = { root: repository.root, hot: tool };
    expect(unfit.begin(guard, anchors, machine)).toBeUndefined();
    // The file has another stamp than the guard: that says nothing about the machine.
    expect(readdirSync(folder)).toEqual([]);
    const PATH = path.join(repository.folder, 'bin');
    symlinkSync('/bin/true', path.join(PATH, 'stat'));
    expect(unfit.begin(guardNow(), anchors, { ...machine, env: { PATH } })).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['unfit']);
    expect(unfit.begin(guardNow(), anchors, machine)).toBeUndefined();
  });

  it('is told once that the machine prints the same stamps', () => {
    const fit = new KnownTrees(path.join(repository.folder, 'fit'));
    const anchors = { root: repository.root, hot: tool };
    expect(fit.begin(guardNow(), anchors, machine)).toBeDefined();
    const PATH = path.join(repository.folder, 'no-programs');
    expect(fit.begin(guardNow(), anchors, { ...machine, env: { PATH } })).toBeDefined();
  });
});

/** What may become of the folders of the guard, and what undoes it. */
function changesOfFolders(): readonly (readonly [what: string, change: () => void, undo: () => void])[] {
  const at = (name: string) => path.join(repository.folder, name);
  const made = (name: string) =>
    [`${name} is there`, () => repository.write(`../${name}`, ''), () => rmSync(at(name))] as const;
  const moved = (name: string, to: string) =>
    [`${name} is ${to}`, () => renameSync(at(name), at(to)), () => renameSync(at(to), at(name))] as const;
  return [
    ...['listed/more', 'listed/.more', 'empty/one', 'empty/*', 'empty/.*', 'empty/.hidden'].map(made),
    ...[' a b ', '.c', '*', 'dangling', 'back\\slash'].map((name) => moved(`listed/${name}`, 'away')),
    moved('listed/ a b ', 'listed/ b a '),
    ...['empty', 'plain'].map((name) => moved(name, 'away')),
    [
      'a file is there in place of a folder',
      () => {
        rmSync(at('empty'), { recursive: true });
        writeFileSync(at('empty'), '');
      },
      () => {
        rmSync(at('empty'));
        mkdirSync(at('empty'));
      },
    ],
    moved('real', 'elsewhere'),
    [
      'a folder on the way is a link',
      () => {
        renameSync(at('real'), at('elsewhere'));
        symlinkSync('elsewhere', at('real'));
      },
      () => {
        rmSync(at('real'));
        renameSync(at('elsewhere'), at('real'));
      },
    ],
    [
      'a link leads to another folder',
      () => {
        rmSync(at('listed/link'));
        symlinkSync('../empty', at('listed/link'));
      },
      () => {
        rmSync(at('listed/link'));
        symlinkSync('../real/package', at('listed/link'));
      },
    ],
  ];
}

function replace(file: string): void {
  const text = readFileSync(file);
  rmSync(file);
  writeFileSync(`${file}.other`, '');
  writeFileSync(file, text);
}

function choosePackage(name: string): void {
  const link = path.join(repository.root, 'node_modules/lattice-hooks');
  rmSync(link, { force: true });
  symlinkSync(path.join(repository.folder, 'packages', name), link);
}

/** Leaves the index with the same tree on a commit of another one. */
function changeBase(): void {
  const staged = repository.git('write-tree').trim();
  stage('c.txt');
  repository.git('commit', '--quiet', '--no-verify', '--message', 'base');
  repository.git('read-tree', staged);
}

function stage(file: string): void {
  repository.write(file, 'more\n');
  repository.git('add', file);
}

function nameWith(beginning: string): string {
  return readdirSync(inGuard('')).find((name) => name.startsWith(beginning)) ?? '';
}
