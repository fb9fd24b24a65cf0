import { chownSync, lstatSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepOwner } from '../../../src/git/isolation/owner.ts';
import { performIsolated } from '../../support/isolated-work.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const isRoot = process.getuid?.() === 0;
/** Somebody who is not root. */
const SOMEBODY = { uid: 12345, gid: 54321 };

let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

const at = (file: string) => path.join(repository.root, file);
/** Lines far enough apart that changes of the first and the last go together. */
const textOf = (first: string, last: string) => [first, ...'2345678', last, ''].join('\n');
const giveAway = () => chownSync(at('a.md'), SOMEBODY.uid, SOMEBODY.gid);

// Only root may give files away.
describe.runIf(isRoot)('a file of somebody in whose folder root commits', () => {
  it.each([
    { accepted: false, edited: false },
    { accepted: false, edited: true },
    { accepted: true, edited: true },
  ])('stays his (accepted: $accepted, with an unstaged edit: $edited)', async ({ accepted, edited }) => {
    repository.write('a.md', textOf('1', '9'));
    repository.git('add', 'a.md');
    if (edited) repository.write('a.md', textOf('1', 'edited'));
    giveAway();
    await performIsolated(repository.root, repository.env, { fixes: { 'a.md': textOf('fixed', '9') }, accepted });
    expect(repository.read('a.md')).toBe(textOf(accepted ? 'fixed' : '1', edited ? 'edited' : '9'));
    expect(lstatSync(at('a.md'))).toMatchObject(SOMEBODY);
  });
});

it('who may not give files away keeps them', () => {
  writeFileSync(at('a.md'), '');
  const { uid, gid } = lstatSync(at('a.md'));
  keepOwner(at('a.md'), { uid, gid });
  keepOwner(at('gone.md'), SOMEBODY);
  if (!isRoot) keepOwner(at('a.md'), SOMEBODY);
  expect(lstatSync(at('a.md'))).toMatchObject({ uid, gid });
});
