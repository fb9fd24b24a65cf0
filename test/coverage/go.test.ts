import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import go from '../../src/coverage/go.ts';
import { asText, count, readReport } from '../support/coverage-reports.ts';

const real = readFileSync(path.join(import.meta.dirname, '../fixtures/coverage/go-cover.out'), 'utf8');
const lines = (blocks: string) => readReport(go, `mode: set\n${blocks}`).files[0]?.lines;

describe('go', () => {
  // `go tool cover -func` says of it: total: (statements) 60.0%.
  it('counts the statements that Go counts', () => {
    const { files } = readReport(go, real);
    expect(files.map((file) => file.path)).toEqual(['example.com/shop/cart/cart.go']);
    expect(count(files[0]?.statements)).toEqual([6, 10]);
    expect([files[0]?.branches, files[0]?.functions]).toEqual([undefined, undefined]);
  });

  it('takes every line of a block, and for run what any block on it ran', () => {
    expect(lines('a.go:1.10,3.2 1 0\na.go:3.2,4.5 1 2\n')).toEqual([
      [1, 0],
      [2, 0],
      [3, 2],
      [4, 2],
    ]);
  });

  it('leaves out the last line of a block that ends before its first character', () => {
    expect(lines('a.go:1.10,3.1 1 1\n')).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it('takes a block that several packages ran for one, in any order of profiles', () => {
    const text = 'mode: atomic\nx/a.go:5.1,6.2 3 4\nmode: atomic\r\nx/a.go:5.1,6.2 3 0\nx/b.go:1.1,1.5 2 0';
    const { files } = readReport(go, text);
    expect(files.map(({ statements }) => count(statements))).toEqual([
      [3, 3],
      [0, 2],
    ]);
  });

  it('is recognized by its mode', () => {
    expect(go.recognizes(asText('\uFEFFmode: count\r\nx/a.go:1.1,2.2 1 1\r\n'))).toBe(true);
    expect(go.recognizes(asText('mode: other\n'))).toBe(false);
  });

  it.each([
    'mode: set\nx/a.go:1.1,2.2 1',
    'mode: set\nx/a.go:1.1',
    'mode: set\nx/a.go:3.1,2.2 1 1\n',
    'mode: set\nTN:\n',
  ])('refuses what is cut short or no block: %j', (text) => {
    expect(() => readReport(go, text)).toThrow(/^line 2 is cut short/);
  });

  it('refuses at once a few blocks that stand for millions of lines', () => {
    const block = `a.go:1.1,900000000.2 1 1\n`;
    expect(() => lines(block)).toThrow(/line 900000000/);
    const files = Array.from({ length: 100 }, (_, at) => `${at}.go:1.1,999000.2 1 1\n`).join('');
    expect(() => lines(files)).toThrow(/more than 50000000 lines/);
  });
});
