import { rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../src/core/record.ts';
import { hookRequest } from '../../../src/run/hook-request.ts';
import { onCommit } from '../../../src/run/pushes/commit-scene.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';

const node = (code: string) => [process.execPath, '-e', code, '{files}'];
/** Fails for files with a carriage return. */
const BARE = node("process.exit(process.argv.slice(1).some((f) => fs.readFileSync(f).includes('\\r')) ? 1 : 0)");
/** Makes `old` new, and writes the ends of lines that it likes. */
const RENEW = node(
  "for (const f of process.argv.slice(1)) fs.writeFileSync(f, fs.readFileSync(f, 'utf8').replace('old', 'new').replaceAll('\\r', ''))",
);

describe('a pass is one of the bytes that git writes to disk, and of no others that have the same blob', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.commit({ '.gitattributes': '*.txt text eol=crlf\n' });
  });
  afterEach(() => lab.repository.remove());

  const configure = (task: object) =>
    lab.configure({
      fast: { on: ['pre-commit', 'pre-push'], tasks: { ends: { run: BARE, files: '*.txt', ...task } } },
    });
  const stage = (files: Readonly<Record<string, string>>) => {
    for (const [file, text] of Object.entries(files)) lab.repository.write(file, text);
    lab.repository.git('add', '--all');
  };
  const atCommit = (fixing = false) =>
    lab.run({ ...hookRequest('pre-commit', []), fixing, selection: { type: 'staged' } });
  const statuses = ({ checks }: RunRecord) =>
    checks.map(({ task, status, cached }) => `${task} ${status}${cached ? ' (remembered)' : ''}`);
  /** Has git write the file anew. */
  const refresh = (file: string) => {
    rmSync(path.join(lab.repository.root, file));
    lab.repository.git('checkout', '--', file);
  };

  it.each(['file', 'project'])('where a task of %s scope was given it', async (scope) => {
    configure({ scope });
    stage({ 'a.txt': 'bare\n' });
    const record = await atCommit();
    expect(statuses(record)).toEqual(['ends passed']);
    expect(record.notes).toEqual([expect.stringMatching(/^not on disk as git would write it.*`ends`.*: a\.txt$/)]);
    expect(statuses(await atCommit())).toEqual(['ends passed']);
    refresh('a.txt');
    expect(statuses(await atCommit())).toEqual(['ends failed']);
  });

  it('where it is an input', async () => {
    configure({ files: '*.md', inputs: ['rules.txt'], scope: 'file' });
    stage({ 'a.md': 'a\n', 'rules.txt': 'bare\n' });
    for (const _ of ['once', 'again']) expect(statuses(await atCommit())).toEqual(['ends passed']);
    refresh('rules.txt');
    expect(statuses(await atCommit())).toEqual(['ends passed']);
    expect(statuses(await atCommit())).toEqual(['ends passed (remembered)']);
  });

  it('where a fixer has written them', async () => {
    configure({ fix: RENEW, scope: 'file' });
    stage({ 'a.txt': 'old\r\n' });
    expect(await atCommit(true)).toMatchObject({ accepted: true, checks: [{ cached: false }] });
    expect(lab.repository.read('a.txt')).toBe('new\n');
    refresh('a.txt');
    expect(statuses(await atCommit())).toEqual(['ends failed']);
  });

  it('while the passes of other files are remembered', async () => {
    configure({ scope: 'file' });
    stage({ 'a.txt': 'bare\n', 'b.txt': 'no end' });
    await atCommit();
    stage({ 'a.txt': 'bare\r\n' });
    const { checks } = await atCommit();
    expect(checks).toMatchObject([{ status: 'failed', filesRun: 1 }]);
  });

  it('so that a commit is judged in a checkout where the worktree has other bytes', async () => {
    configure({ scope: 'project' });
    const commit = lab.repository.commit({ 'a.txt': 'bare\n' });
    const push = async () =>
      onCommit(await lab.judge(), { commit, bases: [], branches: [] }, async (scene) => {
        const request = hookRequest('pre-push', ['origin', 'url']);
        return { directory: scene.directory, record: await lab.perform(await lab.ready(scene, request), request) };
      });
    const first = await push();
    expect(first.directory).not.toBe(lab.repository.root);
    expect(statuses(first.record)).toEqual(['ends failed']);
    refresh('a.txt');
    expect((await push()).directory).toBe(lab.repository.root);
  });
});
