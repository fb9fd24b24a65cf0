import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/core/record.ts';
import { hookRequest } from '../../src/run/hook-request.ts';
import { makeRepository } from '../support/repository.ts';
import { makeRunLab, openRunLab, type RunLab } from '../support/run-lab.ts';

// What is committed and is not on disk as it is committed, without git calling it edited.

const node = (code: string) => [process.execPath, '-e', code];

let lab: RunLab;
beforeEach(() => {
  lab = makeRunLab();
  lab.repository.commit({ 'a.txt': 'begin\n' });
});
afterEach(() => lab.repository.remove());

const configure = (tasks: unknown) => lab.configure({ fast: { on: ['pre-commit'], tasks } });
const stage = (text: string, file = 'a.txt') => {
  lab.repository.write(file, text);
  lab.repository.git('add', file);
};
const atCommit = () => lab.run({ ...hookRequest('pre-commit', []), selection: { type: 'staged' } });
const statuses = ({ checks }: RunRecord) =>
  checks.map(({ task, status, cached }) => `${task} ${status}${cached ? ' (remembered)' : ''}`);

it('nothing is remembered of a tree of which a sparse checkout leaves a part out', async () => {
  const bad = "const fs = require('fs'); process.exitCode = fs.existsSync('b/bad.txt') ? 1 : 0;";
  configure({ check: { run: node(bad) }, other: { run: node(''), files: '*.json' } });
  lab.repository.commit({ 'b/bad.txt': 'bad\n' });
  lab.repository.git('sparse-checkout', 'set', '--cone', 'a');
  stage('{}', 'a.json');
  const record = await atCommit();

  expect(statuses(record)).toEqual(['check passed', 'other passed']);
  expect(record.notes).toEqual([expect.stringMatching(/sparse checkout.*`check`.*: b\/bad\.txt$/)]);
  lab.repository.git('sparse-checkout', 'disable');
  expect(statuses(await atCommit())).toEqual(['check failed', 'other passed (remembered)']);
});

describe('a task that may read a submodule', () => {
  const bad =
    "process.exitCode = fs.existsSync('module/s.txt') && fs.readFileSync('module/s.txt', 'utf8') === 'bad' ? 1 : 0";
  const file = ['-c', 'protocol.file.allow=always'];
  beforeEach(() => {
    const source = makeRepository();
    source.commit({ 's.txt': 'bad' });
    configure({ check: { run: node(bad) } });
    lab.repository.git(...file, 'submodule', '--quiet', 'add', source.root, 'module');
    lab.repository.commit({});
    source.remove();
    stage('b\n');
  });

  it('remembers a pass without it for no run with it', async () => {
    lab.repository.git('submodule', '--quiet', 'deinit', '--force', 'module');
    expect(await atCommit()).toMatchObject({ accepted: true, notes: [] });
    expect(statuses(await atCommit())).toEqual(['check passed (remembered)']);
    lab.repository.git(...file, 'submodule', '--quiet', 'update', '--init');
    expect(statuses(await atCommit())).toEqual(['check failed']);
  });

  it('remembers nothing while it is edited, and says so', async () => {
    expect(statuses(await atCommit())).toEqual(['check failed']);
    lab.repository.write('module/s.txt', 'good');
    const record = await atCommit();
    expect(statuses(record)).toEqual(['check passed']);
    expect(record.notes).toEqual([expect.stringMatching(/^submodules with edits.*`check`.*: module$/)]);
    lab.repository.gitIn(path.join(lab.repository.root, 'module'), ['checkout', '--quiet', '.']);
    expect(statuses(await atCommit())).toEqual(['check failed']);
  });
});

it('a commit of which all is remembered is refused where another program stages something meanwhile', async () => {
  configure({ check: { run: node('') } });
  stage('b\n');
  await atCommit();
  const index = path.join(lab.repository.root, '.git/index');
  const named = openRunLab(lab.repository, { env: { ...lab.world.env, GIT_INDEX_FILE: index } });
  const request = { ...hookRequest('pre-commit', []), selection: { type: 'staged' } } as const;
  const prepared = await named.ready(await named.scene(request.selection), request);

  expect(statuses(await named.perform(prepared, request))).toEqual(['check passed (remembered)']);
  stage('nobody has looked at this', 'other.txt');
  const refused = { code: 'environment', message: expect.stringContaining('other.txt') };
  await expect(named.perform(prepared, request)).rejects.toMatchObject(refused);
});
