import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

/** As the stub writes it. */
function tell(): Buffer {
  const ask = (args: readonly string[]) => execFileSync('git', args, { cwd: repository.root, env: repository.env });
  return Buffer.concat([ask(COMPARE_INDEX), Buffer.from('\0'), ask(LIST_STAGE), Buffer.from('\0.')]);
}

function stageSome(): void {
  repository.write('.gitignore', 'other\n');
  repository.write('.new', 'new\n');
  repository.git('rm', '--quiet', 'foldera/.a');
  repository.git('add', '--all');
}

describe('what the stub tells of the index', () => {
  it('is the snapshot that git would be asked for', async () => {
    stageSome();
    const place = { cwd: repository.root, env: repository.env };
    const told = parseTold(tell());
    expect(told).toBeDefined();
    expect(await captureIndex(place, told)).toEqual(await captureIndex(place));
  });

  it('may be that nothing differs, or that nothing is there', () => {
    expect(parseTold(tell())).toMatchObject({ diff: Buffer.alloc(0) });
    repository.git('rm', '--quiet', '-r', '.');
    expect(parseTold(tell())).toMatchObject({ listing: Buffer.alloc(0) });
    expect(parseTold(Buffer.from('\0\0.'))).toEqual({ diff: Buffer.alloc(0), listing: Buffer.alloc(0) });
  });

  it.each([
    { of: 'a change', stage: stageSome },
    { of: 'no change', stage: () => undefined },
    { of: 'a change of everything', stage: () => void repository.git('rm', '--quiet', '-r', '.') },
  ])('counts for nothing when it was cut off anywhere, of $of', ({ stage }) => {
    stage();
    const told = tell();
    const believed = [...told.keys()].filter((length) => parseTold(told.subarray(0, length)) !== undefined);
    expect(believed).toEqual([]);
    expect(parseTold(told)).toBeDefined();
  });
});
