import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import jacoco from '../../src/coverage/jacoco.ts';
import { asText, count, readReport } from '../support/coverage-reports.ts';

const real = readFileSync(path.join(import.meta.dirname, '../fixtures/coverage/jacoco.xml'), 'utf8');
const report = (lines: string) =>
  `<report name="x"><sessioninfo id="a" start="1" dump="2"/><group name="m"><package name="com/acme">` +
  `<sourcefile name="A.kt">${lines}</sourcefile></package><package name=""><sourcefile name="B.java"/></package></group></report>`;

describe('jacoco', () => {
  // Its own counters: lines 6/8, branches 4/8, methods 2/3.
  it('counts what JaCoCo counts', () => {
    const { files } = readReport(jacoco, real);
    expect(files.map((file) => file.path)).toEqual(['com/acme/Shop.java']);
    expect([files[0]?.lines, files[0]?.branches, files[0]?.functions].map(count)).toEqual([
      [6, 8],
      [4, 8],
      [2, 3],
    ]);
    expect(files[0]?.statements).toBeUndefined();
  });

  it('takes a line for covered once an instruction of it ran, in groups too', () => {
    const { files } = readReport(
      jacoco,
      report('<line nr="4" mi="3" ci="2" mb="3" cb="1"/><line nr="2" mi="1" ci="0" mb="0" cb="0"/>'),
    );
    expect(files.map((file) => file.path)).toEqual(['com/acme/A.kt', 'B.java']);
    expect(files[0]?.lines).toEqual([
      [2, 0],
      [4, 1],
    ]);
    expect(count(files[0]?.branches)).toEqual([1, 4]);
  });

  it('is recognized by its root and what stands in it', () => {
    expect(jacoco.recognizes(asText(`\uFEFF${real}`))).toBe(true);
    expect(jacoco.recognizes(asText(report('')))).toBe(true);
    expect(jacoco.recognizes(asText('<report name="other"><item/></report>'))).toBe(false);
  });

  it.each([
    real.slice(0, -9),
    real.slice(0, 2000),
    report('<line nr="4" mb="0"/>'),
    report('<line mi="1" ci="1"/>'),
    '<report name="x"><package name="a"><sourcefile/></package></report>',
  ])('refuses what is cut short or not of the form', (text) => {
    expect(() => readReport(jacoco, text)).toThrow(Error);
  });
});
