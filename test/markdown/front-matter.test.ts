import { describe, expect, it } from 'vitest';
import { splitLines } from '../../src/documents/lines.ts';
import { frontMatterLength } from '../../src/markdown/front-matter.ts';

const lengthOf = (source: string) => frontMatterLength(source, splitLines(source));

describe('front matter', () => {
  it.each([
    ['YAML', '---\ntitle: a\ntags:\n- x\n  - y\n---\n# A', 6],
    ['YAML with odd keys', '---\n$a: 1\n"b c": |\n  # text\n\n  more\n# comment\n---\n', 8],
    ['YAML that ends with dots', '---\na: 1\n...\n', 3],
    ['YAML in braces', '---\n{a: 1,\n b: 2\n}\n---\n', 5],
    ['TOML', '+++\n[a]\nb = """\ntext\n"""\n+++\n', 6],
    ['YAML with CRLF and blanks behind the dashes', '--- \r\na: 1\r\n---\t\r\n', 3],
  ])('is %s', (_, source, length) => {
    expect(lengthOf(source)).toBe(length);
  });

  it.each([
    ['text between lines across the page', '---\nFoo\n---\nBar\n---\nBaz\n'],
    ['text with a colon', '---\nNote: this\nis text\n---\n'],
    ['a heading between them', '---\n# Title\n---\n'],
    ['nothing between them', '---\n\n---\n'],
    ['a list between them', '---\n- a\n---\n'],
    ['never closed', '---\na: 1\n'],
    ['not at the beginning', '\n---\na: 1\n---\n'],
    ['in a longer line', '----\na: 1\n----\n'],
    ['anything else', 'text'],
    ['in an empty document', ''],
  ])('is not there: %s', (_, source) => {
    expect(lengthOf(source)).toBe(0);
  });
});
