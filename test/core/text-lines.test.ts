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

  it.each([1, 2, 3, 7, 100])('lets lines be taken at once where they can be, in chunks of %d bytes', (size) => {
    const found: string[] = [];
    const chunks = function* () {
      const bytes = Buffer.from('xx\nabc\r\nx\n\nxend\nlast\nx');
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    };
    eachLine(
      chunks(),
      (bytes, start, end, line) => found.push(`${line} ${bytes.toString('utf8', start, end)}`),
      (bytes, start) => {
        const end = bytes[start] === 'x'.charCodeAt(0) ? bytes.indexOf('\n', start) : -1;
        if (end !== -1) found.push(bytes.toString('utf8', start, end));
        return end;
      },
    );
    expect(found).toEqual(['xx', '2 abc', 'x', '4 ', 'xend', '6 last', '7 x']);
  });

  it('refuses a line that no report has', () => {
    expect(() => lines(`a\n${'x'.repeat(3_000_000)}`, 65_536)).toThrow(/^line 2 is longer/);
  });
});
