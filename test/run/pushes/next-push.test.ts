import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextPush } from '../../../src/run/pushes/next-push.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';

describe('what the next push would bring', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
  });
  afterEach(() => lab.repository.remove());

  const seen = async () => {
    const scene = await nextPush(await lab.find(), lab.world);
    return scene && [...scene.captured.snapshot.changed.keys()];
  };
  const track = (remote: string, commit: string) => {
    lab.repository.git('config', `remote.${remote}.url`, '/nowhere');
    lab.repository.git('config', `remote.${remote}.fetch`, `+refs/heads/*:refs/remotes/${remote}/*`);
    lab.repository.git('update-ref', `refs/remotes/${remote}/main`, commit);
  };

  it('is nothing before the first commit', async () => {
    expect(await seen()).toBeUndefined();
  });

  it('is all of it where no remote is known', async () => {
    lab.repository.commit({ a: '1' });
    expect(await seen()).toEqual(['a']);
  });

  it('is what the remote of the branch lacks, whatever is in the worktree', async () => {
    track('origin', lab.repository.commit({ a: '1' }));
    track('fork', lab.repository.commit({ b: '1' }));
    lab.repository.commit({ c: '1' });
    lab.repository.write('d', '1');
    expect(await seen()).toEqual(['b', 'c']);
    lab.repository.git('config', 'branch.main.remote', 'fork');
    expect(await seen()).toEqual(['c']);
    lab.repository.git('config', 'remote.pushDefault', 'origin');
    expect(await seen()).toEqual(['b', 'c']);
    lab.repository.git('config', 'branch.main.pushRemote', 'fork');
    expect(await seen()).toEqual(['c']);
  });

  it('is nothing new where the remote has it, also without a branch', async () => {
    track('origin', lab.repository.commit({ a: '1' }));
    expect(await seen()).toEqual([]);
    lab.repository.git('checkout', '-q', '--detach');
    lab.repository.commit({ b: '1' });
    expect(await seen()).toEqual(['b']);
  });
});
