import { describe, expect, it } from 'vitest';
import { mostAlike } from '../../src/doc-links/alike.ts';

describe('what is most alike', () => {
  it.each([
    ['token-acqcuisition', ['token-expiry', 'token-acquisition'], 'token-acquisition'],
    ['setup', ['set-up', 'step'], 'set-up'],
    ['install', ['installation'], undefined],
    ['instal', ['install', 'installs'], 'install'],
    ['abc', ['xyz', 'b'], undefined],
    ['abc', [], undefined],
    ['', ['a'], undefined],
    ['aa', ['aaa', 'aa'], 'aa'],
    ['use', ['used', 'uses'], 'used'],
  ])('to %j among %j is %j', (text, candidates, expected) => {
    expect(mostAlike(text, candidates)).toBe(expected);
  });

  it('counts only the part that is asked for', () => {
    expect(mostAlike('a', ['b.md', 'a.txt'], (name) => name.slice(0, 1))).toBe('a.txt');
  });

  it('never counts a character twice', () => {
    expect(mostAlike('aaaa', ['aaaaaaaa'])).toBeUndefined();
  });
});
