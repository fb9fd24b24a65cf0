import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasJournal } from '../../../src/git/isolation/journal.ts';
import { type Recovery, recover } from '../../../src/git/isolation/recover.ts';
import { findRepository } from '../../../src/git/repository.ts';
import type { Mishap } from '../../support/interrupt.ts';
import type { Script } from '../../support/isolated-work.ts';
import type { Order } from '../../support/isolation-child.ts';
import { bundle, type Ended, run } from '../../support/isolation-process.ts';
import { age, lines } from '../../support/mess.ts';
import { pictureOf } from '../../support/picture.ts';
import { copyRepository, makeRepository, type TestRepository } from '../../support/repository.ts';

// Every step that hides, stages or puts back goes wrong in turn, in every way; then the world is recovered, and must be
// the one from before, to the byte, or the one after a run that went well.

const FIXED = lines('ONE', 'fixed', 'three', 'four', 'five');
const ACCEPTED: Script = {
  everything: true,
  handed: ['handed.md'],
  fixes: { 'partial.md': FIXED, 'plain.md': 'fixed\n', 'deleted/a.md': 'fixed\n' },
  accepted: true,
};
const REFUSED: Script = {
  ...ACCEPTED,
  writes: { 'edited.md': lines('saved', 'two', 'three', 'four', 'five') },
  accepted: false,
};

/** A task that changes a mode in the index: that has to be put back as well. */
const RESTAGED: Script = {
  handed: ['handed.md'],
  fixes: { 'plain.md': 'fixed\n' },
  git: [['update-index', '--chmod=+x', 'handed.md']],
  accepted: true,
};

let folder: string;
let program: string;
let template: TestRepository;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-anomalies-'));
  program = bundle('isolation-child.ts', folder);
  template = makeRepository();
  commitAll(template);
  template.git('worktree', 'add', '-q', '../linked');
  // By a path that leads to a copy's own repository too.
  writeFileSync(path.join(template.folder, 'linked/.git'), 'gitdir: ../repository/.git/worktrees/linked\n');
  leaveHalfDone(template);
  leaveHalfDone(linkedTo(template));
});

function commitAll(repository: TestRepository): void {
  const text = lines('one', 'two', 'three', 'four', 'five');
  repository.commit({
    'partial.md': text,
    'edited.md': text,
    'plain.md': 'plain\n',
    'handed.md': 'handed\n',
    'deleted/a.md': 'a\n',
    'folder/in.md': 'in\n',
  });
}

function leaveHalfDone(repository: TestRepository): void {
  repository.write('partial.md', lines('ONE', 'two', 'three', 'four', 'five'));
  repository.write('plain.md', 'staged\n');
  repository.git('add', '.');
  repository.write('partial.md', lines('ONE', 'two', 'three', 'four', 'FIVE'), 0o600);
  repository.write('edited.md', lines('one', 'two', 'three', 'four', 'FIVE'));
  for (const name of ['deleted', 'folder']) rmSync(path.join(repository.root, name), { recursive: true });
  symlinkSync('..', path.join(repository.root, 'folder'));
  repository.write('new/u-\udcff.md', 'untracked\n');
  age(repository, 'partial.md', 'edited.md', 'plain.md', 'handed.md');
}

/** The linked worktree beside a repository. */
function linkedTo(repository: TestRepository): TestRepository {
  const root = path.join(repository.folder, 'linked');
  return {
    ...repository,
    root,
    place: { cwd: root, env: repository.env },
    git: (...args) => repository.gitIn(root, args),
    write: (file, ...content) => repository.write(`../linked/${file}`, ...content),
  };
}

/** Its own git directory. */
function gitDirOf({ root, folder: around }: TestRepository): string {
  return path.basename(root) === 'linked' ? path.join(around, 'repository/.git/worktrees/linked') : `${root}/.git`;
}

afterAll(() => {
  template.remove();
  rmSync(folder, { recursive: true });
});

/** Runs the child in a copy of the template. */
function inCopy<T>(order: Order, use: Use<T>, at?: Place): Promise<T> {
  return inCopyOf(template, order, use, at);
}

/** Which worktree of a repository. */
type Place = (repository: TestRepository) => TestRepository;

type Use<T> = (copy: TestRepository, ended: Ended) => Promise<T>;

async function inCopyOf<T>(
  original: TestRepository,
  order: Order,
  use: Use<T>,
  at: Place = (repository) => repository,
): Promise<T> {
  const copy = copyRepository(original);
  try {
    const place = at(copy);
    return await use(place, await run(program, place, order));
  } finally {
    copy.remove();
  }
}

async function recoverHere(copy: TestRepository) {
  return recover(copy.place, await findRepository(copy.root, copy.env), '2026-03-04T05:06:07.890Z');
}

/** The files and the index. */
function worldOf(copy: TestRepository) {
  return { files: pictureOf(copy.root), index: copy.git('ls-files', '--stage').split('\n') };
}

type World = ReturnType<typeof worldOf>;

/** Files without their times, where a fix or a merge has touched them. */
function comparable({ files, index }: ReturnType<typeof worldOf>): string {
  return JSON.stringify([untimed(files), index]);
}

function untimed(files: World['files']): readonly (readonly [file: string, seen: string])[] {
  return Object.entries(files).map(([file, seen]) => [file, seen.replace(/^(file \d+) \d+/, '$1')]);
}

/** What neither a fix that stays nor a save is about: it has to be there again. */
function untouchedIn(files: World['files'], { fixes = {}, writes = {}, accepted }: Script) {
  const touched = { ...(accepted === true ? fixes : {}), ...writes };
  return untimed(files).filter(([file]) => !Object.hasOwn(touched, file));
}

/** Does this for each of them, a few at a time. */
async function forEach(steps: readonly number[], act: (step: number) => Promise<void>): Promise<void> {
  const left = [...steps];
  const work = async () => {
    for (let step = left.shift(); step !== undefined; step = left.shift()) await act(step);
  };
  await Promise.all([work(), work(), work()]);
}

/**
 * The steps at which a mishap makes a difference, counted from 1. Who is killed leaves nothing but the disk: where that is
 * as it was before the last step, as after a question to git, it has been tried there.
 */
function stepsFor(mishap: Mishap, { names, disks }: Steps): readonly number[] {
  const isTearable = (name = '') => ['writeSync', 'writeFileSync', 'copyFileSync', 'rmSync'].includes(name);
  return names
    .map((_, index) => index + 1)
    .filter((step) => {
      if (mishap === 'tear') return isTearable(names[step - 1]);
      return mishap !== 'kill' || step === 1 || disks[step - 1] !== disks[step - 2];
    });
}

/** The steps of a run that goes well: what they do, and fingerprints of the disk before each. */
interface Steps {
  readonly names: readonly string[];
  readonly disks: readonly string[];
}

const stepsOf = (told: Ended['told']): Steps => ({ names: told?.steps ?? [], disks: told?.disks ?? [] });

/** Where the git directory and the worktree are. */
interface Site {
  readonly apart?: boolean;
  readonly at?: Place;
  /** Steps after which the tasks never begin: filled, and steps of an earlier run that are not tried again. */
  readonly heedless?: Set<number> | undefined;
  readonly tried?: ReadonlySet<number> | undefined;
}

/** Lets every step of a run go wrong and looks at the world after recovering. */
async function tryAll(
  script: Script,
  mishap: Mishap,
  { apart = false, at, heedless = new Set(), tried = new Set() }: Site = {},
): Promise<void> {
  const before = at === undefined ? template : at(template);
  const original = worldOf(before);
  const order: Order = { act: 'isolate', script, apart };
  const look = async (copy: TestRepository, { told, code }: Ended) => {
    const world = worldOf(copy);
    return { code, ...stepsOf(told), hidden: told?.hidden ?? 0, files: world.files, world: comparable(world) };
  };
  const good = await inCopy({ ...order, looks: true }, look, at);
  // All below is measured by it. Tasks that change the index refuse.
  expect(good.code).toBe(script.accepted === true && script.git === undefined ? 0 : 1);
  expect(untouchedIn(good.files, script)).toEqual(untouchedIn(original.files, script));
  expect(good.names.length).toBeGreaterThan(40);
  const steps = stepsFor(mishap, good).filter((step) => !tried.has(step));
  expect(steps.length).toBeGreaterThan(mishap === 'tear' ? 5 : 20);
  const tryStep = (step: number): Use<void> => {
    return async (copy, ended) => {
      const recovery = ended.code === 0 ? undefined : await recoverHere(copy);
      const where = `${good.names[step - 1]}, step ${step}: ${ended.told?.error ?? ended.code}`;
      const world = worldOf(copy);
      // A run that is killed when all is done has ended well, whether it can still say so or not.
      const mayBeFinal = ended.code === good.code || ended.signal !== null;
      const isStaged = script.git !== undefined && world.index.join() !== original.index.join();
      if (mayBeFinal && comparable(world) === good.world) expect(recovery?.index, where).toBeUndefined();
      else if (isStaged) expectNamed({ before, copy, ended, recovery, original, world, where });
      else expect(world, where).toEqual(original);
      expectEnd(ended, mishap, where);
      noteHeedless(heedless, ended, step, good.hidden);
      expect(hasJournal(gitDirOf(copy)), where).toBe(false);
      expect(await recoverHere(copy), where).toBeUndefined();
    };
  };
  await forEach(steps, (step) => inCopy({ ...order, step, mishap }, tryStep(step), at));
}

/** Notes the step where a run ended before its tasks began; `hidden` is the last step before that. */
function noteHeedless(heedless: Set<number>, { told }: Ended, step: number, hidden: number): void {
  if (told === undefined ? step <= hidden : told.hidden === undefined) heedless.add(step);
}

interface Staged {
  /** The worktree that was copied, and its copy after all. */
  readonly before: TestRepository;
  readonly copy: TestRepository;
  readonly ended: Ended;
  readonly recovery: Recovery | undefined;
  readonly original: World;
  readonly world: World;
  readonly where: string;
}

/**
 * What a task has staged stays only where the run could not act any more, and says so where it could speak: then nobody
 * knows that it was a task, so that it is named, and the index of before is kept to the byte.
 */
function expectNamed({ before, copy, ended, recovery, original, world, where }: Staged): void {
  if (ended.signal === null) expect(ended.told?.error, where).toMatch(/(?:cannot|could not) be put back/);
  expect(world, where).toEqual({ ...original, index: original.index.map(withTasksMode) });
  expect(recovery?.index?.changed, where).toEqual(['handed.md']);
  const kept = readFileSync(recovery?.index?.kept ?? '');
  expect(kept.equals(readFileSync(`${gitDirOf(before)}/index`)), where).toBe(true);
  expect(existsSync(`${gitDirOf(copy)}/index.lock`), where).toBe(false);
}

function withTasksMode(entry: string): string {
  return entry.endsWith('\thanded.md') ? entry.replace('100644', '100755') : entry;
}

function expectEnd({ code, signal, told }: Ended, mishap: Mishap, where: string): void {
  if (mishap === 'kill' || mishap === 'tear') expect(signal, where).toBe('SIGKILL');
  else if (code === 5) expect(told?.error).toMatch(/^(LatticeError: |Error: the work broke)/);
  else if (code === 0) expect(told?.refusals, where).toEqual([]);
}

describe('whatever goes wrong in a run', () => {
  // A run that ends before its tasks begin is the same, whatever they would have said.
  const heedless = { kill: new Set<number>(), tear: undefined, fail: new Set<number>(), 'fail-on': undefined };
  for (const mishap of ['kill', 'tear', 'fail', 'fail-on'] as const) {
    it(`that is accepted (${mishap})`, { timeout: 300_000 }, () =>
      tryAll(ACCEPTED, mishap, { heedless: heedless[mishap] }),
    );
  }
  for (const mishap of ['kill', 'fail'] as const) {
    it(`that is refused (${mishap})`, { timeout: 300_000 }, () => tryAll(REFUSED, mishap, { tried: heedless[mishap] }));
  }
});

describe('whatever goes wrong where a task has changed the index', () => {
  for (const mishap of ['kill', 'tear', 'fail', 'fail-on'] as const) {
    it(`is not in the way of what is put back (${mishap})`, { timeout: 300_000 }, () => tryAll(RESTAGED, mishap));
  }
});

describe('where the git directory is on another disk', () => {
  it('runs end as they do on one', async () => {
    for (const script of [ACCEPTED, REFUSED]) {
      const end = async (copy: TestRepository, { told, code }: Ended) => ({
        code,
        world: comparable(worldOf(copy)),
        notes: told?.notes?.map((note) => note.replaceAll(copy.root, '')),
        refusals: told?.refusals,
      });
      const together = await inCopy({ act: 'isolate', script }, end);
      expect(await inCopy({ act: 'isolate', script, apart: true }, end)).toEqual(together);
    }
  });

  it('whatever goes wrong in a run (kill)', { timeout: 300_000 }, () => tryAll(ACCEPTED, 'kill', { apart: true }));
});

describe('in a linked worktree', () => {
  it('whatever goes wrong in a run is made good there (kill)', { timeout: 300_000 }, async () => {
    const main = worldOf(template);
    await tryAll(RESTAGED, 'kill', { at: linkedTo });
    expect(worldOf(template)).toEqual(main);
  });
});

describe('whatever goes wrong in a recovery', () => {
  const runs = [
    // While the fixes are being staged: everything is hidden, fixed and half done.
    {
      script: ACCEPTED,
      at: (names: readonly string[]) => names.lastIndexOf('spawn') + 1,
      name: 'can be made good by the next',
      staged: [],
    },
    // While the index is being put back: its lock is held.
    {
      script: RESTAGED,
      // The first link keeps the index, the second is the lock under which it comes back.
      at: (names: readonly string[]) => names.indexOf('linkSync', names.indexOf('linkSync') + 1) + 2,
      name: 'leaves a changed index named and the earlier one kept',
      staged: ['handed.md'],
    },
  ];
  for (const { script, at, name, staged } of runs) {
    for (const mishap of ['kill', 'fail'] as const) {
      it(`${name} (${mishap})`, { timeout: 300_000 }, async () => {
        const before = worldOf(template);
        const original = staged.length === 0 ? before : { ...before, index: before.index.map(withTasksMode) };
        const { names } = await inCopy({ act: 'isolate', script }, async (_copy, { told }) => stepsOf(told));
        const order: Order = { act: 'isolate', script, step: at(names), mishap: 'kill' };
        await inCopy(order, async (interrupted) => {
          expect(existsSync(`${interrupted.root}/.git/index.lock`)).toBe(staged.length > 0);
          const steps = await inCopyOf(interrupted, { act: 'recover', looks: true }, async (copy, { told, code }) => {
            expect(code).toBe(0);
            expect(worldOf(copy)).toEqual(original);
            return stepsOf(told);
          });
          expect(steps.names.length).toBeGreaterThan(15);
          await forEach(stepsFor(mishap, steps), (step) =>
            inCopyOf(interrupted, { act: 'recover', step, mishap }, async (copy, ended) => {
              const where = `${steps.names[step - 1]}, step ${step}: ${ended.told?.error ?? ended.code}`;
              if (ended.told?.error !== undefined) expect(ended.told.error).toMatch(/^LatticeError: /);
              await recoverHere(copy);
              expect(worldOf(copy), where).toEqual(original);
              expect(hasJournal(`${copy.root}/.git`), where).toBe(false);
              if (staged.length > 0) expectKept(copy, where);
            }),
          );
        });
      });
    }
  }
});

/** Whichever recovery got so far: the index of before is in a rescue folder, and the index can be written to. */
function expectKept({ root }: TestRepository, where: string): void {
  const rescued = `${root}/.git/lattice-hooks/rescued`;
  const before = readFileSync(`${template.root}/.git/index`);
  const kept = readdirSync(rescued).map((name) => `${rescued}/${name}/.git/index.before`);
  expect(existsSync(`${root}/.git/index.lock`), where).toBe(false);
  expect(
    kept.some((file) => existsSync(file) && readFileSync(file).equals(before)),
    where,
  ).toBe(true);
}
