import { rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureIndex } from '../../../src/git/index/snapshot.ts';
import { configDrift } from '../../../src/run/configs/drift.ts';
import { makeRepository, type RepositoryOptions, type TestRepository } from '../../support/repository.ts';

const NAME = '.lattice-hooksrc.json';

describe('configDrift', () => {
  let repository: TestRepository;
  const begin = (options: RepositoryOptions = {}) => {
    repository = makeRepository(options);
    repository.commit({ [NAME]: '{}\n' });
  };
  beforeEach(() => begin());
  afterEach(() => repository.remove());

  const drift = async (...names: readonly string[]) => {
    const { snapshot } = await captureIndex(repository.place);
    return configDrift(
      names.map((name) => path.join(repository.root, name)),
      repository.root,
      snapshot,
    );
  };

  it.each([{ sha256: false }, { sha256: true }])(
    'says nothing of a config that is staged as it is on disk: %o',
    async (options) => {
      repository.remove();
      begin(options);

      expect(await drift(NAME)).toEqual([]);
    },
  );

  it.each([{ sha256: false }, { sha256: true }])('names one that differs: %o', async (options) => {
    repository.remove();
    begin(options);
    repository.write(NAME, '{ }\n');

    expect(await drift(NAME)).toEqual([`${NAME} on disk differs from what is staged; the one on disk was used`]);
  });

  it('compares with what is staged, not with HEAD', async () => {
    repository.write(NAME, '{ }\n');
    repository.git('add', NAME);

    expect(await drift(NAME)).toEqual([]);
  });

  it('does not mind line ends that git turns', async () => {
    repository.git('config', 'core.autocrlf', 'true');
    repository.write(NAME, '{}\r\n');

    expect(await drift(NAME)).toEqual([]);
  });

  it('says nothing of a config that git does not know', async () => {
    repository.write('packages/a/package.json', '{}');

    expect(await drift('packages/a/package.json')).toEqual([]);
  });

  it('names one whose deletion is staged', async () => {
    repository.git('rm', '-q', '--cached', NAME);

    expect(await drift(NAME)).toEqual([`${NAME} is deleted in what is staged; the one on disk was used`]);
  });

  it('compares a link by where it leads', async () => {
    repository.git('mv', NAME, 'shared.json');
    symlinkSync('shared.json', path.join(repository.root, NAME));
    repository.commit();
    expect(await drift(NAME)).toEqual([]);

    rmSync(path.join(repository.root, NAME));
    symlinkSync('./shared.json', path.join(repository.root, NAME));
    expect(await drift(NAME)).toHaveLength(1);

    rmSync(path.join(repository.root, NAME));
    repository.write(NAME, 'shared.json');
    expect(await drift(NAME)).toHaveLength(1);
  });

  it('names each of several, with its folder', async () => {
    repository.commit({ [`packages/a/${NAME}`]: '{}\n', [`packages/b/${NAME}`]: '{}\n' });
    repository.write(`packages/a/${NAME}`, '{ }\n');

    expect(await drift(NAME, `packages/a/${NAME}`, `packages/b/${NAME}`)).toEqual([
      expect.stringContaining(`packages/a/${NAME} on disk`),
    ]);
  });
});
