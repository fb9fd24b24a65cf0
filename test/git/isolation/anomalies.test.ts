import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasJournal } from '../../../src/git/isolation/journal.ts';
import { recover } from '../../../src/git/isolation/recover.ts';
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
  const text = lines('one', 'two', 'three', 'four', 'five');
  template.commit({
    'partial.md': text,
    'edited.md': text,
    'plain.md': 'plain\n',
    'handed.md': 'handed\n',
    'deleted/a.md': 'a\n',
    'folder/in.md': 'in\n',
  });
  template.write('partial.md', lines('ONE', 'two', 'three', 'four', 'five'));
  template.write('plain.md', 'staged\n');
  template.git('add', '.');
  template.write('partial.md', lines('ONE', 'two', 'three', 'four', 'FIVE'), 0o600);
  template.write('edited.md', lines('one', 'two', 'three', 'four', 'FIVE'));
  for (const name of ['deleted', 'folder']) rmSync(path.join(template.root, name), { recursive: true });
  symlinkSync('..', path.join(template.root, 'folder'));
  template.write('new/u-\udcff.md', 'untracked\n');
  age(template, 'partial.md', 'edited.md', 'plain.md', 'handed.md');
});

afterAll(() => {
  template.remove();
  rmSync(folder, { recursive: true });
});

/** Runs the child in a copy of the template. */
function inCopy<T>(order: Order, use: Use<T>): Promise<T> {
  return inCopyOf(template, order, use);
}

type Use<T> = (copy: TestRepository, ended: Ended) => Promise<T>;

async function inCopyOf<T>(original: TestRepository, order: Order, use: Use<T>): Promise<T> {
  const copy = copyRepository(original);
  try {
    return await use(copy, await run(program, copy, order));
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

/** Files without their times, where a fix or a merge has touched them. */
function comparable({ files, index }: ReturnType<typeof worldOf>): string {
  const untimed = Object.entries(files).map(([file, seen]) => [file, seen.replace(/^(file \d+) \d+/, '$1')]);
  return JSON.stringify([untimed, index]);
}

/** Does this for each of them, a few at a time. */
async function forEach(steps: readonly number[], act: (step: number) => Promise<void>): Promise<void> {
  const left = [...steps];
  const work = async () => {
    for (let step = left.shift(); step !== undefined; step = left.shift()) await act(step);
  };
  await Promise.all([work(), work(), work()]);
}

/** The steps at which a mishap makes a difference, counted from 1. */
function stepsFor(mishap: Mishap, names: readonly string[]): readonly number[] {
  const isTearable = (name: string) => ['writeSync', 'writeFileSync', 'copyFileSync', 'rmSync'].includes(name);
  return names.flatMap((name, index) => (mishap === 'tear' && !isTearable(name) ? [] : [index + 1]));
}

/** Lets every step of a run go wrong and looks at the world after recovering. */
async function tryAll(script: Script, mishap: Mishap, apart = false): Promise<void> {
  const original = worldOf(template);
  const good = await inCopy({ act: 'isolate', script, apart }, async (copy, { told, code }) => ({
    code,
    names: told?.steps ?? [],
    world: comparable(worldOf(copy)),
  }));
  const steps = stepsFor(mishap, good.names);
  expect(steps.length).toBeGreaterThan(mishap === 'tear' ? 5 : 40);
  await forEach(steps, (step) =>
    inCopy({ act: 'isolate', script, step, mishap, apart }, async (copy, ended) => {
      if (ended.code !== 0) await recoverHere(copy);
      const where = `${good.names[step - 1]}, step ${step}: ${ended.told?.error ?? ended.code}`;
      const world = worldOf(copy);
      // A run that is killed when all is done has ended well, whether it can still say so or not.
      const mayBeFinal = ended.code === good.code || ended.signal !== null;
      // A run that was cut short before it looked at the index does not know what a task has put there: it stays.
      const isTasks = script.git !== undefined && world.index.join().includes('100755');
      const index = isTasks ? original.index.map(withTasksMode) : original.index;
      if (!mayBeFinal || comparable(world) !== good.world) expect(world, where).toEqual({ ...original, index });
      expectEnd(ended, mishap, where);
      expect(hasJournal(`${copy.root}/.git`), where).toBe(false);
      expect(await recoverHere(copy), where).toBeUndefined();
    }),
  );
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
  const all = { accepted: ['kill', 'tear', 'fail', 'fail-on'], refused: ['kill', 'fail'] } as const;
  for (const mishap of all.accepted) {
    it(`that is accepted (${mishap})`, { timeout: 300_000 }, () => tryAll(ACCEPTED, mishap));
  }
  for (const mishap of all.refused) {
    it(`that is refused (${mishap})`, { timeout: 300_000 }, () => tryAll(REFUSED, mishap));
  }
});

describe('whatever goes wrong where a task has changed the index', () => {
  for (const mishap of ['kill', 'fail'] as const) {
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

  it('whatever goes wrong in a run (kill)', { timeout: 300_000 }, () => tryAll(ACCEPTED, 'kill', true));
});

describe('whatever goes wrong in a recovery', () => {
  for (const mishap of ['kill', 'fail'] as const) {
    it(`can be made good by the next (${mishap})`, { timeout: 300_000 }, async () => {
      const original = worldOf(template);
      const run1 = await inCopy({ act: 'isolate', script: ACCEPTED }, async (_copy, { told }) => told?.steps ?? []);
      // While the fixes are being staged: everything is hidden, fixed and half done.
      const order: Order = { act: 'isolate', script: ACCEPTED, step: run1.lastIndexOf('spawn'), mishap: 'kill' };
      await inCopy(order, async (interrupted) => {
        const steps = await inCopyOf(interrupted, { act: 'recover' }, async (copy, { told, code }) => {
          expect(code).toBe(0);
          expect(worldOf(copy)).toEqual(original);
          return told?.steps ?? [];
        });
        expect(steps.length).toBeGreaterThan(15);
        await forEach(stepsFor(mishap, steps), (step) =>
          inCopyOf(interrupted, { act: 'recover', step, mishap }, async (copy, ended) => {
            const where = `${steps[step - 1]}, step ${step}: ${ended.told?.error ?? ended.code}`;
            if (ended.told?.error !== undefined) expect(ended.told.error).toMatch(/^LatticeError: /);
            await recoverHere(copy);
            expect(worldOf(copy), where).toEqual(original);
            expect(hasJournal(`${copy.root}/.git`), where).toBe(false);
          }),
        );
      });
    });
  }
});
