import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readWritten } from '../../src/config/written.ts';
import { type Files, writeFolder } from './project.ts';

const FILE = '.lattice-hooksrc.json';
const LINT = ['tiers', 'fast', 'tasks', 'lint'];

async function written(files: Files, folder = '') {
  const directory = writeFolder(files);
  const config = await readWritten(join(directory, folder), folder);
  if (config === undefined) throw new Error('there is no config');
  return config;
}

it('A key is where the file has it that has the last word on it', async () => {
  const config = await written({
    'base.json':
      '{ "tiers": { "fast": {\n "on": ["pre-commit"], "tasks": { "lint": {\n "run": "a",\n "files": "*.ts" } } } } }',
    [FILE]: '{ "extends": "./base.json", "tiers": {\n "fast": { "tasks": { "lint": {\n\n "files": "*.js" } } } } }',
    '.lattice-hooksrc.local.json': '{\n\n\n\n "tiers": { "fast": { "on": [] } } }',
  });
  expect(config.place([...LINT, 'run'])).toBe('base.json:3');
  expect(config.place([...LINT, 'files'])).toBe(`${FILE}:4`);
  expect(config.value([...LINT, 'files'])).toBe('*.js');
  expect(config.place(['tiers', 'fast', 'on'])).toBe('.lattice-hooksrc.local.json:5');
  expect(config.place([...LINT, 'when'])).toBeUndefined();
  expect(config.value([...LINT, 'when', 'branches'])).toBeUndefined();
});

it('A config in a folder is told as the repository has it, and one in YAML by its lines too', async () => {
  const text = 'tiers:\n  fast:\n    on: [pre-commit]\n    tasks:\n      lint:\n        run: a\n';
  const config = await written({ 'app/.lattice-hooksrc.yaml': text }, 'app');
  expect(config.place([...LINT, 'run'])).toBe('app/.lattice-hooksrc.yaml:6');
});

it('Of a program nobody knows the lines', async () => {
  const config = await written({
    '.lattice-hooksrc.mjs': `export default { tiers: { fast: { on: [], tasks: { lint: { run: 'a' } } } } };`,
  });
  expect(config.place([...LINT, 'run'])).toBe('.lattice-hooksrc.mjs');
});

it('Where there is no config nothing is written', async () => {
  expect(await readWritten(writeFolder({ 'a.json': {} }), '')).toBeUndefined();
});
