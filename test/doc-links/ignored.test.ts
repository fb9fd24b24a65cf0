import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ignoreTest } from '../../src/doc-links/ignored.ts';

describe('links that are not judged', () => {
  it.each([
    ['a.md', 'a.md', true],
    ['a.md', 'aXmd', false],
    ['a*', 'abc/d', true],
    ['*.md', 'b/a.md', true],
    ['*.md', 'a.md5', false],
    ['docs/*/api/**', 'docs/v1/x/api/y.md', true],
    ['docs/*/api/**', 'docs/api/y.md', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a*a', 'a', false],
    ['a*b*c', 'aXcXb', false],
    ['./a', 'a', true],
    ['[a](b', '[a](b', true],
  ])('%j and %j: %j', (pattern, destination, expected) => {
    expect(ignoreTest([pattern])(destination, undefined)).toBe(expected);
  });

  it('are named as written or by where they lead', () => {
    const isIgnored = ignoreTest(['docs/*', '../../issues']);
    expect(isIgnored('../x.md', 'docs/x.md')).toBe(true);
    expect(isIgnored('../../issues', undefined)).toBe(true);
    expect(isIgnored('x.md', 'src/x.md')).toBe(false);
    expect(ignoreTest([])('x', 'x')).toBe(false);
  });

  it('match like a regular expression with `.*`', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 12 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (one, other) => {
        const expression = new RegExp(`^${one.replaceAll('*', '.*')}$`, 's');
        expect(ignoreTest([one])(other, undefined)).toBe(expression.test(other));
      }),
      { numRuns: 500 },
    );
  });

  it('take no longer with many stars in a pattern', () => {
    expect(ignoreTest([`${'a*'.repeat(1000)}b`])('a'.repeat(1_000_000), undefined)).toBe(false);
  });
});
