import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBlocks, placeIn } from '../../src/code-blocks/find-blocks.ts';

const FENCE = '```';

describe('code blocks', () => {
  it('are found with their language, their words, and where each line stands', () => {
    const source = `---\nx: 1\n---\n# T\n\n${FENCE}js {1,3} title=a notest\nlet a\n\nlet b\n${FENCE}\n`;
    expect(findBlocks('a.md', source)).toEqual([
      {
        document: 'a.md',
        language: 'js',
        words: ['1', '3', 'title=a', 'notest'],
        text: 'let a\n\nlet b\n',
        fence: { line: 6, column: 1 },
        lines: [7, 8, 9].map((line) => ({ line, column: 1 })),
      },
    ]);
  });

  it.each([
    ['js', 'js'],
    ['TS:src/a.ts', 'ts'],
    ['{.python .numberLines}', 'python'],
    ['{python}', 'python'],
    ['c++', 'c++'],
    ['', ''],
    ['=html', ''],
  ])('are called %j: %j', (info, language) => {
    expect(findBlocks('a.md', `${FENCE}${info}\nx\n${FENCE}\n`)).toMatchObject([{ language }]);
  });

  it('lose the marks of what they stand in, and keep their place', () => {
    const source = `1. item\n\n   ~~~yaml\n   a:\n     - b\n   ~~~\n\n> ${FENCE}json\n> {\n>   "a": 1\n\n  ${FENCE}\n   x\n y\n`;
    const blocks = findBlocks('a.md', source);
    expect(blocks.map(({ text }) => text)).toEqual(['a:\n  - b\n', '{\n  "a": 1\n', ' x\ny\n']);
    expect(blocks.map(({ lines }) => lines.map(({ line, column }) => `${line}:${column}`))).toEqual([
      ['4:4', '5:4'],
      ['9:3', '10:3'],
      ['13:3', '14:2'],
    ]);
    expect(placeIn(blocks[0] as never, 2, 3)).toEqual({ line: 5, column: 6 });
  });

  it('of MDX are read beside imports, expressions and comments', () => {
    const source = `import A from './a'\n\n<Tabs>\n\n${FENCE}js\nconst a = <b>{1}</b>\n${FENCE}\n\n</Tabs>\n`;
    expect(findBlocks('a.mdx', source)).toMatchObject([{ text: 'const a = <b>{1}</b>\n', fence: { line: 5 } }]);
  });

  it('have places that are there, whatever is asked', () => {
    const [empty, block] = findBlocks('a.md', `${FENCE}js\n${FENCE}\n${FENCE}js\na\n${FENCE}\n`);
    expect(placeIn(empty as never, 1, 5)).toEqual({ line: 1, column: 1 });
    for (const [line, column] of [
      [0, 0],
      [1, 1],
      [2, 9],
      [99, 1],
    ] as const)
      expect(placeIn(block as never, line, column)).toEqual({ line: 4, column: 1 });
  });

  it('hold what stands in their lines', () => {
    const piece = fc.constantFrom(
      '```',
      '~~~',
      '````js',
      '> ',
      '- ',
      '1. ',
      '   ',
      '\t',
      'a',
      '\n',
      '\r\n',
      '\n\n',
      '<div>',
      '# ',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const source = pieces.join('');
        const lines = source.split(/\r\n|[\r\n]/);
        for (const block of findBlocks('a.md', source)) {
          const texts = block.text.split('\n').slice(0, -1);
          expect(texts).toEqual(block.lines.map(({ line, column }) => lines[line - 1]?.slice(column - 1)));
        }
      }),
    );
  });
});
