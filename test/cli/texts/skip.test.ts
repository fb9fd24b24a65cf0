import { describe, expect, it } from 'vitest';
import { clearedSkipText, skipText } from '../../../src/cli/texts/skip.ts';
import type { Tier } from '../../../src/core/task.ts';
import { openPage } from '../../../src/report-text/page.ts';
import { makeTask } from '../../support/work-lab.ts';

const page = openPage({ color: false, width: 200 });
const tier = (on: readonly string[], ...names: readonly string[]): Tier => ({
  name: 'tier',
  on,
  root: '',
  nested: [],
  gates: on.includes('pre-push') ? { coverage: {} } : {},
  tasks: names.map((name) => makeTask({ name })),
});
const TIERS = [tier(['pre-commit'], 'lint', 'links'), tier(['pre-push'], 'tests', 'links')];
const skip = (...names: readonly string[]) => skipText({ names, reason: 'why\nnot', lasts: 600_000 }, TIERS, page);

describe('skipText', () => {
  it('says for each name what goes without it, once', () => {
    expect(skip('lint', 'tests', 'coverage', 'links', 'lint').trimEnd().split('\n')).toEqual([
      '- skip  the next commit or push goes without `links`, once: why not; unused, it ends in 10 min',
      '- skip  the next commit goes without `lint`, once: why not; unused, it ends in 10 min',
      '- skip  the next push goes without `tests`, `coverage`, once: why not; unused, it ends in 10 min',
    ]);
  });

  it('says so where it is about everything', () => {
    expect(skip()).toContain('the next commit or push goes without all that can be skipped, once');
  });
});

describe('clearedSkipText', () => {
  it('says what was taken back', () => {
    const wish = { reason: 'x', made: 0, until: 1 };

    expect(clearedSkipText([{ ...wish, name: 'lint' }, wish], page)).toBe(
      '- skip  taken back for `lint`, everything\n',
    );
    expect(clearedSkipText([], page)).toBe('- skip  nothing was to be skipped\n');
  });
});
