import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRepository } from '../../../src/git/repository.ts';
import { hookRequest, hookSelection } from '../../../src/run/hook-request.ts';
import { endEarly } from '../../../src/run/memory/remembered.ts';
import { localScene } from '../../../src/run/scene.ts';
import type { World } from '../../../src/run/world.ts';
import stores from '../../../src/stores/local.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';

const STAGED = { type: 'staged' } as const;

describe('endEarly', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
  });
  afterEach(() => lab.repository.remove());

  const end = async (hook = 'pre-commit', more: Partial<World> = {}, meanwhile = () => undefined as unknown) => {
    const world = { ...lab.world, ...more };
    const scene = await localScene(await findRepository(world.cwd, world.env), hookSelection(hook), world);
    meanwhile();
    return endEarly(hookRequest(hook, []), scene, world, world.now(), (folder) => stores.open(folder));
  };
  const configure = (more: object = {}) =>
    lab.configure({ fast: { on: ['pre-commit'], tasks: { lint: { run: ['test', '-e', 'a.txt'] } }, ...more } });
  const stage = (text: string) => {
    lab.repository.write('a.txt', text);
    lab.repository.git('add', 'a.txt');
  };
  const runHook = () => lab.run({ ...hookRequest('pre-commit', []), selection: STAGED });

  it('has nothing to do where no config governs anything', async () => {
    stage('1');

    expect(await end()).toEqual({ type: 'nothing' });
    // Unless somebody has to be told why not.
    lab.repository.write('.lattice-hooksrc.json/config.json', '{}');
    expect(await end()).toMatchObject({ type: 'more', preparation: { type: 'unconfigured' } });
  });

  it('has nothing to do for a hook that no tier has', async () => {
    configure();
    stage('1');
    await runHook();

    expect(await end('commit-msg')).toEqual({ type: 'nothing' });
  });

  it('leaves a config that is not kept to others', async () => {
    configure();
    stage('1');

    expect(await end()).toEqual({ type: 'more', preparation: undefined });
  });

  it('goes on where what is remembered is to be looked at again', async () => {
    const tiers = { fast: { on: ['pre-commit'], tasks: { lint: { run: ['test', '-e', 'a.txt'] } } } };
    lab.repository.commit({ '.lattice-hooksrc.json': JSON.stringify({ audit: 1, tiers }) });
    stage('1');
    await runHook();

    expect(await end()).toMatchObject({ type: 'more', preparation: { type: 'ready' } });
  });

  it('ends with a record when all is remembered', async () => {
    configure();
    stage('1');
    const ran = await runHook();
    const ended = await end();

    expect(ran.checks.map(({ status, cached }) => [status, cached])).toEqual([['passed', false]]);
    expect(ended).toMatchObject({
      type: 'remembered',
      repository: { root: lab.repository.root },
      record: {
        trigger: 'pre-commit',
        accepted: true,
        tree: lab.repository.git('write-tree'),
        selection: ['--staged'],
        checks: [{ task: 'lint', status: 'passed', cached: true, filesRun: 0 }],
      },
    });
  });

  it('goes on, with nothing prepared, where another program has staged something meanwhile', async () => {
    configure();
    stage('1');
    await runHook();
    const named = { env: { ...lab.world.env, GIT_INDEX_FILE: path.join(lab.repository.root, '.git/index') } };

    expect(await end('pre-commit', named)).toMatchObject({ type: 'remembered' });
    const meanwhile = () => {
      lab.repository.write('b.txt', 'nobody has looked at this');
      lab.repository.git('add', 'b.txt');
    };
    expect(await end('pre-commit', named, meanwhile)).toEqual({ type: 'more', preparation: undefined });
  });

  it('ends when what changed is no business of any task', async () => {
    configure({ tasks: { lint: { run: 'false', files: '**/*.ts' } } });
    stage('1');
    await lab.prepare(await lab.scene(STAGED), hookRequest('pre-commit', []));

    expect(await end()).toMatchObject({
      type: 'remembered',
      record: { accepted: true, checks: [{ status: 'skipped', reason: 'no-files' }] },
    });
  });

  it('hands on what it prepared when there is more to do, and starts nothing', async () => {
    configure();
    stage('1');
    await runHook();
    stage('2');
    const ended = await end();

    expect(ended).toMatchObject({
      type: 'more',
      preparation: { type: 'ready', prepared: { plan: { checks: [{ task: { name: 'lint' } }] } } },
    });
    expect(lab.events.filter(({ type }) => type === 'started')).toHaveLength(1);
  });

  it('leaves gates to those who can judge them', async () => {
    configure({ gates: { coverage: { lines: 90 } } });
    stage('1');
    await runHook();

    expect(await end()).toMatchObject({ type: 'more', preparation: { type: 'ready' } });
  });

  it('asks git twice and starts nothing else', async () => {
    configure();
    stage('1');
    await runHook();
    const trace = path.join(lab.repository.folder, 'trace');
    await end('pre-commit', { env: { ...lab.world.env, GIT_TRACE: trace } });

    const started = readFileSync(trace, 'utf8')
      .split('\n')
      .filter((line) => /trace: /.test(line));
    expect(started.map((line) => /git (\S+)/.exec(line)?.[1]).sort()).toEqual(['diff-index', 'ls-files']);
  });
});
