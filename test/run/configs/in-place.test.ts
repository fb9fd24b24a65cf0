import { rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureIndex } from '../../../src/git/index/snapshot.ts';
import { isConfigInPlace } from '../../../src/run/configs/in-place.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const NAME = '.lattice-hooksrc.json';

describe('isConfigInPlace', () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
    repository.commit({ [NAME]: '{}', 'base.json': '{}', 'package.json': '{}', '.gitignore': 'node_modules\n' });
  });
  afterEach(() => repository.remove());

  const isSame = async (...names: readonly string[]) => {
    const { tree } = (await captureIndex(repository.place)).snapshot;
    const sources = [NAME, ...names].map((name) => path.join(repository.root, name));
    return isConfigInPlace({ sources }, repository.root, tree);
  };

  it('is so where all that took part is as the commit has it, or is installed', async () => {
    repository.write('node_modules/acme/config.json', 'anything');

    expect(await isSame('base.json', 'node_modules/acme/config.json')).toBe(true);
  });

  it.each<[string, readonly string[], () => void]>([
    ['an edited config', [], () => repository.write(NAME, '{ }')],
    ['an edited file that it extends', ['base.json'], () => repository.write('base.json', '{ }')],
    ['a local override', ['.lattice-hooksrc.local.json'], () => repository.write('.lattice-hooksrc.local.json', '{}')],
    ['a file from outside', ['../base.json'], () => repository.write('../base.json', '{}')],
    ['an edited package.json', [], () => repository.write('package.json', '{ "lattice-hooks": {} }')],
    ['a config that is gone from disk', [], () => rmSync(path.join(repository.root, NAME))],
  ])('is not so with %s', async (_, sources, change) => {
    change();

    expect(await isSame(...sources)).toBe(false);
  });

  it('is not so with a config in a folder that only the commit has', async () => {
    repository.commit({ 'web/.lattice-hooksrc.json': '{}' });
    rmSync(path.join(repository.root, 'web'), { recursive: true });

    expect(await isSame()).toBe(false);
  });

  it('is not so with a link, which may lead to something else than in the commit', async () => {
    rmSync(path.join(repository.root, NAME));
    symlinkSync('base.json', path.join(repository.root, NAME));
    repository.commit();

    expect(await isSame()).toBe(false);
  });
});
