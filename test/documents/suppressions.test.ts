import { describe, expect, it } from 'vitest';
import { splitLines } from '../../src/documents/lines.ts';
import { readSuppression } from '../../src/documents/suppressions.ts';

const read = (text: string, source = `a <!--${text}-->\n\n  \nb\n`) =>
  readSuppression(text, { start: 2, end: 9 + text.length }, source, splitLines(source));

describe('a comment', () => {
  it('is about the next line that is not blank', () => {
    expect(read(' lattice-ignore-next-line doc-links: it is made later ')).toEqual({
      check: 'doc-links',
      reason: 'it is made later',
      about: 4,
      line: 1,
      column: 3,
    });
  });

  it.each([
    ['lattice-ignore-next-line doc-links', ''],
    ['lattice-ignore-next-line doc-links:', ''],
    ['\nlattice-ignore-next-line  doc-links : two: words\n', 'two: words'],
  ])('%j has the reason %j', (text, reason) => {
    expect(read(text)?.reason).toBe(reason);
  });

  it.each(['lattice-ignore doc-links: x', 'lattice-ignore-next-line', 'see lattice-ignore-next-line doc-links: x', ''])(
    '%j suppresses nothing',
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );

  it('at the end of a document is about a line that is not there', () => {
    expect(read('lattice-ignore-next-line doc-links: x', '  <!---->')?.about).toBe(2);
  });
});
