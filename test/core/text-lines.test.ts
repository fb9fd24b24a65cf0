import { describe, expect, it } from 'vitest';
import { eachLine } from '../../src/core/text-lines.ts';

function lines(text: string, size: number): readonly string[] {
  const bytes = Buffer.from(text);
  const found: string[] = [];
  // The same bytes are filled anew, as who reads a file does it.
  const shared = Buffer.alloc(size);
  const chunks = function* () {
    for (let at = 0; at < bytes.length; at += size) yield shared.subarray(0, bytes.copy(shared, 0, at, at + size));
  };
  eachLine(chunks(), (chunk, start, end, line) => found.push(`${line} ${chunk.toString('utf8', start, end)}`));
  return found;
}

describe('eachLine', () => {
  it.each([1, 2, 3, 7, 100])('numbers lines whatever their ends, in chunks of %d bytes', (size) => {
    expect(lines('a\r\n\nnäme\n\r\nlast', size)).toEqual(['1 a', '2 ', '3 näme', '4 ', '5 last']);
    expect(lines('a\nb\r\n', size)).toEqual(['1 a', '2 b']);
    expect(lines('a\r', size)).toEqual(['1 a']);
    expect(lines('', size)).toEqual([]);
  });

  it('refuses a line that no report has', () => {
    expect(() => lines(`a\n${'x'.repeat(3_000_000)}`, 65_536)).toThrow(/^line 2 is longer/);
  });
});
