import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, formHint, linkTo, quote } from '../../src/doc-links/messages.ts';
import { parseTarget } from '../../src/doc-links/target.ts';
import { folderOf, joinSegments } from '../../src/doc-links/tree.ts';

describe('a quoted text', () => {
  it('stands on one line, without control characters', () => {
    expect(quote('a\n b\u001b[31m\tc')).toBe('`a b [31m c`');
  });

  it('is cut when nobody would read all of it', () => {
    expect(quote('x'.repeat(100_000))).toBe(`\`${'x'.repeat(200)}…\``);
  });
});

describe('explaining what is missing', () => {
  it.each([
    [{}, 'there is no `a`'],
    [{ suggestion: 'b' }, 'there is no `a`; did you mean `b`?'],
    [{ fate: { type: 'deleted' } as const }, 'this change deletes `a`'],
    [{ fate: { type: 'deleted' } as const, suggestion: 'b' }, 'this change deletes `a`; did you mean `b`?'],
    [{ fate: { type: 'renamed', to: 'c' } as const, suggestion: 'b' }, 'this change renames `a` to `c`'],
  ])('%j', (circumstance, text) => {
    expect(explain('`a`', circumstance)).toBe(text);
  });
});

describe('a path as a link', () => {
  it.each([
    ['docs/a.md', 'docs/b.md', 'a.md'],
    ['a.md', 'docs/b.md', '../a.md'],
    ['docs/x/a.md', 'docs/y/b.md', '../x/a.md'],
    ['docs', 'docs/b.md', '../docs'],
    ['a b/c(1)#?%.md', 'z.md', 'a%20b/c%281%29%23%3F%25.md'],
    ['a:b.md', 'z.md', './a:b.md'],
    ['größe.md', 'z.md', 'größe.md'],
  ])('to %s from %s', (path, document, link) => {
    expect(linkTo(path, document)).toBe(link);
  });

  it('leads where it should', () => {
    const name = fc.string({ unit: fc.constantFrom(...'ab :%#?()<>\\é&'), minLength: 1, maxLength: 5 });
    const path = fc
      .array(
        name.filter((one) => one.trim() === one),
        { minLength: 1, maxLength: 4 },
      )
      .map((names) => names.join('/'));
    fc.assert(
      fc.property(path, path, (to, document) => {
        const target = parseTarget(linkTo(to, document));
        expect(target.type === 'local' && joinSegments(folderOf(document), target.segments)).toBe(to);
      }),
    );
  });
});

describe('the form of a destination', () => {
  it.each([
    ['me@a.example', 'a mail address needs `mailto:me@a.example`'],
    ['www.a.example/b', 'the address of a site needs `https://www.a.example/b`'],
    ['(https://a.example)', 'behind `[label]:` the destination stands alone, without brackets'],
    ['[https://a](https://a)', 'behind `[label]:` the destination stands alone, without brackets'],
    ['docs/a.md', undefined],
    ['@scope/a', undefined],
    ['(draft).md', undefined],
  ])('%s', (destination, hint) => {
    expect(formHint(destination)).toBe(hint);
  });
});
