import { describe, expect, it } from 'vitest';
import { locatedLines } from '../../src/tool-output/located-lines.ts';

const FILES = ['src/a.ts', 'my file.md', 'odd:12.md', '-- $(x) ".md'];
const read = (text: string) => locatedLines(text, (path) => (FILES.includes(path) ? path : undefined));

describe('reading lines of the form FILE:LINE[:COLUMN][:] [error|warning] MESSAGE', () => {
  it.each([
    ['src/a.ts:3:7: error: no good', { severity: 'error', message: 'no good', file: 'src/a.ts', line: 3, column: 7 }],
    ['src/a.ts:3:7 error no good', { severity: 'error', message: 'no good', file: 'src/a.ts', line: 3, column: 7 }],
    ['src/a.ts:3: warning no good', { severity: 'warning', message: 'no good', file: 'src/a.ts', line: 3 }],
    ['src/a.ts:3 no good.', { severity: 'error', message: 'no good.', file: 'src/a.ts', line: 3 }],
    ['src/a.ts:3:no good', { severity: 'error', message: 'no good', file: 'src/a.ts', line: 3 }],
    [
      '  src/a.ts:3:7 [warning] no good',
      { severity: 'warning', message: 'no good', file: 'src/a.ts', line: 3, column: 7 },
    ],
    [
      'src/a.ts:3:7 - error TS1: no good',
      { severity: 'error', message: 'TS1: no good', file: 'src/a.ts', line: 3, column: 7 },
    ],
    ['src/a.ts:3 errors were found', { severity: 'error', message: 'errors were found', file: 'src/a.ts', line: 3 }],
    ['src/a.ts:0: whole file', { severity: 'error', message: 'whole file', file: 'src/a.ts' }],
    ['my file.md:1:2: x: y:3: z', { severity: 'error', message: 'x: y:3: z', file: 'my file.md', line: 1, column: 2 }],
    ['odd:12.md:3:4: x', { severity: 'error', message: 'x', file: 'odd:12.md', line: 3, column: 4 }],
    ['-- $(x) ".md:9: x', { severity: 'error', message: 'x', file: '-- $(x) ".md', line: 9 }],
    [
      '\u001b[36msrc/a.ts\u001b[0m:\u001b[33m3\u001b[0m:7: \u001b[31merror\u001b[0m: red\r',
      { severity: 'error', message: 'red', file: 'src/a.ts', line: 3, column: 7 },
    ],
  ])('reads %j', (line, finding) => {
    expect(read(`before\n${line}\nafter\n`)).toEqual([finding]);
  });

  it.each([
    'src/b.ts:3:7: error: no such file',
    'src/a.ts: no line',
    'src/a.ts:3:7',
    'src/a.ts:3:7:',
    '    at f (src/a.ts:3:7)',
    'http://localhost:3000/ is ready',
    ':3: x',
    `src/a.ts:3: ${'x'.repeat(5000)}`,
  ])('takes %j for mere output', (line) => {
    expect(read(line)).toEqual([]);
  });

  it('is quick with lines made of places', () => {
    const start = performance.now();
    read(`${':1: '.repeat(900)}\n`.repeat(200));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
