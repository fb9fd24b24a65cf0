import { describe, expect, it } from 'vitest';
import { type AnchorRules, anchorsOf, findAnchor } from '../../src/doc-links/anchors.ts';
import { github } from '../../src/doc-links/profiles/github.ts';

const make = (headings: readonly string[], names: readonly string[] = [], rules: Partial<AnchorRules> = {}) =>
  anchorsOf({ headings, names: new Set(names) }, { ...github, ...rules });

describe('anchors of a document', () => {
  it('are the slugs of its headings in order, and its names', () => {
    const { headings, names } = make(['One', 'Two'], ['x']);
    expect([headings, [...names]]).toEqual([
      ['one', 'two'],
      ['one', 'two', 'x'],
    ]);
  });

  it('are numbered, and numbers that are taken are left out', () => {
    const { headings } = make(['echo', 'echo', 'echo 1', 'echo-1', 'echo']);
    expect(headings).toEqual(['echo', 'echo-1', 'echo-1-1', 'echo-1-2', 'echo-2']);
    expect(make(['x', 'x'], [], { separator: '_' }).headings).toEqual(['x', 'x_1']);
  });

  it('leave out headings of signs alone, which are numbered all the same', () => {
    expect(make(['$', '%', '&', 'a']).headings).toEqual(['-1', '-2', 'a']);
  });

  it('may have the names of what every object has', () => {
    const { headings } = make(['constructor', 'constructor', '__proto__']);
    expect(headings).toEqual(['constructor', 'constructor-1', '__proto__']);
  });

  it.each([
    ['T {#own}', 'own'],
    ['T {#own .wide}', 'own'],
    ['T { .wide #own }', 'own'],
    ['T {: #own}', 'own'],
    ['T {.wide}', 't'],
    ['T {x', 't-x'],
    ['{T} x', 't-x'],
    ['T {}', 't-'],
  ])('of %j: %j where headings have attributes', (heading, slug) => {
    expect(make([heading], [], { attributes: true }).headings).toEqual([slug]);
  });

  it('take attributes for text where headings have none', () => {
    expect(make(['T {#own}']).headings).toEqual(['t-own']);
  });

  it('are made of a heading full of brackets in time', () => {
    expect(make(['{#'.repeat(200_000)], [], { attributes: true }).headings).toEqual([]);
  });
});

describe('looking up a fragment', () => {
  const anchors = make(['Get started'], ['FooBar', 'foobaz', 'FooBaz']);

  it.each([
    ['get-started', { type: 'exact' }],
    ['user-content-get-started', { type: 'exact' }],
    ['FooBar', { type: 'exact' }],
    ['FooBaz', { type: 'exact' }],
    ['Get-Started', { type: 'other-case', name: 'get-started' }],
    ['user-content-Get-Started', { type: 'other-case', name: 'get-started' }],
    ['foobar', { type: 'other-case', name: 'FooBar' }],
    ['FOOBAZ', { type: 'other-case', name: 'foobaz' }],
    ['get', undefined],
    ['', undefined],
    ['user-content-', undefined],
  ])('%j', (fragment, match) => {
    expect(findAnchor(anchors, fragment)).toEqual(match);
  });

  it('finds a name that itself begins as GitHub begins names', () => {
    expect(findAnchor(make([], ['user-content-x']), 'user-content-x')).toEqual({ type: 'exact' });
  });
});
