import { describe, expect, it } from 'vitest';
import { portableHosting } from '../../../src/core/shared/portable-hosting.ts';

const of = (address: string) => portableHosting(`remote.origin.url=${address}\norigin: ref: refs/remotes/origin/main`);

describe('where a repository is shown', () => {
  it.each([
    'https://github.com/acme/web.git',
    'https://github.com/acme/web/',
    'https://x-access-token:secret@GitHub.com/acme/web',
    'git@github.com:acme/web.git',
    'ssh://git@github.com:22/acme/web.git',
    'git://github.com/acme/web',
  ])('is the same for all who have cloned it: %s', (address) => {
    expect(of(address)).toBe('remote.origin.url=github.com/acme/web\norigin: ref: refs/remotes/origin/main');
  });

  it('is another for another repository, host, or first branch', () => {
    const others = [
      of('https://github.com/acme/web'),
      of('https://github.com/acme/web2'),
      of('https://gitlab.com/acme/web'),
      portableHosting('remote.origin.url=https://github.com/acme/web\norigin: ref: refs/remotes/origin/next'),
      portableHosting('remote.fork.url=https://github.com/acme/web'),
      portableHosting(''),
    ];
    expect(new Set(others).size).toBe(others.length);
  });
});
