import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configFolders, withNested, withOtherConfigs } from '../../src/config/governing.ts';
import type { Tier } from '../../src/core/task.ts';
import { load, tier, writeFolder } from './project.ts';

const FILE = '.lattice-hooksrc.json';
const CONFIG = tier({ a: { run: 'a' } })[FILE];

describe('configFolders', () => {
  it('are the root and every folder with a tracked config, the root first', () => {
    const files = {
      [FILE]: CONFIG,
      [`packages/b/${FILE}`]: CONFIG,
      'packages/a/lattice-hooks.config.mjs': '',
      'packages/a/deep/.lattice-hooksrc': '',
      'docs/.config/lattice-hooksrc.yaml': '',
      'web/package.json': { 'lattice-hooks': {} },
      'api/package.json': { devDependencies: { 'lattice-hooks': '1' } },
      [`other/x${FILE}`]: '',
      'tools/lattice-hooksrc.json': '',
    };
    const root = writeFolder(files);
    expect(configFolders(root, Object.keys(files))).toEqual([
      '',
      'docs',
      'packages/a',
      'packages/a/deep',
      'packages/b',
      'web',
    ]);
  });

  it('count the root also when its config is not tracked, and others only when theirs is', () => {
    const root = writeFolder({ [FILE]: CONFIG, [`a/${FILE}`]: CONFIG });
    expect(configFolders(root, [])).toEqual(['']);
    expect(configFolders(root, [`a/${FILE}`])).toEqual(['', 'a']);
  });

  it('leave out what is tracked and not on disk, and are none without a config', () => {
    const root = writeFolder({ [`a/${FILE}`]: CONFIG, 'b/c': '' });
    expect(configFolders(root, ['b/c'])).toEqual([]);
    rmSync(join(root, `a/${FILE}`));
    expect(configFolders(root, [`a/${FILE}`, 'b/c'])).toEqual([]);
  });

  it('find a root and a nested config below .config', () => {
    const root = writeFolder({ '.config/lattice-hooksrc.json': CONFIG, 'a/.config/lattice-hooksrc.json': CONFIG });
    expect(configFolders(root, ['a/.config/lattice-hooksrc.json', '.config/lattice-hooksrc.json'])).toEqual(['', 'a']);
  });
});

describe('withNested', () => {
  it('gives each tier the folders below its own that have a config, however deep', async () => {
    const root = writeFolder({
      [FILE]: CONFIG,
      [`a/${FILE}`]: CONFIG,
      [`a/b/${FILE}`]: CONFIG,
      [`ab/${FILE}`]: CONFIG,
    });
    const folders = ['', 'a', 'a/b', 'ab'];
    const configs = await Promise.all(folders.map((folder) => load(join(root, folder), folder)));
    const tiers = withNested(
      configs.flatMap((config) => config.tiers),
      folders,
    );
    expect(tiers.map((one) => [one.root, one.nested])).toEqual([
      ['', ['a', 'a/b', 'ab']],
      ['a', ['a/b']],
      ['a/b', []],
      ['ab', []],
    ]);
  });
});

describe('a task that judges what follows from all configs', () => {
  const tierWith = (task: object) =>
    ({ name: 'fast', tasks: [{ name: 'a', cache: true, ...task }] }) as unknown as Tier;
  const cacheOf = (tiers: readonly Tier[]) => tiers.flatMap(({ tasks }) => tasks.map(({ cache }) => cache));

  it('is remembered where there is one config, and not where there are others', () => {
    const tiers = [tierWith({ aboutConfigs: true }), tierWith({})];
    expect(cacheOf(withOtherConfigs(tiers, () => 1))).toEqual([true, true]);
    expect(cacheOf(withOtherConfigs(tiers, () => 2))).toEqual([false, true]);
  });

  it('is the only one for whose sake configs are counted', () => {
    const refuse = () => {
      throw new Error('nobody has asked');
    };
    expect(cacheOf(withOtherConfigs([tierWith({})], refuse))).toEqual([true]);
  });
});
