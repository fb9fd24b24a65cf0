import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tallyOfPacked, unpackLines, unpackPlaces } from '../../src/core/coverage/unpack.ts';
import lcov from '../../src/coverage/lcov.ts';
import { asText } from '../support/coverage-reports.ts';

/** A record as it stands in the file, and what it adds to what the report says: a list, a line, a name, a count. */
type Written = readonly [text: string, list?: 'lines' | 'arms', line?: number, name?: string, hits?: number];

const line = fc.integer({ min: 1, max: 12 });
const hits = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(2 ** 31, 99_999_999_999));
const arm = fc.constantFrom('0,0', '0,1', '0,10', '1,0', 'e0,a, b', '0,jump to line 3', '0,nä me');
const record: fc.Arbitrary<Written> = fc.oneof(
  fc.tuple(line, hits).map(([at, count]): Written => [`DA:${at},${count}`, 'lines', at, '', count]),
  fc.tuple(line, hits).map(([at, count]): Written => [`DA:${at},${count},c2h+/=`, 'lines', at, '', count]),
  line.map((at): Written => [`DA:${at},-7`, 'lines', at, '', 0]),
  fc
    .tuple(line, arm, hits)
    .map(([at, name, count]): Written => [`BRDA:${at},${name},${count}`, 'arms', at, name, count]),
  fc.tuple(line, arm).map(([at, name]): Written => [`BRDA:${at},${name},-`, 'arms', at, name, 0]),
  fc.constantFrom<Written>(['# a comment'], [''], ['LF:99'], ['BRF:1'], ['VER:x']),
);
const report = fc.tuple(
  fc.array(fc.array(record, { maxLength: 12 }), { minLength: 1, maxLength: 3 }),
  fc.constantFrom('\n', '\r\n'),
  fc.integer({ min: 1, max: 90 }),
);

/** The counts of one list, added, in the order of lines. */
function add(records: readonly Written[], list: string): readonly unknown[] {
  const counts = new Map<string, readonly [number, string, number]>();
  for (const [, of, at = 0, name = '', count = 0] of records) {
    const key = `${at},${name}`;
    if (of === list) counts.set(key, [at, name, (counts.get(key)?.[2] ?? 0) + count]);
  }
  return [...counts.values()].sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));
}

describe('records of LCOV', () => {
  it('say the same in any order, form, line end and chunk, the last one unfinished', () => {
    fc.assert(
      fc.property(report, ([files, end, size]) => {
        const records = files.map((file, at) => [`SF:${at}.c`, ...file.map(([text]) => text)].join(end));
        const { files: read } = lcov.parse(asText(records.join(`${end}end_of_record${end}`), size));
        const found = read.map(({ lines = '', branches = '' }) => [
          [...unpackLines(lines)].map(([at, count]) => [at, '', count]),
          [...unpackPlaces(branches)]
            .map(([at, count, name]) => [at, name ?? '', count] as const)
            .sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)),
        ]);
        expect(found).toEqual(files.map((file) => [add(file, 'lines'), add(file, 'arms')]));
      }),
    );
  });

  it.each([
    [
      'FN:1,a\nFN:2,b\nFNDA:3,a\nFNDA:0,b',
      [
        ['a', 3],
        ['b', 0],
      ],
    ],
    [
      'FNDA:0,b\nFNDA:3,a\nFN:1,a\nFN:2,b',
      [
        ['a', 3],
        ['b', 0],
      ],
    ],
    ['FN:1,5,a\r\nFNDA:3,a\r', [['a', 3]]],
    [
      'FN:1,a\nFN:2,a\nFNDA:1,a\nFNDA:2,a',
      [
        ['a', 1],
        ['a', 2],
      ],
    ],
    ['FN:1,a\nFNDA:7,unlisted', [['a', 0]]],
    [
      'FN:1,f<a,b>\nFNDA:4,f<a,b>\nFN:2,ü',
      [
        ['f<a,b>', 4],
        ['ü', 0],
      ],
    ],
    [
      'FNL:0,4,9\nFNA:0,1,x\nFNA:0,2,y\nFNL:1,9\nFNA:1,0,z',
      [
        ['FNL:0', 3],
        ['FNL:1', 0],
      ],
    ],
  ] as const)('count the calls of functions: %j', (text, expected) => {
    const [file] = lcov.parse(asText(`SF:a.c\n${text}\n`, 5)).files;
    expect([...unpackPlaces(file?.functions ?? '')].map(([, count, name]) => [name, count])).toEqual(expected);
  });

  it.each(['BRDA:1,0,-\n', 'BRDA:1,,0,1\n', 'BRDA:1,0,0,\n', 'BRDA:1,0,0,x\n', 'FN:1,\n', 'FNDA:x,a\n', 'FNL:1\n'])(
    'are refused where they cannot be read: %j',
    (text) => {
      expect(() => lcov.parse(asText(`SF:a\n${text}`))).toThrow(/^line 2: [A-Z]+: is cut short/);
    },
  );

  it('are paired in a moment, however many functions have one name', () => {
    const many = 300_000;
    const text = `SF:a\n${'FNDA:1,f\n'.repeat(many)}FN:1,g\n${'FN:1,f\n'.repeat(many)}`;
    const [file] = lcov.parse(asText(text)).files;
    expect(tallyOfPacked(file?.functions ?? '')).toEqual([many, many + 1]);
  });
});
