import { describe, expect, it } from 'vitest';
import { doctorJson, doctorText } from '../../../src/cli/texts/doctor.ts';
import { advice, type Diagnosis, finding } from '../../../src/diagnoses/diagnosis.ts';
import { openPage } from '../../../src/report-text/page.ts';

const MISSING = finding({
  ...{ id: 'hook-missing', message: 'there is no hook pre-push in .git/hooks', remedy: '`install` writes it' },
  repair: { type: 'install' },
});
const ROUNDS = finding({ id: 'rounds', file: 'a\u001b[31m.yml', line: 3, message: 'it rounds', remedy: 'be precise' });
const SLOW = advice({ id: 'slow', message: 'a \u001b]0;title\u0007b', remedy: 'wait' });
const TWICE = [MISSING, MISSING, ROUNDS, SLOW];

const page = (isWindow: boolean, width = 80) => openPage({ color: false, width, isWindow });
const text = (diagnoses: readonly Diagnosis[]) => doctorText(diagnoses, undefined, page(false));

describe('what the doctor says', () => {
  it('is a line for each thing outside of a window, with what repairs it, and a count', () => {
    expect(text([MISSING, SLOW])).toBe(
      [
        '✗ hook-missing  there is no hook pre-push in .git/hooks → `install` writes it',
        '- slow  a b → wait',
        '✗ doctor  1 finding; 1 piece of advice; `npx lattice-hooks doctor --fix` would write the hooks anew',
        '  see: docs/doctor.md\n',
      ].join('\n'),
    );
  });

  it('names each repair once, and says when nothing is wrong', () => {
    expect(text(TWICE)).toContain(
      '3 findings; 1 piece of advice; `npx lattice-hooks doctor --fix` would write the hooks anew\n',
    );
    expect(text([])).toBe('✓ doctor  nothing keeps hooks from running, and no check is for show\n');
    expect(text([SLOW])).toContain('✓ doctor  ');
  });

  it('obeys no name of a file', () => {
    expect(text([ROUNDS])).toContain(`"a\\x1b[31m.yml":3: it rounds`);
  });

  it('ends with where it is described: the line on it where that is one thing', () => {
    expect(text([MISSING, MISSING]).split('\n').at(-2)).toBe('  see: docs/doctor.md#hook-missing');
    expect(text([MISSING, SLOW]).split('\n').at(-2)).toBe('  see: docs/doctor.md');
  });

  it('fits into a window: folded, and the least grave left out', () => {
    const many = [...Array.from({ length: 9 }, () => MISSING), SLOW];
    const lines = doctorText(many, undefined, page(true, 60), 20).split('\n');
    expect(lines.length).toBeLessThanOrEqual(20);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(lines).toContain('  and 3 more: `npx lattice-hooks doctor | cat` shows all');
    expect(doctorText(many, undefined, page(false), 20)).toContain('slow');
  });

  it('begins with what was repaired', () => {
    const said = doctorText([], { done: ['wrote pre-push'], failed: ['no disk'] }, page(false));
    expect(said.split('\n').slice(0, 2)).toEqual(['✓ repaired  wrote pre-push', '✗ not repaired  no disk']);
  });
});

it('scripts get findings and advice apart', () => {
  const report = JSON.parse(doctorJson(TWICE, { done: ['x'], failed: [] }));
  expect(report).toMatchObject({ version: 1, repaired: ['x'], notRepaired: [] });
  expect(report.findings.map((one: { id: string }) => one.id)).toEqual(['hook-missing', 'hook-missing', 'rounds']);
  expect(report.findings[0]).toMatchObject({ fixable: true, remedy: '`install` writes it' });
  expect(report.findings[2]).toMatchObject({ file: ROUNDS.file, line: 3, fixable: false });
  expect(report.advice).toHaveLength(1);
});
