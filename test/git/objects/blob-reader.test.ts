import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { blobReader } from '../../../src/git/objects/blob-reader.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

it('reads what is asked for at once with one git call, and what is asked for later with another', async () => {
  repository.commit({ a: 'one', b: 'two', c: 'three' });
  const trace = path.join(repository.folder, 'trace');
  const read = blobReader({ ...repository.place, env: { ...repository.env, GIT_TRACE2_EVENT: trace } });
  const text = async (revision: string) =>
    String(await read(repository.git('rev-parse', revision)).then((bytes) => bytes && Buffer.from(bytes)));
  const calls = () => readFileSync(trace, 'utf8').match(/"event":"start"/g)?.length;

  expect(await Promise.all(['HEAD:a', 'HEAD:b', 'HEAD:a', 'HEAD'].map(text))).toEqual([
    'one',
    'two',
    'one',
    'undefined',
  ]);
  expect(calls()).toBe(1);
  expect(await text('HEAD:c')).toBe('three');
  expect(calls()).toBe(2);
});

it('rejects each question of a call that fails, and asks anew', async () => {
  repository.commit({ a: 'one' });
  const id = repository.git('rev-parse', 'HEAD:a');
  let cwd = path.join(repository.folder, 'nowhere');
  const place = {
    env: repository.env,
    get cwd() {
      return cwd;
    },
  };
  const read = blobReader(place);

  const outcomes = await Promise.allSettled([read(id), read(id)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  cwd = repository.root;
  expect(Buffer.from((await read(id)) ?? []).toString()).toBe('one');
});
