import { describe, expect, it } from 'vitest';
import { isHook, isTrigger } from '../../../src/core/hooks/triggers.ts';

describe('triggers', () => {
  it.each(['pre-commit', 'commit-msg', 'pre-push', 'post-checkout'])('know the hook %s', (name) => {
    expect([isHook(name), isTrigger(name)]).toEqual([true, true]);
  });

  it.each(['pull_request', 'merge_group', 'manual', 'push:main', 'schedule:0 3 * * *'])('know the event %s', (name) => {
    expect([isHook(name), isTrigger(name)]).toEqual([false, true]);
  });

  it.each(['', 'pre-receive', 'update', 'precommit', 'push', 'push:', 'push: main', 'schedule:', 'tag:v1'])(
    'do not know %j',
    (name) => {
      expect([isHook(name), isTrigger(name)]).toEqual([false, false]);
    },
  );
});
