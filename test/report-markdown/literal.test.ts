import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { code, codeInCell, fenced } from '../../src/report-markdown/literal.ts';

// Read by the parser of others that GitHub's Markdown has in JavaScript.

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

const read = (text: string) =>
  fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node;
const leaves = (node: Node): readonly Node[] => node.children?.flatMap(leaves) ?? [node];

/** Words of one line in which markup is likely. */
const words = fc
  .array(
    fc.oneof(fc.constantFrom('`', '``', '|', '\\', '*', '<b>', '](', '@a', '~', ' ', '$'), fc.string({ maxLength: 3 })),
  )
  .map((parts) => parts.join('').replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ''))
  .map((text) => text.trim())
  .filter((text) => text !== '');

describe('a code span', () => {
  it('holds any text of one line as it is', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(leaves(read(`- ${code(text)}`))).toMatchObject([{ type: 'inlineCode', value: text }]);
      }),
    );
  });

  it('is left out where there is nothing to show', () => {
    expect([code(''), code('  ')]).toEqual(['', '']);
  });

  it('never ends the cell of a table', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        const table = read(`| a | b |\n| --- | --- |\n| ${codeInCell(one)} | ${codeInCell(other)} |\n`);
        expect(leaves(table).slice(2)).toMatchObject(
          [one, other].map((text) => ({ type: 'inlineCode', value: text.replaceAll('|', '\\x7c') })),
        );
      }),
    );
  });
});

describe('a block of code', () => {
  it('holds any lines', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1 }), (lines) => {
        expect(leaves(read(fenced(lines).join('\n')))).toMatchObject([
          { type: 'code', lang: 'text', value: lines.join('\n') },
        ]);
      }),
    );
  });

  it('cuts lines that nobody would read to their end', () => {
    expect(fenced(['x'.repeat(5000)])[1]).toBe(`${'x'.repeat(1000)}…`);
  });
});
