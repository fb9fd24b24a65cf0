import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Origin } from '../../../src/core/memory/origin.ts';
import type { RunRecord } from '../../../src/core/record.ts';
import { hookRequest } from '../../../src/run/hook-request.ts';
import { tellRefuted } from '../../../src/run/memory/refutations.ts';
import { onCommit } from '../../../src/run/pushes/commit-scene.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';
import { makeTask } from '../../support/work-lab.ts';

const DETAILS = {
  format: { '': 'lattice-hooks key 2' },
  platform: { '': 'linux x64' },
  node: { '': '20' },
  programs: { eslint: 'aaaaaaaaaa' },
  installed: { 'node_modules/.package-lock.json': 'bbbbbbbbbb' },
  variables: { MODE: 'cccc' },
  inputs: { 'eslint.config.js': 'dddddddddd' },
};
const FILES = new Map([
  ['a.ts', 'aaaaaaaaaa'],
  ['b.ts', 'bbbbbbbbbb'],
]);
const ORIGIN: Origin = {
  at: '2026-01-01T00:00:00.000Z',
  worktree: '/shop',
  trigger: 'pre-commit',
  details: DETAILS,
  versions: { eslint: '9.1.0' },
  files: FILES,
};

describe('what is told of a remembered pass that was none', () => {
  it('is when and where it was made, and all that was the same and is known to matter', () => {
    const task = makeTask({ name: 'lint', scope: 'file' });
    expect(tellRefuted({ task, details: DETAILS, files: FILES }, ORIGIN)).toBe(
      'a remembered pass of `lint` was not true: it passed a.ts, b.ts at 2026-01-01T00:00:00.000Z in /shop (pre-commit), and does not now, with the same eslint 9.1.0, MODE, eslint.config.js, node_modules/.package-lock.json, linux x64 and 1 more. ' +
        'What else it depends on belongs into its `inputs` or `env`; what does not always end alike belongs under `cache: false`',
    );
  });

  it('does without what is not known any more', () => {
    const task = makeTask({ name: 'types', scope: 'project' });
    const details = { platform: DETAILS.platform };
    expect(tellRefuted({ task, details, files: FILES }, undefined)).toMatch(
      /^a remembered pass of `types` was not true: it passed its files earlier, and does not now, with the same linux x64\. /,
    );
  });
});

describe('a remembered pass that is looked at again', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.commit({ 'a.txt': 'begin\n' });
  });
  afterEach(() => lab.repository.remove());

  const node = (code: string) => [process.execPath, '-e', code];
  const stage = (text: string) => {
    lab.repository.write('a.txt', text);
    lab.repository.git('add', 'a.txt');
  };
  const atCommit = () => lab.run({ ...hookRequest('pre-commit', []), selection: { type: 'staged' } });
  const onTip = async () =>
    onCommit(
      await lab.judge(),
      { commit: lab.repository.git('rev-parse', 'HEAD'), bases: [], branches: [] },
      async (scene) => {
        const request = hookRequest('pre-push', ['origin', 'url']);
        return lab.perform(await lab.ready(scene, request), request);
      },
    );
  const statuses = ({ checks }: RunRecord) =>
    checks.map(({ task, status, cached }) => `${task} ${status}${cached ? ' (remembered)' : ''}`);
  /** Passes as long as a file that nobody declared is not there. */
  const undeclared = () => path.join(lab.repository.folder, 'undeclared');
  const configure = (audit: number, more: object = {}) => {
    const check = { run: node(`process.exit(fs.existsSync(${JSON.stringify(undeclared())}) ? 1 : 0)`), ...more };
    const config = { audit, tiers: { fast: { on: ['pre-commit', 'pre-push'], tasks: { check } } } };
    lab.repository.commit({ '.lattice-hooksrc.json': JSON.stringify(config) });
    stage(`${audit}\n`);
  };

  it('runs, and says that it was an audit, as often as the config says', async () => {
    configure(1);
    expect((await atCommit()).checks[0]).not.toHaveProperty('audited');
    expect((await atCommit()).checks[0]).toMatchObject({ status: 'passed', cached: false, audited: 2 });
    expect((await onTip()).checks[0]).not.toHaveProperty('audited');
    expect((await onTip()).checks[0]).toMatchObject({ status: 'passed', audited: 2 });
    configure(0);
    await atCommit();
    expect(statuses(await atCommit())).toEqual(['check passed (remembered)']);
  });

  it.each(['file', 'project'])('and is none is told, refuses and is forgotten, in %s scope', async (scope) => {
    configure(1, { scope, files: '*.txt' });
    await atCommit();
    writeFileSync(undeclared(), '');
    const record = await atCommit();

    expect(record).toMatchObject({ accepted: false, checks: [{ status: 'failed', audited: 1 }] });
    expect(record.notes).toEqual([
      expect.stringMatching(
        /^a remembered pass of `check` was not true: .* at 2026-01-02T03:04:05\.678Z in \/.* \(pre-commit\)/,
      ),
    ]);
    expect(record.notes[0]).toMatch(/All that was remembered of `check` is forgotten$/);
    rmSync(undeclared());
    expect(statuses(await atCommit())).toEqual(['check passed']);
    expect((await atCommit()).checks[0]).toMatchObject({ status: 'passed', audited: 1 });
  });

  it('and is none leaves what is remembered of other tasks, and what was accepted by it is not known any more', async () => {
    configure(1, { files: '*.txt' });
    const config = JSON.parse(lab.repository.read('.lattice-hooksrc.json'));
    config.tiers.fast.tasks.other = { run: node('1') };
    lab.repository.commit({ '.lattice-hooksrc.json': JSON.stringify(config) });
    stage('two\n');
    await atCommit();
    writeFileSync(undeclared(), '');
    expect(statuses(await atCommit())).toEqual(['check failed', 'other passed']);
    lab.repository.write('.lattice-hooksrc.local.json', JSON.stringify({ audit: 0 }));
    expect(statuses(await atCommit())).toEqual(['check failed', 'other passed (remembered)']);
  });
});
