import { expect, it } from 'vitest';
import simpleGitHooks from '../../src/migrations/simple-git-hooks.ts';
import { migrateFiles } from '../support/migration-lab.ts';

const read = (files: Readonly<Record<string, string>>) => migrateFiles({ 'simple-git-hooks': simpleGitHooks }, files);

it('reads its key in package.json, and no option of it as a hook', async () => {
  const text =
    '{\n "simple-git-hooks": {\n  "pre-push": "npm test && npm run e2e",\n  "preserveUnused": true,\n  "update": "x"\n }\n}';
  const { tiers, left, readings } = await read({ 'package.json': text });
  expect(tiers).toEqual({
    thorough: {
      on: ['pre-push'],
      tasks: { test: { run: ['npm', 'test'] }, e2e: { run: ['npm', 'run', 'e2e'], needs: ['test'] } },
    },
  });
  expect(left).toEqual(['package.json:5 update: it is no hook that git runs on the side of the user']);
  expect(readings.get('simple-git-hooks')).toMatchObject({ configs: [], packageKeys: ['simple-git-hooks'] });
});

it('reads a file before package.json, as the tool does', async () => {
  const { tasks, readings } = await read({
    'package.json': '{ "simple-git-hooks": { "pre-commit": "npm run old" } }',
    'simple-git-hooks.json': '{ "pre-commit": "npm run new", "commit-msg": 7 }',
  });
  expect(Object.keys(tasks)).toEqual(['new']);
  expect(readings.get('simple-git-hooks')?.configs).toEqual(['simple-git-hooks.json']);
});
