import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../src/markdown/document.ts';

const slips = (text: string) =>
  readMarkdown(text).slips.map(({ type, label, line, column }) => `${line}:${column} ${type} ${label}`);

describe('definitions and references', () => {
  it('are links and no slips only where no blank stands in a destination', () => {
    expect(slips('[a](b c.md) ![d](  x/e\\_f  g.png ) [x](<b c.md>) [y](b.md "t u") [z](b "t) [f](x, "y z")')).toEqual([
      '1:5 spaced-destination b c.md',
      '1:20 spaced-destination x/e_f  g.png',
    ]);
    expect(slips('`[a](b c)` [b](c\nd) [X](y z)\n\n[x]: e\n')).toEqual([]);
  });

  it('that go together are no slips', () => {
    expect(slips('[a] [b][] [c][A]\n\n[a]: x\n[b]: y\n[B]: y\n')).toEqual([]);
  });

  it('that nobody uses, or that stand behind another, are told', () => {
    expect(slips('[a]\n\n[a]: x\n[b]: y\n[A]: z\n')).toEqual(['4:6 unused-definition b', '5:6 duplicate-definition a']);
  });

  it('that lead nowhere are comments', () => {
    expect(slips('[//]: # (a)\n[comment]: <> (b)\n')).toEqual([]);
  });

  it('are told where a label is not defined, and only where it can be meant for one', () => {
    expect(
      slips('see [text][no], ![image][No Way], a[i][j], f()[0][1], [x][^1], [x], [x][], [ ][x], `[a][b]`'),
    ).toEqual(['1:12 undefined-reference no', '1:26 undefined-reference No Way']);
  });
});
