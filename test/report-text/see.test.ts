import { describe, expect, it } from 'vitest';
import { ENDED_EARLY } from '../../src/core/outcome.ts';
import { openPage } from '../../src/report-text/page.ts';
import { openSee, placeOfCheck, placeOfGate, placeOfRefusals } from '../../src/report-text/see.ts';
import text from '../../src/reports/text.ts';
import { aCheck, aFailure, aGate, aRecord, aRefusal, aRemembered } from '../support/records.ts';

const ROOT = 'https://github.com/acme/lattice-hooks/blob/v1.2.3/';
const broken = (uses?: string) => aCheck({ status: 'broken', message: 'x', ...(uses === undefined ? {} : { uses }) });

describe('where the documentation says more', () => {
  it.each([
    ['a command that could not be checked', broken(), 'tasks.md#how-a-check-ends'],
    ['a kind that could not', broken('eslint'), 'kinds/eslint.md'],
    ['a module that could not', broken('./tasks/own.js'), 'library.md#a-task-kind-of-your-own'],
    ['a kind of ours that found something', aFailure({ uses: 'doc-links' }), 'kinds/doc-links.md'],
    ['what a tool found, which it explains itself', aFailure({ uses: 'eslint' }), undefined],
    ['what a command found', aFailure(), undefined],
    ['what passed', aCheck({ uses: 'doc-links' }), undefined],
  ])('of %s', (_, check, place) => {
    expect(placeOfCheck(check)).toBe(place);
  });

  it('of a gate depends on whether it could judge', () => {
    expect(placeOfGate(aGate({ status: 'failed' }))).toBe('coverage.md#what-is-judged');
    expect(placeOfGate(aGate({ status: 'broken' }))).toBe('coverage.md#when-it-cannot-be-judged');
    expect(placeOfGate(aGate({ status: 'passed' }))).toBeUndefined();
    expect(placeOfGate(aGate({ gate: 'findings', status: 'broken' }))).toBe('findings.md#which-reports-are-read');
  });

  it('of what refuses a run, unless a person ended it', () => {
    expect(placeOfRefusals(aRefusal({ refusals: ['a.ts: the fix and your unstaged edit'] }))).toBe(
      'isolation.md#accepted-or-refused',
    );
    expect(placeOfRefusals(aRefusal({ refusals: [ENDED_EARLY] }))).toBeUndefined();
  });
});

describe('what leads there', () => {
  it('is whole on a line, however narrow the page is', () => {
    const lines = (width: number, guide?: string) =>
      openSee(openPage({ color: false, width, isWindow: true, ...(guide === undefined ? {} : { guide }) }))(
        4,
        'isolation.md#accepted-or-refused',
      );
    expect(lines(80)).toEqual(['    see: docs/isolation.md#accepted-or-refused']);
    expect(lines(40)).toEqual(['    see:', '   docs/isolation.md#accepted-or-refused']);
    expect(lines(40, ROOT)).toEqual(['    see:', `${ROOT}docs/isolation.md#accepted-or-refused`]);
  });

  it('is short where its address can stand behind it', () => {
    const style = { color: true, width: 80, isWindow: true, linkRoot: 'file:///w' };
    const [line = ''] = openSee(openPage({ ...style, guide: ROOT }))(2, 'skips.md');
    expect(line).toContain(`8;;${ROOT}docs/skips.md`);
    expect(line).toContain('\\docs/skips.md');
    expect(openSee(openPage(style))(2, 'skips.md')[0]).not.toContain('8;;');
  });

  it('is named once in a report, at the end of what it is about', () => {
    const checks = [broken(), { ...broken(), task: 'b' }];
    const shown = text.render([aRefusal({ checks })], { color: false, width: 100, guide: ROOT });
    expect(shown.match(/see: /g)).toHaveLength(1);
    expect(shown).toContain(
      `    again: npx lattice-hooks run fast --only lint --staged\n    see: ${ROOT}docs/tasks.md#how`,
    );
  });

  it('stands at what cannot be skipped', () => {
    const shown = text.render([aRefusal({ checks: [aFailure({ required: true })] })], { color: false, width: 80 });
    expect(shown).toContain('cannot be skipped: lint\n  see: docs/skips.md#checks-that-cannot-be-skipped\n');
  });

  it('stands below commits that were looked at again and refused', () => {
    const shown = (accepted: boolean) =>
      text.render([aRefusal({ accepted, checks: [aFailure()], commits: [] })], { color: false, width: 80 });
    expect(shown(false)).toMatch(/ {2}see: docs\/push\.md#what-no-hook-has-accepted\n$/);
    expect(shown(true)).not.toContain('see:');
  });

  it('is nowhere where all is well', () => {
    for (const checks of [
      [aRemembered()],
      [aCheck({ uses: 'doc-links' })],
      [aFailure({ uses: 'doc-links', warn: true })],
    ])
      expect(text.render([aRecord({ checks })], { color: false, width: 80, guide: ROOT })).not.toContain('see:');
  });
});
