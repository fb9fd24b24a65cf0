import { describe, expect, it } from 'vitest';
import { type Settings, trackedRef, trackingOf } from '../../src/git/remotes.ts';

const FETCH = '+refs/heads/*:refs/remotes/origin/*';

/** The ref of the remote that `refs/remotes/origin/main` is kept for. */
function main(settings: Settings, name: string, url = name, ref = 'refs/remotes/origin/main'): string | undefined {
  return trackedRef(ref, trackingOf(settings, name, url));
}

describe('trackingOf', () => {
  const origin: Settings = [
    ['remote.origin.url', 'https://example.com/a.git'],
    ['remote.origin.fetch', FETCH],
    ['remote.fork.url', 'https://example.com/b.git'],
    ['remote.fork.fetch', '+refs/heads/*:refs/remotes/fork/*'],
  ];

  it('follows the refspecs of the remote of that name', () => {
    expect(main(origin, 'origin', 'https://example.com/elsewhere.git')).toBe('refs/heads/main');
    expect(main(origin, 'fork')).toBeUndefined();
    expect(main(origin, 'nobody')).toBeUndefined();
  });

  it('finds the remotes that have the URL', () => {
    expect(main(origin, 'https://example.com/a.git')).toBe('refs/heads/main');
    expect(main(origin, 'https://example.com/c.git')).toBeUndefined();
    expect(main([...origin, ['remote.x.y.z.url', 'u'], ['remote.x.y.z.fetch', FETCH]], 'u')).toBe('refs/heads/main');
  });

  it('knows URLs that settings rewrite, by the longest beginning', () => {
    const short: Settings = [
      ['url.https://example.com/.insteadof', 'ex:'],
      ['url.https://example.com/team/.insteadof', 'ex:t/'],
      ['url.ssh://git@example.com/.pushinsteadof', 'ex:'],
      ['remote.origin.url', 'ex:t/a.git'],
      ['remote.origin.fetch', FETCH],
    ];

    expect(main(short, 'ex:t/a.git', 'https://example.com/team/a.git')).toBe('refs/heads/main');
    expect(main(short, 'ex:t/a.git', 'ssh://git@example.com/t/a.git')).toBe('refs/heads/main');
    expect(main(short, 'ex:t/a.git', 'https://example.com/t/a.git')).toBeUndefined();
  });

  it('knows where a remote is pushed to when that is said apart', () => {
    const apart: Settings = [
      ['remote.origin.url', 'a'],
      ['remote.origin.url', 'b'],
      ['remote.origin.pushurl', 'p1'],
      ['remote.origin.pushurl', 'p2'],
      ['remote.origin.fetch', FETCH],
    ];

    expect(['a', 'p1', 'p2'].map((url) => main(apart, url))).toEqual(Array(3).fill('refs/heads/main'));
    expect(main(apart, 'b')).toBeUndefined();
  });
});

describe('trackedRef', () => {
  const tracked = (refspec: string, ref: string) =>
    trackedRef(ref, trackingOf([['remote.o.fetch', refspec]], 'o', 'o'));

  it('finds the branch behind a ref, whatever the refspec', () => {
    expect(tracked('refs/heads/*:refs/remotes/o/*', 'refs/remotes/o/a/b')).toBe('refs/heads/a/b');
    expect(tracked('+refs/heads/main:refs/remotes/o/main', 'refs/remotes/o/main')).toBe('refs/heads/main');
    expect(tracked('+refs/heads/main:refs/remotes/o/main', 'refs/remotes/o/main2')).toBeUndefined();
    expect(tracked('refs/heads/team/*:refs/remotes/o/*-x', 'refs/remotes/o/a-x')).toBe('refs/heads/team/a');
    expect(tracked('refs/heads/*:refs/remotes/o/aa*aa', 'refs/remotes/o/aaa')).toBeUndefined();
    expect(tracked('+refs/pull/*/head:refs/remotes/o/pr/*', 'refs/remotes/o/pr/1')).toBe('refs/pull/1/head');
  });

  it.each(['+refs/*:refs/*', 'refs/tags/*:refs/tags/*', 'refs/heads/*', '^refs/heads/x', ':refs/remotes/o/*'])(
    'keeps nothing of %s',
    (refspec) => {
      expect(tracked(refspec, 'refs/remotes/o/main')).toBeUndefined();
      expect(tracked(refspec, 'refs/heads/main')).toBeUndefined();
      expect(tracked(refspec, 'refs/tags/main')).toBeUndefined();
    },
  );
});
