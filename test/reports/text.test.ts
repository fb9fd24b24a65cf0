import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/core/record.ts';
import { columnsOf } from '../../src/report-text/columns.ts';
import text from '../../src/reports/text.ts';
import { aCheck, aFailure, aFinding, aGate, aRecord, aRefusal, aRemembered } from '../support/records.ts';

/** Select Graphic Rendition: what paints. */
const COLOURS = new RegExp(`${String.fromCharCode(0x1b)}\\[\\d+m`, 'g');

const render = (records: readonly RunRecord[], width = 80): string => text.render(records, { color: false, width });
const skippedFor = (reason: 'no-files' | 'needs') => aCheck({ task: 'e2e', status: 'skipped', reason });

describe('nothing new', () => {
  it('is one quiet line', () => {
    const checks = [aRemembered(), aRemembered({ task: 'types' }), skippedFor('no-files')];
    const gates = [aGate({ status: 'passed', summary: [{ status: 'passed', text: 'lines 95%' }] })];
    expect(render([aRecord({ checks, gates, durationMs: 12 })])).toBe('✓ fast  2 checks remembered (12 ms)\n');
  });

  it('is one quiet line also where remembered checks have warnings', () => {
    const checks = [aRemembered({ findings: [aFinding({ severity: 'warning' })] })];
    expect(render([aRecord({ checks, durationMs: 12 })])).toBe('✓ fast  1 check remembered, 1 warning (12 ms)\n');
  });

  it('is one quiet line for a push of several refs', () => {
    const records = ['refs/heads/a', 'refs/heads/b'].map((ref) =>
      aRecord({ trigger: 'pre-push', ref, checks: [aRemembered()], durationMs: 10 }),
    );
    expect(render(records)).toBe('✓ fast  2 refs: 2 checks remembered (20 ms)\n');
  });

  it('is no line at all when a hook has nothing for these files', () => {
    expect(render([aRecord({ checks: [skippedFor('no-files')] })])).toBe('');
    expect(render([aRecord({ tier: [] })])).toBe('');
    expect(render([])).toBe('');
  });

  it('is told to who asked for the last run, or for a hook by hand', () => {
    const records = [aRecord({ checks: [skippedFor('no-files')], durationMs: 3 })];
    expect(text.render(records, { color: false, width: 80, asked: true })).toBe('✓ fast  nothing to check (3 ms)\n');
  });

  it('is told to who asked by hand', () => {
    expect(render([aRecord({ trigger: 'manual', durationMs: 3 })])).toBe('✓ fast  nothing to check (3 ms)\n');
  });
});

describe('an accepted run', () => {
  it('says what a person should know, and its verdict last', () => {
    const checks = [
      aCheck(),
      aCheck({ task: 'format', rewrote: ['src/a.ts', 'b\n.md'] }),
      aCheck({ task: 'docs', findings: [aFinding({ severity: 'warning', file: 'README.md' })] }),
    ];
    const skips = [
      { task: 'secrets', by: 'env', reason: 'the scanner is down' },
      { task: 'types', by: 'once', reason: '' },
    ] as const;
    expect(render([aRecord({ checks, skips, notes: ['the config is not staged'] })])).toBe(
      [
        'note: the config is not staged',
        '- skipped by you: secrets (the scanner is down), types',
        '✓ format  rewrote src/a.ts, "b\\n.md"; what it fixed goes into the commit',
        '! docs  2 files, 1 warning, 380 ms',
        '    README.md:3:7  this is never used',
        '✓ fast  3 checks passed, 1 warning, 2 skipped (412 ms)',
        '',
      ].join('\n'),
    );
  });

  it('shows few of many warnings', () => {
    const findings = Array.from({ length: 30 }, () => aFinding({ severity: 'warning' }));
    expect(render([aRecord({ checks: [aCheck({ findings })] })]).split('\n')).toHaveLength(9);
    expect(render([aRecord({ checks: [aCheck({ findings })] })])).toContain('and 25 more');
  });

  it('does not promise a commit where there is none', () => {
    for (const check of [aCheck({ rewrote: ['a'] }), aRemembered({ rewrote: ['a'] })]) {
      expect(render([aRecord({ trigger: 'manual', checks: [check] })])).toMatch(/^✓ lint {2}rewrote a\n/);
    }
  });

  it('says what a gate notes also where nothing new was looked at', () => {
    const checks = [aCheck({ cached: true })];
    const summary = [
      { status: 'passed', text: 'lines 95%' },
      { status: 'note', text: 'waived until 2027-01-01: src/old/** (goes): nothing to excuse' },
    ] as const;
    expect(render([aRecord({ checks, gates: [aGate({ status: 'passed', summary })], durationMs: 12 })])).toBe(
      '- coverage  waived until 2027-01-01: src/old/** (goes): nothing to excuse\n✓ fast  1 check remembered (12 ms)\n',
    );
  });

  it('shows what gates measured and what only warns', () => {
    const checks = [aFailure({ warn: true })];
    const shown = render([
      aRecord({ checks, gates: [aGate({ status: 'passed', summary: [{ status: 'passed', text: 'lines 95%' }] })] }),
    ]);
    expect(shown).toContain('! lint  1 finding, 380 ms; it only warns\n');
    expect(shown).toContain('✓ coverage  lines 95%\n');
    expect(shown).toContain('1 failed and only warns');
  });
});

describe('a refused run', () => {
  it('ends with what failed, where, and what to do', () => {
    const checks = [
      aCheck({ task: 'format', rewrote: ['src/a.ts'] }),
      aFailure({ findings: [aFinding({ rule: 'no-unused' })] }),
      aCheck({ task: 'types', status: 'broken', message: 'tsc is not installed' }),
      skippedFor('needs'),
    ];
    expect(render([aRefusal({ checks, selection: ['--staged'] })])).toBe(
      [
        '✗ lint  fast: 1 finding, 380 ms',
        '    src/a.ts:3:7  this is never used  [no-unused]',
        '    again: npx lattice-hooks run fast --only lint --staged',
        '',
        '✗ types  fast: could not be checked, 380 ms',
        '    tsc is not installed',
        '    again: npx lattice-hooks run fast --only types --staged',
        '    see: docs/tasks.md#how-a-check-ends',
        '',
        '- e2e  not run, because what it needs did not pass',
        '',
        '✗ fast  not committed: lint failed; types could not be checked (412 ms)',
        '  skip: LATTICE_HOOKS_SKIP=lint,types LATTICE_HOOKS_REASON="why" git commit',
        '',
      ].join('\n'),
    );
  });

  it('of a push names the ref and the gate, accepted refs first', () => {
    const selection = ['--from', 'main', '--to', '4f2c1e9'];
    const refused = aRefusal({
      trigger: 'pre-push',
      tier: ['thorough'],
      ref: 'refs/heads/x',
      checks: [],
      gates: [aGate()],
      selection,
    });
    const accepted = aRecord({ trigger: 'pre-push', tier: ['fast'], ref: 'refs/tags/v1', checks: [aRemembered()] });
    expect(render([refused, accepted])).toBe(
      [
        '✗ coverage  lines 89.60% (896/1000) < 90%, 4 lines short',
        '✓ coverage  branches 92.00% (46/50) >= 90%',
        '    src/a.ts:118,131-132 not covered',
        '    again: npx lattice-hooks run thorough --from main --to 4f2c1e9',
        '    see: docs/coverage.md#what-is-judged',
        '',
        '✓ fast  tag v1: 1 check remembered (412 ms)',
        '✗ thorough  x not pushed: coverage failed (412 ms)',
        '  skip: LATTICE_HOOKS_SKIP=coverage LATTICE_HOOKS_REASON="why" git push',
        '',
      ].join('\n'),
    );
  });

  it('does not offer to skip what cannot be skipped', () => {
    const checks = [aFailure(), aFailure({ task: 'secrets', required: true })];
    const shown = render([aRefusal({ checks })]);
    expect(shown).toContain('  required, cannot be skipped: secrets\n');
    expect(shown).not.toContain('LATTICE_HOOKS_SKIP');
  });

  it('says what belongs to no check', () => {
    const shown = render([aRefusal({ checks: [aCheck()], refusals: ['the fixes left nothing to commit'] })]);
    expect(shown).toBe(
      '✗ the fixes left nothing to commit\n  see: docs/isolation.md#accepted-or-refused\n\n✗ fast  not committed (412 ms)\n',
    );
  });

  it('that was stopped asks for nothing', () => {
    const shown = render([aRefusal({ checks: [aCheck({ status: 'cancelled' })] })]);
    expect(shown).toBe('✗ fast  not committed: lint was stopped (412 ms)\n');
  });

  it('is never a wall of text', () => {
    const findings = Array.from({ length: 1000 }, () => aFinding());
    const one = render([aRefusal({ checks: [aFailure({ findings })] })]);
    expect(one).toContain('    and 980 more\n');
    const many = Array.from({ length: 10 }, (_, index) => aFailure({ task: `t${index}`, findings }));
    expect(render([aRefusal({ checks: many })]).split('\n').length).toBeLessThan(100);
  });
});

describe('the page', () => {
  const message = 'a rather long message of a tool that has much to say about one line of code, and says it';
  const records = [
    aRefusal({
      checks: [
        aFailure({
          findings: [aFinding({ message }), aFinding({ file: undefined, message } as never)],
          output: message,
        }),
      ],
      gates: [aGate()],
      notes: [message],
      skips: [{ task: 'types', by: 'env', reason: message }],
      refusals: [message],
    }),
  ];

  it.each([80, 40])('of %d columns is kept to in a window', (width) => {
    const wide = text
      .render(records, { color: false, width, isWindow: true })
      .split('\n')
      .filter((line) => columnsOf(line) > width);
    expect(wide).toEqual([]);
  });

  it('has colours only where they may be used, and says the same with them', () => {
    const painted = text.render(records, { color: true, width: 80 });
    expect(painted).toContain('\x1b[31m✗\x1b[39m \x1b[1mlint\x1b[22m');
    expect(painted.replace(COLOURS, '')).toBe(render(records));
    expect(render(records)).not.toContain('\x1b');
  });
});
