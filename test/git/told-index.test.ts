import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Captured } from '../../src/git/captured.ts';
import { COMPARE_INDEX, captureIndex, LIST_STAGE } from '../../src/git/index-snapshot.ts';
import { parseTold } from '../../src/git/told-index.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
  for (const name of ['a', '.b', 'c\u{e9}']) repository.write(`folder${name}/.${name}`, `${name}\n`);
  repository.write('.gitignore', 'x\n');
  repository.commit({}, 'one');
});

afterEach(() => repository.remove());

const ask = (args: readonly string[]) => execFileSync('git', args, { cwd: repository.root, env: repository.env });

/** As the stub writes it. */
const tell = () => Buffer.concat([ask(COMPARE_INDEX), Buffer.from('\0.')]);

/** As stubs of earlier versions do. */
const tellAll = () => Buffer.concat([ask(COMPARE_INDEX), Buffer.from('\0'), ask(LIST_STAGE), Buffer.from('\0.')]);

/** As git starts a hook. */
const place = () => ({
  cwd: repository.root,
  env: { ...repository.env, GIT_INDEX_FILE: path.join(repository.root, '.git/index') },
});

/** Files and changes, however they are kept. */
const shown = ({ snapshot, before }: Captured) => ({
  files: [...snapshot.tree],
  changed: [...snapshot.changed],
  before: [...before],
});

function stageSome(): void {
  repository.write('.gitignore', 'other\n');
  repository.write('.new', 'new\n');
  repository.git('rm', '--quiet', 'foldera/.a');
  repository.git('add', '--all');
}

describe('what the stub tells of the index', () => {
  it.each([
    { by: 'now', telling: tell },
    { by: 'before', telling: tellAll },
  ])('is the snapshot that git would be asked for, as it is told $by', async ({ telling }) => {
    stageSome();
    const told = parseTold(telling());
    expect(told).toBeDefined();
    const asked = await captureIndex({ ...place(), env: repository.env });
    expect(shown(await captureIndex(place(), told))).toEqual(shown(asked));
  });

  it('is not believed of an index that somebody has written since', async () => {
    stageSome();
    const told = parseTold(tell());
    repository.write('.gitignore', 'another\n');
    repository.git('add', '.gitignore');
    const asked = await captureIndex({ ...place(), env: repository.env });
    expect(shown(await captureIndex(place(), told))).toEqual(shown(asked));
  });

  it.each([
    ['a part of it in another file', ['update-index', '--split-index']],
    ['names in short', ['update-index', '--index-version', '4']],
    ['a folder in place of its files', ['sparse-checkout', 'set', '--cone', '--sparse-index', 'foldera']],
  ])('is the same of an index with %s', async (_what, command) => {
    repository.write('foldera/.a', 'other\n');
    repository.write('.gitignore', 'other\n');
    repository.git(...command);
    repository.git('add', '--all');
    const told = parseTold(tell());
    const asked = await captureIndex({ ...place(), env: repository.env });
    expect(shown(asked).changed).toHaveLength(2);
    expect(shown(await captureIndex(place(), told))).toEqual(shown(asked));
  });

  it('may be that nothing differs, or that nothing is there', () => {
    expect(parseTold(tell())).toEqual({ diff: Buffer.alloc(0) });
    expect(parseTold(tellAll())).toMatchObject({ diff: Buffer.alloc(0) });
    repository.git('rm', '--quiet', '-r', '.');
    expect(parseTold(tellAll())).toMatchObject({ listing: Buffer.alloc(0) });
    expect(parseTold(Buffer.from('\0\0.'))).toEqual({ diff: Buffer.alloc(0), listing: Buffer.alloc(0) });
  });

  it.each([
    { of: 'a change', stage: stageSome },
    { of: 'no change', stage: () => undefined },
    { of: 'a change of everything', stage: () => void repository.git('rm', '--quiet', '-r', '.') },
  ])('counts for nothing when it was cut off anywhere, of $of', ({ stage }) => {
    stage();
    for (const told of [tell(), tellAll()]) {
      const believed = [...told.keys()].filter((length) => parseTold(told.subarray(0, length)) !== undefined);
      expect(believed).toEqual([]);
      expect(parseTold(told)).toBeDefined();
    }
  });
});
