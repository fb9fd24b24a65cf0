import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isIndexStill, refuseChangedIndex } from '../../../src/git/index/changes.ts';
import { captureIndex } from '../../../src/git/index/snapshot.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
  repository.commit({ 'a.md': 'a\n', 'b.md': 'b\n' }, 'one');
  repository.write('a.md', 'other\n');
  repository.git('add', 'a.md');
});

afterEach(() => repository.remove());

const place = () => ({
  ...repository.place,
  env: { ...repository.env, GIT_INDEX_FILE: path.join(repository.root, '.git/index') },
});

it.each([
  ['whole', []],
  ['in parts', ['update-index', '--split-index']],
])('what is staged while a hook is at work is told, in an index that is %s', async (_how, command) => {
  if (command.length > 0) repository.git(...command);
  const captured = await captureIndex(place());
  expect(isIndexStill(captured)).toBe(true);
  await refuseChangedIndex(place(), captured);
  repository.write('b.md', 'nobody has looked at this\n');
  repository.git('add', 'b.md');
  expect(isIndexStill(captured)).toBe(false);
  const refused = { code: 'environment', message: expect.stringContaining('b.md') };
  await expect(refuseChangedIndex(place(), captured)).rejects.toMatchObject(refused);
});

it('an index that holds the same is the same, whoever has written it', async () => {
  const captured = await captureIndex(place());
  repository.write('new.md', 'new\n');
  repository.git('add', '--intent-to-add', 'new.md');
  expect(isIndexStill(captured)).toBe(false);
  await refuseChangedIndex(place(), captured);
});

it('an index that nobody has named is nobody’s commit', async () => {
  const captured = await captureIndex(repository.place);
  repository.git('rm', '--quiet', '--cached', 'b.md');
  expect(isIndexStill(captured)).toBe(true);
});
