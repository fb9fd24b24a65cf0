import { describe, expect, it } from 'vitest';
import { refuseStaleIndex } from '../../src/run/stale-index.ts';

describe('what git is about to commit when hidden changes have been put back', () => {
  it.each(['/repository/.git/index.lock', '.git/index.lock', '/repository/.git/next-index-4711.lock'])(
    'is refused where git has read the worktree into %s',
    (file) => {
      expect(() => refuseStaleIndex({ GIT_INDEX_FILE: file })).toThrow(
        expect.objectContaining({ code: 'environment', hint: expect.stringContaining('commit again') }),
      );
    },
  );

  it.each(['/repository/.git/index', '.git/index', '/tmp/an-index', undefined])(
    'holds where it was staged before, in %s',
    (file) => {
      expect(() => refuseStaleIndex({ GIT_INDEX_FILE: file })).not.toThrow();
    },
  );
});
