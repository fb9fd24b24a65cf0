import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { idleConfigs, locateConfig } from '../../src/config/locate.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-locate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
const write = (name: string, text = '{}') => writeFileSync(at(name), text);

it('one config stands for a folder, and others beside it count for nothing', () => {
  for (const name of ['.lattice-hooksrc.yaml', '.lattice-hooksrc.json', 'lattice-hooks.config.mjs']) write(name);
  expect(locateConfig(folder)).toBe(at('.lattice-hooksrc.json'));
  const instead = at('.lattice-hooksrc.json');
  expect(idleConfigs(folder)).toEqual([
    { file: at('.lattice-hooksrc.yaml'), instead },
    { file: at('lattice-hooks.config.mjs'), instead },
  ]);
});

it('a package.json counts before them, by our key alone', () => {
  write('.lattice-hooksrc.json');
  write('package.json', '{ "devDependencies": { "lattice-hooks": "1" } }');
  expect(idleConfigs(folder)).toEqual([]);
  write('package.json', '{ "lattice-hooks": { "tiers": {} } }');
  expect(idleConfigs(folder)).toEqual([{ file: at('.lattice-hooksrc.json'), instead: at('package.json') }]);
});

it('a folder of the name of a config is none', () => {
  mkdirSync(at('.lattice-hooksrc.json'));
  expect(locateConfig(folder)).toBeUndefined();
  expect(idleConfigs(folder)).toEqual([{ file: at('.lattice-hooksrc.json') }]);
});
