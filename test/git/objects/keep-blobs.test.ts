import { expect, it } from 'vitest';
import { readBlobs } from '../../../src/git/objects/hash-files.ts';
import { keepBlobs } from '../../../src/git/objects/keep-blobs.ts';
import { makeRepository } from '../../support/repository.ts';

it('Contents are kept to the byte, in their order', async () => {
  const repository = makeRepository();
  try {
    const contents = ['one\r\n', '', 'mark :1\ndata 3\n'].map((text) => Buffer.from(text));
    const ids = await keepBlobs(repository.place, contents);
    expect(ids).toHaveLength(3);
    const kept = await readBlobs(repository.place, ids);
    expect(ids.map((id) => `${Buffer.from(kept.get(id) ?? [])}`)).toEqual(contents.map(String));
    expect(await keepBlobs(repository.place, [])).toEqual([]);
  } finally {
    repository.remove();
  }
});
