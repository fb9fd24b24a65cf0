import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Judgment } from '../../src/core/contracts/judgment.ts';
import type { InspectionKind } from '../../src/core/contracts/tasks.ts';
import type { Tools } from '../../src/core/contracts/tools.ts';
import type { FileSet } from '../../src/core/files.ts';
import type { Task } from '../../src/core/task.ts';
import { inspect } from '../../src/work/inspect.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

let lab: WorkLab;
let repository: TestRepository;

beforeEach(() => {
  lab = makeWorkLab();
  repository = makeRepository();
});
afterEach(() => {
  lab.remove();
  repository.remove();
});

function kindOf(look: InspectionKind['inspect']): InspectionKind {
  return { type: 'inspection', summary: '', files: [], scope: 'file', inputs: [], inspect: look };
}

const run = (look: InspectionKind['inspect'], task: Partial<Task> = {}, more: Parameters<WorkLab['work']>[2] = {}) =>
  inspect(kindOf(look), lab.work(task, ['a', 'b'], more), { ...lab.site, place: repository.place });

const never = () => new Promise<Judgment>(() => undefined);

describe('a kind that works in our process', () => {
  it('is given its files, its options, and all of them where the task is about the whole', async () => {
    const seen: unknown[] = [];
    const look: InspectionKind['inspect'] = async (files, options) => {
      seen.push([files, options]);
      return { status: 'passed' };
    };
    const work = {
      check: { ...lab.work({}, ['a', 'b', 'c']).check, files: ['a'], dependsOn: ['a', 'b', 'c'] },
      files: ['a'],
    };
    const check = (scope: Task['scope']) => ({ ...work.check, task: { ...work.check.task, scope, options: { x: 1 } } });
    await run(look, {}, { ...work, check: check('file') });
    await run(look, {}, { ...work, check: check('project') });
    expect(seen).toEqual([
      [['a'], { x: 1 }],
      [['a', 'b', 'c'], { x: 1 }],
    ]);
  });

  it('matches globs of its options below the folder of its config', async () => {
    const paths = ['src/a.ts', 'web/src/a.ts', 'web/b.ts'];
    const seen: unknown[] = [];
    const look: InspectionKind['inspect'] = async (_, __, { pathTest }) => {
      seen.push(paths.map(await pathTest(['src/*', '*.md'])));
      return { status: 'passed' };
    };
    await run(look);
    await run(look, { root: 'web' });
    expect(seen).toEqual([
      [true, false, false],
      [false, true, false],
    ]);
  });

  it('is told what the run is compared with, or what its task alone is', async () => {
    const seen: unknown[] = [];
    const look: InspectionKind['inspect'] = async (_, __, { snapshot, before }) => {
      seen.push([[...snapshot.changed], [...before.keys()]]);
      return { status: 'passed' };
    };
    const entry = { mode: '100644', id: 'x' } as const;
    const compared = { changed: new Map([['b', 'modified'] as const]), before: new Map([['b', entry]]) };
    const site = { ...lab.site, before: new Map([['a', entry]]), place: repository.place };
    const work = lab.work({}, ['a', 'b']);
    await inspect(kindOf(look), work, site);
    await inspect(kindOf(look), { ...work, check: { ...work.check, compared } }, site);
    expect(seen).toEqual([
      [[...site.snapshot.changed], ['a']],
      [[['b', 'modified']], ['b']],
    ]);
  });

  it('may pass for one change alone', async () => {
    const outcome = await run(async () => ({ status: 'passed', lasting: false }));
    expect(outcome).toEqual({ status: 'passed', findings: [], measurements: {}, lasting: false });
  });

  it('reads what is checked and not the disk: files, and what links lead to', async () => {
    repository.write('a', 'staged');
    repository.git('add', 'a');
    const id = repository.git('rev-parse', ':a');
    repository.write('a', 'edited');
    const tree: FileSet = new Map([
      ['a', { mode: '100644', id }],
      ['link', { mode: '120000', id }],
      ['module', { mode: '160000', id }],
      ['lost', { mode: '100644', id: '1'.repeat(40) }],
    ]);
    let read: unknown;
    const look = async (_: unknown, __: unknown, tools: Tools): Promise<Judgment> => {
      const found = await tools.read(['a', 'link', 'module', 'lost', 'nowhere']);
      const blobs = await tools.readBlobs([id]);
      read = [
        [...found].map(([path, content]) => [path, Buffer.from(content).toString()]),
        [...blobs.keys()],
        tools.snapshot.tree === tree,
      ];
      return { status: 'passed' };
    };
    await run(look, {}, { tree });
    expect(read).toEqual([
      [
        ['a', 'staged'],
        ['link', 'staged'],
      ],
      [id],
      true,
    ]);
  });

  it('is cancelled with the run, whether it listens or not', async () => {
    const controller = new AbortController();
    const heard: boolean[] = [];
    const look = (_: unknown, __: unknown, { signal }: Tools) => {
      signal.addEventListener('abort', () => heard.push(true));
      queueMicrotask(() => controller.abort());
      return never();
    };
    expect(await run(look, {}, { signal: controller.signal })).toEqual({ status: 'cancelled' });
    expect(heard).toEqual([true]);
  });

  it('does not even begin once the run is cancelled', async () => {
    let begun = false;
    const look = async (): Promise<Judgment> => {
      begun = true;
      return { status: 'passed' };
    };
    expect(await run(look, {}, { signal: AbortSignal.abort() })).toEqual({ status: 'cancelled' });
    expect(begun).toBe(false);
  });

  it('is broken when it takes too long, whether it listens or not', async () => {
    expect(await run(never, { timeout: 20 })).toMatchObject({
      status: 'broken',
      message: 'it was stopped after 0.02 s (its `timeout`)',
    });
    const listening = (_: unknown, __: unknown, { signal }: Tools) =>
      new Promise<Judgment>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
    expect(await run(listening, { timeout: 20 })).toMatchObject({ message: expect.stringContaining('stopped after') });
  });

  it('may have a longer time than a timer of Node can wait', async () => {
    const look = () => new Promise<Judgment>((resolve) => setImmediate(() => resolve({ status: 'passed' })));
    expect(await run(look, { timeout: 2 ** 40 })).toMatchObject({ status: 'passed' });
  });

  it('is broken by what it throws', async () => {
    const thrown = (error: unknown) => run(() => Promise.reject(error));
    expect(await thrown(new Error('no'))).toMatchObject({ message: 'the check could not be made: no' });
    expect(await thrown('text')).toMatchObject({ message: 'the check could not be made: text' });
    const atOnce = await run(() => {
      throw new Error('at once');
    });
    expect(atOnce).toEqual({ status: 'broken', message: 'the check could not be made: at once', findings: [] });
  });

  it('is broken by an answer that is none', async () => {
    for (const answer of [undefined, null, {}, { status: 'fine' }, { status: 'failed' }, 'passed']) {
      const outcome = await run(async () => answer as Judgment);
      expect(outcome).toMatchObject({
        status: 'broken',
        message: expect.stringMatching(/^the check could not be made: the kind judged /),
      });
    }
  });

  it('says all that an outcome can be', async () => {
    const finding = { severity: 'error', message: 'x' } as const;
    const say = (judgment: Judgment) => run(async () => judgment);
    expect(await say({ status: 'passed', findings: [finding] })).toEqual({
      status: 'passed',
      findings: [finding],
      measurements: {},
    });
    expect(await say({ status: 'failed', findings: [finding], output: 'words' })).toEqual({
      status: 'failed',
      findings: [finding],
      output: 'words',
      measurements: {},
    });
    expect(await say({ status: 'broken', message: 'm', output: ' ' })).toEqual({
      status: 'broken',
      message: 'm',
      findings: [],
    });
    expect(await say({ status: 'skipped', detail: 'd' })).toEqual({
      status: 'skipped',
      reason: 'no-files',
      detail: 'd',
    });
  });
});
