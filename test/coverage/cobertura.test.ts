import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import cobertura from '../../src/coverage/cobertura.ts';
import { asText, count, readReport } from '../support/coverage-reports.ts';

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, '../fixtures/coverage', name), 'utf8');
const report = (lines: string, sources = '') =>
  `<coverage line-rate="1">${sources}<packages><package><classes>` +
  `<class filename="a.cs"><methods><method><lines><line number="9" hits="9"/></lines></method></methods>` +
  `<lines>${lines}</lines></class></classes></package></packages></coverage>`;

describe('cobertura', () => {
  it.each([
    ['vitest-cobertura.xml', 0, [5, 9], [4, 6]],
    ['coverage-py-branch.xml', 1, [9, 11], [4, 6]],
    ['coverage-py-plain.xml', 1, [9, 11], undefined],
  ] as const)('counts what the tool printed for %s', (name, index, lines, branches) => {
    const { files, roots } = readReport(cobertura, fixture(name));
    expect(roots).toEqual(['/repo']);
    expect(count(files[index]?.lines)).toEqual(lines);
    expect(count(files[index]?.branches)).toEqual(branches);
    expect(files[index]?.functions).toBeUndefined();
  });

  it('takes the lines of classes, not those of methods, and adds what stands twice', () => {
    const { files } = readReport(
      cobertura,
      report('<line number="2" hits="0"/><line number="1" hits="1"/><line number="2" hits="3"/>'),
    );
    expect(files).toEqual([
      {
        path: 'a.cs',
        lines: [
          [1, 1],
          [2, 3],
        ],
      },
    ]);
  });

  it('counts arms, never percentages, whatever the case of the flag', () => {
    const { files } = readReport(
      cobertura,
      report(
        '<line number="1" hits="1" branch="True" condition-coverage="100% (1/2)"/><line number="2" hits="1" branch="False"/>',
      ),
    );
    expect(files[0]?.branches).toEqual([
      [1, 1],
      [1, 0],
    ]);
  });

  it('knows no branches when a line that branches does not say how many arms it has', () => {
    const { files } = readReport(cobertura, report('<line number="1" hits="1" branch="true"/>'));
    expect(files[0]?.branches).toBeUndefined();
  });

  it('hands on every source', () => {
    const sources = '<sources><source>/x/src</source><source> C:\\a &amp; b </source></sources>';
    expect(readReport(cobertura, report('', sources)).roots).toEqual(['/x/src', 'C:\\a & b']);
  });

  it('is told from Clover, whose root has the same name', () => {
    expect(cobertura.recognizes(asText('<?xml version="1.0"?>\r\n<coverage line-rate="1"></coverage>'))).toBe(true);
    expect(cobertura.recognizes(asText('<coverage generated="1" clover="3.2.0"><project/></coverage>'))).toBe(false);
    expect(cobertura.recognizes(asText('<coverage generated="1"><project><file/></project></coverage>'))).toBe(false);
  });

  it.each([
    report('<line number="1"/>'),
    report('<line hits="1"/>'),
    report('').slice(0, -3),
    report('').slice(0, 60),
    '<report line-rate="1"/>',
    `<!DOCTYPE coverage [<!ENTITY a "b">]>${report('')}`,
    report('<line number="&a;" hits="1"/>'),
  ])('refuses what is cut short, not of the form or in need of entities: %s', (text) => {
    expect(() => readReport(cobertura, text)).toThrow(Error);
  });
});
