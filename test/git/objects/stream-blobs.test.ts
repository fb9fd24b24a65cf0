import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { streamBlobs } from '../../../src/git/objects/stream-blobs.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

describe('contents that come one by one', () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
  });
  afterEach(() => repository.remove());

  const idOf = (text: string) => {
    repository.write('file', text);
    return repository.git('hash-object', '-w', 'file').trim();
  };
  const read = async (ids: readonly string[]) => {
    const contents: string[] = [];
    for await (const [id, content] of streamBlobs(repository.place, ids)) contents.push(`${id} ${content}`);
    return contents;
  };

  it('are whole, in their order, however large they are', async () => {
    const texts = ['', 'one\n', 'x'.repeat(300_000), '\n', 'y\n'.repeat(100_000), 'last'];
    const ids = texts.map(idOf);
    expect(await read(ids)).toEqual(texts.map((text, index) => `${ids[index]} ${text}`));
  });

  it('leave out what is missing and what is no blob', async () => {
    const id = idOf('text');
    repository.commit({ a: 'a' });
    const tree = repository.git('rev-parse', 'HEAD^{tree}').trim();
    expect(await read(['0'.repeat(40), id, tree, id])).toEqual([`${id} text`, `${id} text`]);
    expect(await read([])).toEqual([]);
  });

  it('can be left early', async () => {
    const ids = ['a'.repeat(1_000_000), 'b'.repeat(1_000_000)].map(idOf);
    for await (const [id] of streamBlobs(repository.place, ids)) {
      expect(id).toBe(ids[0]);
      break;
    }
  });

  it('are refused where git cannot be asked', async () => {
    const nowhere = { ...repository.place, env: { ...repository.place.env, GIT_DIR: '/nowhere' } };
    const first = () => streamBlobs(nowhere, ['0'.repeat(40)]).next();
    await expect(first()).rejects.toThrow('git cat-file failed');
    await expect(streamBlobs({ ...nowhere, cwd: '/nowhere' }, ['0'.repeat(40)]).next()).rejects.toThrow('is not there');
  });
});
