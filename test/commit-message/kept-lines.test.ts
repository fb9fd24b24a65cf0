import { describe, expect, it } from 'vitest';
import { keptLines } from '../../src/commit-message/kept-lines.ts';
import type { WrittenMessage } from '../../src/core/contracts/commit-message.ts';

const SCISSORS = '------------------------ >8 ------------------------';

function kept(text: string, how: Partial<WrittenMessage> = {}): readonly (readonly [number, string])[] {
  return keptLines({ text, comments: '#', merging: false, ...how }).map(({ line, text: one }) => [line, one]);
}

describe('the lines that git keeps', () => {
  it('are no comments, and no blank lines at both ends, at the places that they have in the file', () => {
    expect(kept('\n# said by git\nfeat: one\n\n#\nbody \t\n# end\n\n')).toEqual([
      [3, 'feat: one'],
      [4, ''],
      [6, 'body'],
    ]);
  });

  it('may be comments where git takes none away', () => {
    expect(kept('#1 is mended\n', { comments: undefined })).toEqual([[1, '#1 is mended']]);
  });

  it('begin a comment with blanks', () => {
    expect(kept('one\n #2\n')).toEqual([
      [1, 'one'],
      [2, ' #2'],
    ]);
  });

  it('lose carriage returns', () => {
    expect(kept('feat: one\r\n\r\n# x\r\n')).toEqual([[1, 'feat: one']]);
  });

  it('know comments of several characters', () => {
    expect(kept('# one\n// two\n', { comments: '//' })).toEqual([[1, '# one']]);
  });

  it.each([
    ['#', '#'],
    ['//', '//'],
    [undefined, '#'],
    ['auto', ';'],
  ])('end at the scissors (%s)', (comments, prefix) => {
    expect(kept(`one\n${prefix} ${SCISSORS}\n${prefix} diff below\ndiff --git a/a b/a\n`, { comments })).toEqual([
      [1, 'one'],
    ]);
  });

  it('go on at what only looks like scissors', () => {
    expect(kept(`one\n; ${SCISSORS}\n`)).toHaveLength(2);
    expect(kept(`one\n${SCISSORS}\n`)).toHaveLength(2);
  });

  it('leave out what git has written with a character of its choice', () => {
    expect(kept('#1 is mended\n\n; Please enter\n;\n;\tmodified: a\n', { comments: 'auto' })).toEqual([
      [1, '#1 is mended'],
    ]);
    expect(kept('#1 is mended\n', { comments: 'auto' })).toEqual([[1, '#1 is mended']]);
    expect(kept('', { comments: 'auto' })).toEqual([]);
  });
});
