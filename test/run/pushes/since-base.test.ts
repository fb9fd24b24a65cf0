import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tier } from '../../../src/core/task.ts';
import { hookRequest } from '../../../src/run/hook-request.ts';
import { sinceBase } from '../../../src/run/pushes/since-base.ts';
import type { RunRequest } from '../../../src/run/request.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';
import { makeTask } from '../../support/work-lab.ts';

let lab: RunLab;
beforeEach(() => {
  lab = makeRunLab();
  lab.repository.commit({ 'a.ts': '1', 'b.ts': '1', 'c.ts': '1' }, 'begin');
});
afterEach(() => lab.repository.remove());

const nothing = { include: [], exclude: [] };
const affected = makeTask({ affected: { check: [], sources: nothing, always: nothing } });

async function changes(more: Partial<Tier> = {}, request: Partial<RunRequest> = {}) {
  const tier: Tier = { name: 'thorough', root: '', nested: [], on: [], tasks: [affected], gates: {}, ...more };
  const scene = await lab.scene({ type: 'worktree' });
  const since = (await sinceBase([tier], scene, { ...hookRequest('pre-push', []), ...request }, lab.world))(tier);
  return since !== undefined && 'changed' in since ? Object.fromEntries(since.changed) : since;
}

/** A branch of the remote, as it was last seen. */
function remoteHas(branch: string, commit = 'HEAD'): void {
  lab.repository.git('update-ref', `refs/remotes/origin/${branch}`, commit);
}

describe('what tests are chosen by', () => {
  it('is what differs from the merge base with the default branch, on disk as well, and not from the last push', async () => {
    remoteHas('main');
    lab.repository.commit({ 'a.ts': '2', 'b.ts': '2' }, 'pushed before');
    remoteHas('topic');
    lab.repository.git('rm', '--quiet', 'c.ts');
    lab.repository.write('b.ts', '1');
    lab.repository.write('d.ts', 'new');
    expect(await changes()).toEqual({ 'a.ts': 'modified', 'c.ts': 'deleted', 'd.ts': 'added' });
  });

  it('is compared with what the coverage gate of the tier is compared with', async () => {
    remoteHas('main');
    lab.repository.commit({ 'a.ts': '2' }, 'on develop');
    remoteHas('develop');
    lab.repository.commit({ 'b.ts': '2' }, 'on a branch');
    expect(await changes({ gates: { coverage: { base: 'origin/develop' } } })).toEqual({ 'b.ts': 'modified' });
    const findings = { gates: { findings: { base: 'origin/develop' } }, scanGates: ['findings'] };
    expect(await changes(findings)).toEqual({ 'a.ts': 'modified', 'b.ts': 'modified' });
  });

  it('is everything where the remote has nothing, and not known where it lacks the base: then it says what helps', async () => {
    expect(await changes()).toEqual({ 'a.ts': 'added', 'b.ts': 'added', 'c.ts': 'added' });
    expect(await changes({ gates: { coverage: { base: 'origin/gone' } } })).toEqual({
      why: expect.stringContaining('git fetch origin gone'),
    });
  });

  it('is what somebody names, and is not asked for where all tests run', async () => {
    remoteHas('main');
    expect(await changes({}, { selection: { type: 'files', files: ['a.ts'] } })).toBeUndefined();
    expect(await changes({}, { selection: { type: 'all' } })).toBeUndefined();
    expect(await changes({ tasks: [makeTask()] })).toBeUndefined();
  });
});
