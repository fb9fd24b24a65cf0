import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../src/core/explain/explain.ts';
import type { LastTime } from '../../src/core/explain/last-time.ts';
import type { WhyNot } from '../../src/core/explain/left-out.ts';
import { explanationJson } from '../../src/report-text/explanation-json.ts';
import { CHANGED, explanationOf, knowledgeOf, missing, ORIGIN, PLACES, passed } from '../support/explanations.ts';

describe('for scripts', () => {
  const json = (more: Partial<Explanation>) => JSON.parse(explanationJson([explanationOf(more)]));

  it('an explanation says what would be, and what is known of each file', () => {
    const knowledge = knowledgeOf([missing('a.ts', { origin: ORIGIN, differences: [CHANGED] })]);
    expect(json({ knowledge, commits: new Map([[ORIGIN.at, 'c0ffee1']]) })).toEqual({
      version: 1,
      tasks: [
        {
          ...{ tier: 'fast', task: 'lint', on: ['pre-commit'], places: PLACES, scope: 'file', viewpoint: 'staged' },
          ...{ would: 'run', why: 'eslint.config.js changed since a.ts passed' },
          answer: 'fast/lint would run at the next commit: eslint.config.js changed since a.ts passed',
          ...{ files: 3, dependsOn: 3, commands: [['eslint', 'a.ts']], remembered: 0, total: 1, fixed: 0 },
          standings: [
            {
              file: 'a.ts',
              remembered: false,
              passed: { at: ORIGIN.at, worktree: '/shop', trigger: 'pre-commit', commit: 'c0ffee1' },
              differences: [{ ...CHANGED, text: 'eslint.config.js changed (a1b2c3d → d4e5f6a)' }],
            },
          ],
          ...{ needs: [], rewriters: [], gates: [], uncovered: [], notes: [] },
          next: 'npx lattice-hooks run fast --only lint --staged',
        },
      ],
    });
  });

  it('it says who has proven what was taken over', () => {
    const seen = { at: '2025-12-31T00:00:00.000Z', commit: 'c0ffee1234567', branch: 'main' };
    const knowledge = knowledgeOf([passed('a.ts', { origin: { ...ORIGIN, seen } })]);
    expect(json({ knowledge }).tasks[0].standings[0].passed.provenBy).toEqual(seen);
  });

  it('it names why a task is left out', () => {
    const whyNot: WhyNot = { type: 'unmatched', changed: 3, governed: 3, excluded: [] };
    expect(json({ whyNot }).tasks[0]).toMatchObject({ would: 'skip', whyNot });
    expect(json({ knowledge: knowledgeOf([passed('a.ts')]) }).tasks[0]).toMatchObject({ would: 'recall' });
  });

  it('it says of the last time why that was, and not with what it was compared', () => {
    const last: LastTime = {
      ...{
        at: ORIGIN.at,
        trigger: 'pre-commit',
        status: 'passed',
        cached: false,
        files: 1,
        filesRun: 1,
        durationMs: 5,
      },
      standings: [missing('a.ts', { origin: ORIGIN, differences: [CHANGED] })],
    };
    const [task] = json({ last }).tasks;
    expect(task.last).toMatchObject({ status: 'passed', because: 'eslint.config.js changed since a.ts passed' });
    expect(task.last).not.toHaveProperty('standings');
  });
});
