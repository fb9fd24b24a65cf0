import { chmodSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/compile/compile.ts';
import { hookRequest, hookSelection } from '../../src/run/hook-request.ts';
import { type Prepared, prepare } from '../../src/run/preparation.ts';
import type { RunRequest } from '../../src/run/request.ts';
import { makeRequest, makeRunLab, type RunLab } from '../support/run-lab.ts';

const ALL = { type: 'all' } as const;
const STAGED = { type: 'staged' } as const;
const TIERS = {
  fast: { on: ['pre-commit'], tasks: { lint: { run: 'true' }, types: { run: 'true', required: true } } },
  slow: { on: ['pre-push'], tasks: { 'unit-tests': { run: 'true' } }, gates: { coverage: { lines: 90 } } },
};

describe('prepare', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
  });
  afterEach(() => lab.repository.remove());

  const request = (name: string, more: Partial<RunRequest> = {}) => makeRequest(name, ALL, more);
  const ready = async (asked: RunRequest, selection: typeof ALL | typeof STAGED = ALL) =>
    lab.ready(await lab.scene(selection), asked);
  const names = ({ plan }: Prepared) => plan.checks.map(({ task }) => [task.root, task.name].filter(Boolean).join(' '));
  const prepared = async (asked: RunRequest) => lab.prepare(await lab.scene(ALL), asked);

  it('says when no config governs anything', async () => {
    lab.repository.commit({ 'package.json': '{}' });

    expect(await prepared(request('fast'))).toEqual({ type: 'unconfigured' });
  });

  it('says when a config must be read by a caller that would not, and does when it is kept', async () => {
    lab.configure(TIERS);
    const hot = async () => prepare(await lab.scene(ALL), request('fast'), lab.world, async () => undefined);
    expect(await hot()).toEqual({ type: 'unread' });

    await prepared(request('fast'));
    expect((await hot()).type).toBe('ready');
  });

  it('has linked what the configs want, from the top of the repository', async () => {
    const config = JSON.stringify({ link: ['vendor'], tiers: {} });
    lab.repository.commit({ '.lattice-hooksrc.json': config, 'api/.lattice-hooksrc.json': config });
    const linked: string[] = [];
    await lab.prepare({ ...(await lab.scene(ALL)), link: (paths) => void linked.push(...paths) }, request('fast'));

    expect(linked).toEqual(['vendor', 'api/vendor']);
  });

  it('rejects for a config that is wrong', async () => {
    lab.configure({ fast: { tasks: { lint: { run: 5 } } } });

    await expect(prepared(request('fast'))).rejects.toMatchObject({ code: 'config' });
  });

  it('knows the names that could have been meant', async () => {
    lab.configure(TIERS);

    expect(await prepared(request('fats'))).toEqual({
      type: 'unknown',
      what: 'tier',
      of: 'fats',
      names: ['fats'],
      known: ['fast', 'slow', 'pre-commit', 'pre-push'],
    });
    const skips = [{ task: 'lnit', by: 'cli', reason: '' }] as const;
    expect(await prepared(request('fast', { only: ['tpyes'], skips }))).toEqual({
      type: 'unknown',
      what: 'task',
      of: 'fast',
      names: ['lnit', 'tpyes'],
      known: ['lint', 'types'],
    });
  });

  it('plans what a tier has, and all tiers of a hook', async () => {
    lab.configure(TIERS);
    const [byName, byHook] = [await ready(request('fast')), await ready(request('pre-push'))];

    expect([names(byName), byName.trigger]).toEqual([['lint', 'types'], 'manual']);
    expect([names(byHook), byHook.trigger]).toEqual([['unit-tests'], 'pre-push']);
  });

  it('plans nothing for a hook that no tier has', async () => {
    lab.configure(TIERS);

    expect((await ready(hookRequest('commit-msg', []))).plan.tiers).toEqual([]);
  });

  it('plans only what is asked for', async () => {
    lab.configure(TIERS);

    expect(names(await ready(request('fast', { only: ['types'] })))).toEqual(['types']);
    expect(names(await ready(request('slow', { only: ['coverage'] })))).toEqual([]);
  });

  it('leaves out what somebody wants to skip, and says who and why', async () => {
    lab.configure(TIERS);
    const env = { ...lab.world.env, LATTICE_HOOKS_SKIP: 'lint,types,lnit,unit-tests', LATTICE_HOOKS_REASON: 'fire' };
    const scene = await lab.scene(ALL);
    await prepared(request('fast'));
    const preparation = await prepare(scene, request('fast'), { ...lab.world, env }, async () => undefined);

    expect(preparation).toMatchObject({
      type: 'ready',
      prepared: {
        skips: [{ task: 'lint', by: 'env', reason: 'fire' }],
        notes: [
          '`types` is required and was not skipped',
          'nothing here is called `lnit`, so nothing was skipped for it; did you mean `lint`?',
        ],
        plan: { leftOut: [{ task: { name: 'lint' }, reason: 'by-user' }], checks: [{ task: { name: 'types' } }] },
      },
    });
  });

  it('hears of `git -c lattice.skip`', async () => {
    lab.configure(TIERS);
    const env = { ...lab.world.env, GIT_CONFIG_PARAMETERS: "'lattice.skip'='lint' 'lattice.reason'='a '\\''b'\\'''" };
    const scene = { ...(await lab.scene(ALL)), place: { ...lab.repository.place, env } };

    expect((await lab.ready(scene, request('fast'))).skips).toEqual([
      { task: 'lint', by: 'git-config', reason: "a 'b'" },
    ]);
  });

  describe('where packages have configs of their own', () => {
    const OWN = { fast: { on: ['pre-commit'], tasks: { own: { run: 'true' } } } };
    beforeEach(() => {
      lab.configure({ fast: { on: ['pre-commit'], tasks: { top: { run: 'true' } } } });
      for (const folder of ['a', 'b', 'b/deep', 'c']) lab.configure(OWN, `packages/${folder}`);
      lab.repository.commit({ 'packages/a/x.ts': '', 'packages/b/deep/y.ts': '', 'z.ts': '' });
    });

    /** What the hook plans once these have changed, and which folders' configs were read for it. */
    const planned = async (files: readonly string[], env = lab.world.env) => {
      for (const file of files) lab.repository.write(file, 'changed');
      lab.repository.git('add', '--all');
      const folders: string[] = [];
      const repository = await lab.find();
      const world = { ...lab.world, env };
      const read = async (folder: string, root: string) => {
        folders.push(root);
        return readConfig(folder, root, { commonDir: repository.commonDir, product: lab.world.product });
      };
      const preparation = await prepare(await lab.scene(STAGED), hookRequest('pre-commit', []), world, read);
      return { folders, prepared: preparation.type === 'ready' ? preparation.prepared : undefined };
    };

    it('looks at the configs of what has changed, and at no other', async () => {
      const { folders, prepared: plan } = await planned(['packages/b/deep/y.ts']);

      expect(folders).toEqual(['', 'packages/b', 'packages/b/deep']);
      expect(plan && names(plan)).toEqual(['packages/b/deep own']);
    });

    it('leaves to the others what is theirs', async () => {
      const { folders, prepared: plan } = await planned(['z.ts']);

      expect(folders).toEqual(['']);
      expect(plan?.plan.checks.map(({ dependsOn }) => dependsOn)).toEqual([['.lattice-hooksrc.json', 'z.ts']]);
    });

    it('does not mind a config that is wrong where nothing has changed', async () => {
      lab.repository.write('packages/c/.lattice-hooksrc.json', '{');
      lab.repository.git('update-index', '--assume-unchanged', 'packages/c/.lattice-hooksrc.json');

      expect((await planned(['packages/a/x.ts'])).prepared).toBeDefined();
    });

    it('looks at all of them in a hook that is not about what is committed', async () => {
      lab.configure({ after: { on: ['post-checkout'], tasks: { own: { run: 'echo {1}' } } } }, 'packages/c');
      const plan = await lab.ready(
        await lab.scene(hookSelection('post-checkout')),
        hookRequest('post-checkout', ['x']),
      );

      expect(names(plan)).toEqual(['packages/c own']);
    });

    it('knows whatever was left out of a commit that is amended and gets another message', async () => {
      lab.repository.commit({
        'packages/c/.lattice-hooksrc.json': JSON.stringify({ skips: { trailer: true }, tiers: OWN }),
      });
      const amending = await lab.ready(await lab.scene(STAGED), hookRequest('commit-msg', ['MESSAGE']));

      expect(amending.trailing?.map(({ root }) => root)).toEqual(['packages/c']);
    });

    it('looks at all of them for a name that these do not know', async () => {
      const env = { ...lab.world.env, LATTICE_HOOKS_SKIP: 'own', LATTICE_HOOKS_REASON: 'fire' };
      const { folders, prepared: plan } = await planned(['z.ts'], env);

      expect(folders).toContain('packages/c');
      expect(plan).toMatchObject({ skips: [], notes: [] });
    });
  });

  it('lets the nearest config govern a folder', async () => {
    lab.configure(TIERS);
    lab.configure({ fast: { tasks: { lint: { run: 'true' }, own: { run: 'true', files: '**/*.ts' } } } }, 'packages/a');
    lab.repository.commit({ 'packages/a/x.ts': '', 'packages/b/y.ts': '' });
    const plan = await ready(request('fast'));

    expect(names(plan)).toEqual(['lint', 'types', 'packages/a lint', 'packages/a own']);
    const [top] = plan.plan.checks;
    expect(top?.dependsOn).toContain('packages/b/y.ts');
    expect(top?.dependsOn).not.toContain('packages/a/x.ts');
    expect(plan.plan.checks.at(-1)?.dependsOn).toEqual(['packages/a/x.ts']);
  });

  it('finds a config in a folder where the top has none', async () => {
    lab.configure(TIERS, 'packages/a');

    expect(names(await ready(request('fast')))).toEqual(['packages/a lint', 'packages/a types']);
  });

  it('tells that the config on disk is not the one that is staged, and only where the index is judged', async () => {
    lab.configure(TIERS);
    lab.repository.write(
      '.lattice-hooksrc.json',
      JSON.stringify({ tiers: { fast: { tasks: { other: { run: 'true' } } } } }),
    );
    lab.repository.write('a.txt', 'x');
    lab.repository.git('add', 'a.txt');
    const staged = await ready(request('fast'), STAGED);

    expect(names(staged)).toEqual(['other']);
    expect(staged.notes).toEqual([
      '.lattice-hooksrc.json on disk differs from what is staged; the one on disk was used',
    ]);
    expect((await ready(request('fast'))).notes).toEqual([]);
  });

  it('knows in the hook before a merge commit that a merge goes on, of which git has not made a note yet', async () => {
    lab.configure({ fast: { on: ['pre-merge-commit'], tasks: { lint: { run: 'true', when: { not: ['merge'] } } } } });
    const hook = '.git/hooks/pre-merge-commit';
    lab.repository.write(hook, '#!/bin/sh\ntest ! -e "$(git rev-parse --git-dir)/MERGE_HEAD"\n');
    chmodSync(path.join(lab.repository.root, hook), 0o755);
    lab.repository.git('checkout', '-q', '-b', 'side');
    lab.repository.commit({ 'b.txt': '' });
    lab.repository.git('checkout', '-q', 'main');
    lab.repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');

    const byHook = await ready(hookRequest('pre-merge-commit', []));
    expect(byHook.plan.leftOut.map(({ reason }) => reason)).toEqual(['when']);
    expect(names(await ready(request('pre-merge-commit')))).toEqual(['lint']);
  });
});
