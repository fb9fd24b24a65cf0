import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hookRequest } from '../../../src/run/hook-request.ts';
import { Origins } from '../../../src/run/memory/origins.ts';
import { onCommit } from '../../../src/run/pushes/commit-scene.ts';
import { makeRequest, makeRunLab, type RunLab } from '../../support/run-lab.ts';

const WORKTREE = { type: 'worktree' } as const;
const LINT = { root: '', tier: 'fast', name: 'lint' };

describe('what passes were made with', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.write('node_modules/eslint/package.json', '{ "version": "9.1.0" }');
    lab.repository.write('node_modules/eslint/cli.js', `#!${process.execPath}\n`);
    chmodSync(path.join(lab.repository.root, 'node_modules/eslint/cli.js'), 0o755);
    mkdirSync(path.join(lab.repository.root, 'node_modules/.bin'));
    symlinkSync('../eslint/cli.js', path.join(lab.repository.root, 'node_modules/.bin/eslint'));
    lab.repository.commit({ 'a.js': '1\n', '.gitignore': 'node_modules\n' });
    const lint = { run: 'eslint {files}', files: '*.js', scope: 'file', inputs: ['eslint.config.js'] };
    lab.configure({ fast: { on: ['pre-push'], tasks: { lint } } });
  });
  afterEach(() => lab.repository.remove());
  const left = async () => [...new Origins(await lab.find()).of(LINT)];

  it('is left with when, where and why it was', async () => {
    lab.repository.write('a.js', '2\n');
    await lab.run(makeRequest('fast', WORKTREE));
    expect(await left()).toEqual([
      expect.objectContaining({
        at: lab.world.startedAt,
        worktree: lab.repository.root,
        trigger: 'manual',
        versions: { eslint: '9.1.0' },
        files: new Map([['a.js', lab.repository.git('hash-object', 'a.js').slice(0, 10)]]),
      }),
    ]);
  });

  it('is left once: a pass that is recalled leaves nothing', async () => {
    lab.repository.write('a.js', '2\n');
    for (const _ of ['once', 'again']) await lab.run(makeRequest('fast', WORKTREE));
    expect(await left()).toHaveLength(1);
  });

  it('is the same in the checkout of a commit as in the worktree', async () => {
    const request = hookRequest('pre-push', []);
    const commit = lab.repository.git('rev-parse', 'HEAD');
    lab.repository.write('a.js', '2\n');
    await onCommit(await lab.judge(), { commit, bases: [], branches: [] }, async (scene) =>
      lab.perform(await lab.ready(scene, request), request),
    );
    await lab.run(makeRequest('fast', WORKTREE));
    const [here, there] = await left();
    expect(here?.details).toEqual(there?.details);
    expect([here?.trigger, there?.trigger].sort()).toEqual(['manual', 'pre-push']);
    expect(there?.worktree).toBe(lab.repository.root);
  });

  it('costs nothing but explanations where it cannot be kept', async () => {
    lab.repository.write('.git/lattice-hooks/origins', 'in the way');
    lab.repository.write('a.js', '2\n');
    expect(await lab.run(makeRequest('fast', WORKTREE))).toMatchObject({ accepted: true });
  });
});
