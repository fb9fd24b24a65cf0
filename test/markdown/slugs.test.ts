import { describe, expect, it } from 'vitest';
import { slugOf } from '../../src/markdown/slugs.ts';

describe('the slug of a heading, as on GitHub', () => {
  it.each([
    ['Hello World', 'hello-world'],
    ['A  B', 'a--b'],
    [' trailing ', '-trailing-'],
    ['🚀 Start', '-start'],
    ['⚙️ Config', '\ufe0f-config'],
    [':smile: x', 'smile-x'],
    ['C# / .NET', 'c--net'],
    ['snake_case-and-kebab', 'snake_case-and-kebab'],
    ['en–dash, “quotes” — and …', 'endash-quotes--and-'],
    ['Привет Мир', 'привет-мир'],
    ['入门', '入门'],
    ['सहायक-संसाधन', 'सहायक-संसाधन'],
    ['Dépannage d’une', 'dépannage-dune'],
    ['İ', 'i̇'],
    ['1.2.3 (beta)', '123-beta'],
    ['Ⅷ ² ½', 'ⅷ--'],
    ['tab\tand\nline', 'tabandline'],
    ['$$', ''],
    ['', ''],
  ])('%j is %j', (heading, slug) => {
    expect(slugOf(heading)).toBe(slug);
  });
});
