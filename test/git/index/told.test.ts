import { execFileSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Captured } from '../../../src/git/commits/captured.ts';
import { COMPARE_INDEX } from '../../../src/git/index/compare.ts';
import { captureIndex } from '../../../src/git/index/snapshot.ts';
import { parseTold } from '../../../src/git/index/told.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
/** Of the index, while it is open. */
let held: number | undefined;

beforeEach(() => {
  repository = makeRepository();
  for (const name of ['a', '.b', 'c\u{e9}']) repository.write(`folder${name}/.${name}`, `${name}\n`);
  repository.write('.gitignore', 'x\n');
  repository.commit({}, 'one');
});

afterEach(() => {
  if (held !== undefined) closeSync(held);
  held = undefined;
  repository.remove();
});

const ask = (args: readonly string[]) => execFileSync('git', args, { cwd: repository.root, env: repository.env });

/** As the stub writes it. */
const tell = () => Buffer.concat([ask(COMPARE_INDEX), Buffer.from('\0.')]);

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

/** What the stub says, and the index that it holds open meanwhile. `meanwhile`: what others do once git has looked. */
function hold(meanwhile = () => undefined as unknown): ReturnType<typeof parseTold> {
  held = openSync(place().env.GIT_INDEX_FILE, 'r');
  const told = tell();
  meanwhile();
  return parseTold(told, held);
}

describe('what the stub tells of the index', () => {
  it('is the snapshot that git would be asked for', async () => {
    stageSome();
    const told = hold();
    expect(told).toBeDefined();
    const asked = await captureIndex({ ...place(), env: repository.env });
    // Git cannot answer, so nobody has asked it.
    const env = { ...place().env, PATH: '' };
    expect(shown(await captureIndex({ ...place(), env }, told))).toEqual(shown(asked));
  });

  it.each([
    { what: 'a file that is changed', stage: ['.gitignore'] },
    { what: 'another file', stage: ['.other'] },
  ])('is not believed of an index in which somebody has staged $what since', async ({ stage }) => {
    stageSome();
    const told = hold(() => {
      for (const name of stage) repository.write(name, 'another\n');
      repository.git('add', ...stage);
    });
    const asked = await captureIndex({ ...place(), env: repository.env });
    expect(shown(asked).changed.map(([name]) => name)).toEqual(expect.arrayContaining(stage));
    expect(shown(await captureIndex(place(), told))).toEqual(shown(asked));
  });

  it('is not believed where nobody holds the index', async () => {
    const told = tell();
    stageSome();
    const asked = await captureIndex({ ...place(), env: repository.env });
    const numbers = [held ?? 1000, openSync('/dev/null', 'r')];
    for (const number of numbers) {
      expect(shown(await captureIndex(place(), parseTold(told, number)))).toEqual(shown(asked));
    }
    closeSync(numbers[1] ?? 0);
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
    const told = hold();
    const asked = await captureIndex({ ...place(), env: repository.env });
    expect(shown(asked).changed).toHaveLength(2);
    expect(shown(await captureIndex(place(), told))).toEqual(shown(asked));
  });

  it('may be that nothing differs', () => {
    expect(parseTold(tell())).toMatchObject({ diff: Buffer.alloc(0) });
  });

  it.each([
    { of: 'a change', stage: stageSome },
    { of: 'no change', stage: () => undefined },
    { of: 'a change of everything', stage: () => void repository.git('rm', '--quiet', '-r', '.') },
  ])('counts for nothing when it was cut off anywhere, or goes on, of $of', ({ stage }) => {
    stage();
    const told = tell();
    const believed = [...told.keys()].filter((length) => parseTold(told.subarray(0, length)) !== undefined);
    expect(believed).toEqual([]);
    expect(parseTold(told)).toBeDefined();
    expect(parseTold(Buffer.concat([told, told]))).toBeUndefined();
  });
});
