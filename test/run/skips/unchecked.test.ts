import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runEntry } from '../../../src/core/runs/entry.ts';
import { findUnchecked } from '../../../src/run/skips/unchecked.ts';
import { makePushLab, type PushLab } from '../../support/push-lab.ts';
import { aRecord } from '../../support/records.ts';

let lab: PushLab;
beforeEach(() => {
  lab = makePushLab();
  lab.configure({
    fast: { on: ['pre-commit'], tasks: { lint: { run: 'true', files: '**/*.txt' } } },
    slow: { on: ['pre-push'], tasks: { tests: { run: 'true' } } },
  });
});
afterEach(() => lab.repository.remove());

/** Runs that are logged, the first before all commits of the lab. */
const FIRST = runEntry(aRecord({ startedAt: '2026-01-02T03:04:04.000Z' }));
const accepted = (trigger: string) =>
  runEntry(
    aRecord({ startedAt: '2026-01-02T03:04:05.000Z', trigger, tree: lab.repository.git('rev-parse', 'HEAD^{tree}') }),
  );

async function unchecked(...runs: readonly ReturnType<typeof accepted>[]) {
  const at = { repository: await lab.find(), place: lab.repository.place };
  const { tiers } = await lab.configsOf(await lab.sceneOf(lab.repository.git('rev-parse', 'HEAD'), []));
  const found = await findUnchecked(at, tiers, [FIRST, ...runs]);
  return found.map(({ what, subject, ref }) => [what, subject, ...(ref === undefined ? [] : [ref])]);
}

describe('findUnchecked', () => {
  it('names commits whose changes no run looked at', async () => {
    await lab.checked({ 'a.txt': '1' });
    lab.repository.commit({ 'a.txt': '2' }, 'sneaked in');
    lab.repository.commit({ 'a.md': '1' }, 'nothing to look at');

    expect(await unchecked()).toEqual([['commit', 'sneaked in']]);
  });

  it('names those that end a pick which stopped halfway', async () => {
    await lab.checked({ 'a.txt': '1' });
    lab.repository.git('update-ref', 'CHERRY_PICK_HEAD', 'HEAD');
    lab.repository.commit({ 'a.txt': '2' }, 'resolved');

    expect(lab.repository.git('reflog', '-1', '--format=%gs')).toBe('commit (cherry-pick): resolved');
    expect(await unchecked()).toEqual([['commit', 'resolved']]);
  });

  it('names no commit whose tree a run accepted by another config, and none from before the log', async () => {
    await lab.checked({ 'a.txt': '1' });
    lab.repository.commit({ 'a.txt': '2' }, 'by an earlier config');

    expect(await unchecked(accepted('pre-commit'))).toEqual([]);
    const late = runEntry(aRecord({ startedAt: '2026-01-02T03:05:00.000Z' }));
    const at = { repository: await lab.find(), place: lab.repository.place };
    expect(await findUnchecked(at, [], [late])).toEqual([]);
  });

  it('names pushes of trees that no run was about', async () => {
    lab.repository.gitIn(lab.repository.folder, ['init', '-q', '--bare', 'origin.git']);
    lab.repository.git('remote', 'add', 'origin', '../origin.git');
    await lab.checked({ 'a.txt': '1' });
    lab.repository.git('push', '-q', '--no-verify', 'origin', 'main');

    expect(await unchecked()).toEqual([['push', 'a commit', 'origin/main']]);
    expect(await unchecked(accepted('pre-push'))).toEqual([]);
  });

  it('names nothing in a repository without commits', async () => {
    const empty = makePushLab();
    try {
      const at = { repository: await empty.find(), place: empty.repository.place };
      expect(await findUnchecked(at, [], [FIRST])).toEqual([]);
    } finally {
      empty.repository.remove();
    }
  });
});
