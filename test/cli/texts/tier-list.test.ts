import { describe, expect, it } from 'vitest';
import { tierJson, tierList } from '../../../src/cli/texts/tier-list.ts';
import type { Tier } from '../../../src/core/task.ts';
import { columnsOf } from '../../../src/report-text/columns.ts';
import { openPage } from '../../../src/report-text/page.ts';
import { makeTask } from '../../support/work-lab.ts';

const TIERS: readonly Tier[] = [
  {
    ...{ name: 'fast', root: '', nested: [], on: ['pre-commit'], budget: 5000, gates: {} },
    tasks: [
      makeTask({ name: 'format', uses: 'prettier', check: [['a']], fix: [['b']], scope: 'file', globs: ['**'] }),
      makeTask({ check: [['eslint', '{files}']], fix: [['b']], scope: 'file', globs: ['**/*.ts', '**/*.tsx'] }),
      makeTask({
        name: 'types',
        check: [
          ['tsc', '--noEmit'],
          ['tsc', '-p', 'test'],
        ],
        needs: ['lint'],
        required: true,
      }),
    ],
  },
  {
    ...{ name: 'thorough', root: 'web', nested: [], on: ['pre-push', 'pull_request'], gates: { coverage: {} } },
    tasks: [makeTask({ name: 'unit-tests', fix: [['vitest']], warn: true })],
  },
];
const list = (tiers: readonly Tier[], width: number) => tierList(tiers, openPage({ color: false, width }));

describe('the list', () => {
  it('is a table where there is room', () => {
    expect(list(TIERS, 80)).toBe(
      [
        'fast  on pre-commit, within 5 s',
        '  format  prettier                     file, fixes: **',
        '  lint    eslint {files}               file, fixes: **/*.ts, **/*.tsx',
        '  types   tsc --noEmit && tsc -p test  project, required, after lint',
        '',
        'thorough  on pre-push, pull_request, for web',
        '  unit-tests  vitest  project, fixes, only warns',
        '  gates: coverage',
        '',
      ].join('\n'),
    );
  });

  it('puts what does not fit below, in a narrow window', () => {
    const text = list(TIERS, 40);
    expect(text).toContain('  lint    eslint {files}\n    file, fixes: **/*.ts, **/*.tsx\n');
    expect(text.split('\n').filter((line) => columnsOf(line) > 40)).toEqual([]);
  });

  it('cuts long commands and wraps long lists of files', () => {
    const command = ['node', ...Array.from({ length: 30 }, (_, index) => `--option-${index}`)];
    const globs = Array.from({ length: 12 }, (_, index) => `src/folder-${index}/**`);
    const text = list([{ ...TIERS[0], tasks: [makeTask({ check: [command], globs })] } as Tier], 80);
    expect(text).toContain('…');
    expect(text).toContain('src/folder-11/**');
    expect(text.split('\n').filter((line) => columnsOf(line) > 80)).toEqual([]);
  });

  it('says when there is little to say', () => {
    expect(list([], 80)).toBe('there are no tiers yet\n');
    expect(list([{ ...TIERS[0], on: [], tasks: [], budget: undefined } as never], 80)).toBe('fast  by hand only\n');
  });

  it('is harmless whatever the names are', () => {
    const word = '\x1b[2Jx';
    const task = makeTask({ name: word, check: [[word]], needs: [word], globs: [word] });
    const tier: Tier = { name: word, root: word, nested: [], on: [word], tasks: [task], gates: { [word]: {} } };
    expect(list([tier], 80)).not.toContain('\x1b');
    expect(list([tier], 40)).not.toContain('\x1b');
  });

  it('paints names where colours may be used', () => {
    expect(tierList(TIERS, openPage({ color: true, width: 80 }))).toContain('\x1b[1mfast\x1b[22m  on pre-commit');
  });
});

describe('the list for scripts', () => {
  it('has tiers with their tasks as the config has them', () => {
    expect(JSON.parse(tierJson(TIERS))).toMatchObject({
      version: 1,
      tiers: [
        {
          ...{ name: 'fast', root: '', on: ['pre-commit'], budgetMs: 5000, gates: [] },
          tasks: [
            { name: 'format', uses: 'prettier', scope: 'file', files: ['**'] },
            { name: 'lint', run: [['eslint', '{files}']], fix: [['b']], needs: [], required: false, warn: false },
            { name: 'types', scope: 'project', needs: ['lint'], required: true },
          ],
        },
        { name: 'thorough', root: 'web', gates: ['coverage'], tasks: [{ warn: true }] },
      ],
    });
  });
});
