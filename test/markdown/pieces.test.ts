import { expect, it } from 'vitest';
import { plainText } from '../../src/markdown/pieces.ts';

it('the text of pieces leaves out tags and the delimiters that mark emphasis', () => {
  const delimiters = { type: 'delimiters', start: 1, length: 3, open: false } as const;
  const tag = { type: 'tag', tag: { type: 'close', name: 'b', end: 0 } } as const;
  expect(
    plainText('a***b', [{ type: 'text', value: 'A' }, { ...delimiters, left: 2 }, tag, { type: 'text', value: 'B' }]),
  ).toBe('A**B');
});
