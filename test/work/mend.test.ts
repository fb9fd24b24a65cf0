import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InspectionKind } from '../../src/core/contracts/tasks.ts';
import type { FileSet } from '../../src/core/files.ts';
import { inspect } from '../../src/work/inspect.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

let lab: WorkLab;
let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
  repository.commit({ a: 'old\n', b: 'old\n' }, 'begin');
  lab = makeWorkLab({
    place: repository.place,
    gitDir: path.join(repository.root, '.git'),
    directory: repository.root,
  });
});
afterEach(() => {
  lab.remove();
  repository.remove();
});

const onDisk = (name: string) => readFileSync(path.join(repository.root, name), 'utf8');

/** Makes `new` of the files, and tells what it sees afterwards. */
async function run(fixing: boolean, fixed: readonly string[] = ['a']): Promise<readonly string[]> {
  const seen: string[] = [];
  const kind: InspectionKind = {
    ...{ type: 'inspection', summary: '', files: [], scope: 'project', inputs: [] },
    fix: async () => new Map(fixed.map((path) => [path, Buffer.from('new\n')])),
    inspect: async (_, __, { read }) => {
      const contents = await read(['a', 'b']);
      seen.push(...[...contents.values()].map((content) => Buffer.from(content).toString()));
      return { status: 'passed' };
    },
  };
  const id = repository.git('rev-parse', 'HEAD:a');
  const tree: FileSet = new Map(['a', 'b'].map((path) => [path, { mode: '100644', id }]));
  const outcome = await inspect(kind, lab.work({}, ['a'], { fixing, tree }), lab.site);
  expect(outcome.status).toBe('passed');
  return seen;
}

describe('a kind that can mend', () => {
  it('looks at what it has made of its files', async () => {
    expect(await run(true)).toEqual(['new\n', 'old\n']);
    expect(onDisk('a')).toBe('new\n');
  });

  it('mends nothing where it may not', async () => {
    expect(await run(false)).toEqual(['old\n', 'old\n']);
    expect(onDisk('a')).toBe('old\n');
  });

  it('mends no file that it was not handed, and none that somebody has saved since', async () => {
    repository.write('a', 'saved\n');
    expect(await run(true, ['a', 'b', 'c'])).toEqual(['old\n', 'old\n']);
    expect([onDisk('a'), onDisk('b')]).toEqual(['saved\n', 'old\n']);
  });
});
