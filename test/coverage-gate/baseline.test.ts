import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselinePath, baselineText, parseBaseline } from '../../src/coverage-gate/baseline.ts';

const share = (covered: number, total: number) => ({ covered, total });

describe('a baseline', () => {
  it('is written one file a line, in order, its paths relative to the config', () => {
    const files = new Map([
      ['app/src/b.ts', share(2, 4)],
      ['app/src/a "1".ts', share(9, 10)],
      ['lib/c.ts', share(0, 1)],
    ]);
    expect(baselineText({ total: share(11, 15), files }, 'app')).toBe(
      [
        '{',
        '  "version": 1,',
        '  "total": [11, 15],',
        '  "files": {',
        '    "../lib/c.ts": [0, 1],',
        '    "src/a \\"1\\".ts": [9, 10],',
        '    "src/b.ts": [2, 4]',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
    expect(baselinePath('app')).toBe('app/.lattice/coverage-baseline.json');
    expect(baselinePath('')).toBe('.lattice/coverage-baseline.json');
  });

  it('is read as it was written, whatever files are called and wherever the config lies', () => {
    const name = fc.stringMatching(/^[^/]{1,9}$/).filter((text) => text !== '.' && text !== '..');
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const pair = fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => share(Math.min(a, b), Math.max(a, b)));
    fc.assert(
      fc.property(fc.constantFrom('', 'app', 'a/b'), pair, fc.dictionary(path, pair), (root, total, listed) => {
        const files = new Map(Object.entries(listed));
        const text = baselineText({ total, files }, root);
        expect(parseBaseline(text, root)).toEqual({ total, files });
        expect(baselineText(parseBaseline(text, root), root)).toBe(text);
      }),
    );
  });

  it('is read with a byte-order mark and ends of lines of Windows too', () => {
    const text = '\ufeff{\r\n  "version": 1, "total": [1, 2],\r\n  "files": {}\r\n}\r\n';
    expect(parseBaseline(text, '')).toEqual({ total: share(1, 2), files: new Map() });
  });

  it.each([
    ['', /cut short or not JSON/],
    ['{"version": 1, "total": [1, 2], "files": {', /cut short or not JSON/],
    ['<<<<<<< HEAD\n{}', /cut short or not JSON/],
    ['[]', /not an object/],
    ['{"version": 2, "total": [1, 2], "files": {}}', /its version is 2/],
    ['{"total": [1, 2], "files": {}}', /its version is undefined/],
    ['{"version": 1, "files": {}}', /`total` is not an array/],
    ['{"version": 1, "total": [1], "files": {}}', /`total` is not a pair/],
    ['{"version": 1, "total": [1.5, 2], "files": {}}', /`total` is not an integer/],
    ['{"version": 1, "total": [-1, 2], "files": {}}', /`total` is negative/],
    ['{"version": 1, "total": [1, 1e300], "files": {}}', /too large/],
    ['{"version": 1, "total": [3, 2], "files": {}}', /more covered lines than lines/],
    ['{"version": 1, "total": [1, 2]}', /`files` is not an object/],
    ['{"version": 1, "total": [1, 2], "files": {"a": "b"}}', /"a" is not an array/],
    ['{"version": 1, "total": [1, 2], "files": {"a": [1, 2], "a": [2, 2]}}', /one key twice/],
    ['{"version": 1, "total": [1, 2], "files": {}, "note": "x"}', /nobody knows its key "note"/],
  ])('is refused where it is malformed: %j', (text, message) => {
    expect(() => parseBaseline(text, '')).toThrow(message);
  });
});
