import { describe, expect, it } from 'vitest';
import { anchorsOf } from '../../../src/doc-links/anchors.ts';
import { PROFILES } from '../../../src/doc-links/profiles/table.ts';

type Name = keyof typeof PROFILES;

/** Headings, and the fragment of the second of two that are the same, which each kind of site makes of them. */
const SLUGS: Readonly<Record<Name, Readonly<Record<string, string>>>> = {
  github: { 'A  B': 'a--b-1', ' T ': '-t--1', 'Été & C#': 'été--c-1', '1. x': '1-x-1', 'T {#id}': 't-id-1' },
  gitlab: { 'A  B': 'a-b-1', ' T ': 't-1', 'Été & C#': 'été-c-1', '42': 'anchor-42-1', 'T {#id}': 't-id-1' },
  docusaurus: { 'A  B': 'a--b-1', 'Été & C#': 'été--c-1', 'T {#id}': 'id' },
  vitepress: { 'A  B': 'a-b-1', 'Été & C#': 'ete-c-1', '1. x': '_1-x-1', 'a_b (c)': 'a-b-c-1', 'T {#id}': 'id' },
  mkdocs: { 'A  B': 'a-b_1', 'Été & C#': 'ete-c_1', a_b: 'a_b_1', 入门: '_1', 'T { #id }': 'id' },
  hugo: { 'A  B': 'a--b-1', ' T ': 't-1', 'Été & C#': 'été--c-1', 'T {#id}': 'id' },
  mdbook: { 'A  B': 'a--b-1', 'Été & C#': 'été--c-1', '`fork()`': 'fork-1', 'T {#id}': 'id' },
  wiki: { 'A  B': 'a--b-1', 'T {#id}': 't-id-1' },
};

const rows = Object.entries(SLUGS).flatMap(([name, slugs]) =>
  Object.entries(slugs).map(([heading, slug]) => [name as Name, heading, slug] as const),
);

describe('a heading', () => {
  it.each(rows)('on %s: %j has the fragment %j', (name, heading, slug) => {
    const { headings } = anchorsOf({ headings: [heading, heading], names: new Set() }, PROFILES[name]);
    expect(headings.at(-1)).toBe(slug);
  });
});
