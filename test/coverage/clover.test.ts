import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import clover from '../../src/coverage/clover.ts';
import { asText, count, readReport } from '../support/coverage-reports.ts';

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, '../fixtures/coverage', name), 'utf8');
const report = (content: string, metrics = '<metrics/>') =>
  `<coverage generated="1"><project timestamp="1"><file name="/a.php"><class name="A">` +
  `<metrics methods="9" coveredmethods="9"/></class>${content}${metrics}</file></project></coverage>`;

describe('clover', () => {
  // The text summary of the same run: branches 4/6, functions 2/4, lines 6/10.
  it('counts what Istanbul prints', () => {
    const { files } = readReport(clover, fixture('istanbul-clover.xml'));
    expect(files.map((file) => file.path)).toEqual(['/repo/src/shop.js', '/repo/src/spaced näme.js']);
    expect(files.map((file) => [count(file.lines), count(file.branches), file.tallies])).toEqual([
      [[5, 9], [4, 6], { functions: [1, 3] }],
      [[1, 1], [0, 0], { functions: [1, 1] }],
    ]);
  });

  // PHPUnit's own text: methods 0/2. It counts the line of a method of one line as well: lines 3/5.
  it('reads the statements of PHPUnit, and takes no lines of methods for them', () => {
    const { files } = readReport(clover, fixture('phpunit-clover.xml'));
    expect(files.map((file) => file.path)).toEqual(['/repo/src/Shop.php']);
    expect([count(files[0]?.lines), files[0]?.branches, files[0]?.tallies]).toEqual([
      [3, 4],
      undefined,
      { functions: [0, 2] },
    ]);
  });

  it('says of branches how many there are where lines do not tell which they are', () => {
    const metrics = '<metrics conditionals="4" coveredconditionals="3" methods="1" coveredmethods="0"/>';
    const { files } = readReport(clover, report('<line num="3" type="stmt" count="1"/>', metrics));
    expect(files[0]?.branches).toBeUndefined();
    expect(files[0]?.tallies).toEqual({ branches: [3, 4], functions: [0, 1] });
  });

  it('is told from Cobertura, whose root has the same name', () => {
    expect(clover.recognizes(asText('\uFEFF<?xml version="1.0"?>\r\n<coverage clover="3.2.0"></coverage>'))).toBe(true);
    expect(clover.recognizes(asText(report('')))).toBe(true);
    expect(clover.recognizes(asText('<coverage line-rate="1"><project/></coverage>'))).toBe(false);
  });

  it.each([
    report('<line num="1" type="stmt"/>'),
    report('<line type="stmt" count="1"/>'),
    report('').slice(0, -3),
    report('').replace(' name="/a.php"', ''),
    `<!DOCTYPE coverage [<!ENTITY a "b">]>${report('')}`,
  ])('refuses what is cut short, not of the form or in need of entities: %s', (text) => {
    expect(() => readReport(clover, text)).toThrow(Error);
  });
});
