import { describe, expect, it } from 'vitest';
import { formatEntry, parseEntries, runEntry } from '../../../src/core/runs/entry.ts';
import { aCheck, aFailure, aGate, aRecord } from '../../support/records.ts';

const RECORD = aRecord({
  accepted: false,
  checks: [aCheck(), aFailure({ task: 'types' }), aCheck({ task: 'docs', status: 'skipped', reason: 'no-files' })],
  gates: [aGate(), aGate({ gate: 'findings', status: 'passed' })],
  skips: [{ task: 'format', by: 'env', reason: 'it is down' }],
});

describe('an entry of the log of runs', () => {
  it('has how each check ended that was made, the gates that objected, and what was left out', () => {
    const { checks, objections, skips, accepted } = runEntry(RECORD);

    expect(accepted).toBe(false);
    expect(checks.map(({ task, status }) => [task, status])).toEqual([
      ['lint', 'passed'],
      ['types', 'failed'],
    ]);
    expect(objections).toEqual(['coverage']);
    expect(skips).toEqual(RECORD.skips);
  });

  it('has no finding and no output, which may hold what a file holds', () => {
    const text = formatEntry(runEntry(RECORD));

    expect(text).not.toContain('never used');
    expect(text).not.toContain('src/a.ts');
  });

  it('is one line, read again as it was', () => {
    const entry = runEntry({ ...RECORD, skips: [{ task: 'lint', by: 'cli', reason: 'two\nlines' }] });
    const text = formatEntry(entry);

    expect(text.split('\n')).toHaveLength(2);
    expect(parseEntries(`\n${text}\n${text}`)).toEqual([entry, entry]);
  });

  it('has what gates judged of the code that ran: of the whole and of the change, not of files and parts', () => {
    const share = { metric: 'lines', covered: 9, total: 10, required: '80', short: 0, status: 'passed' };
    const metrics = [
      { ...share, scope: 'project' },
      { ...share, scope: 'project', metric: 'branches', status: 'skipped' },
      { ...share, scope: 'changed', covered: 3, total: 4, status: 'failed' },
      { ...share, scope: 'src/a.ts' },
      { ...share, scope: 'project', covered: 'nine' },
    ];
    const entry = runEntry(aRecord({ gates: [aGate({ root: 'app', metrics })] }));

    expect(entry.coverage).toEqual([
      { metric: 'lines', scope: 'project', root: 'app', covered: 9, total: 10 },
      { metric: 'lines', scope: 'changed', root: 'app', covered: 3, total: 4 },
    ]);
    expect(parseEntries(formatEntry(entry))).toEqual([entry]);
    expect(parseEntries(formatEntry(entry).replace('"covered":9', '"covered":"x"'))).toEqual([]);
    expect(runEntry(RECORD)).not.toHaveProperty('coverage');
  });

  it('is left out where it is damaged: no cut and no flipped letter makes another', () => {
    const entry = runEntry(RECORD);
    const text = formatEntry(entry);

    for (let at = 0; at < text.length - 1; at += 1) expect(parseEntries(text.slice(0, at))).toEqual([]);
    const others = ['null', '[]', '"x"', '{}', text.replace('"tier"', '"tire"'), text.replace('2026-', 'x-')];
    for (const line of [...others, text.replace('"by"', '"bye"'), text.replace('{', '{"ref":1,')])
      expect(parseEntries(line)).toEqual([]);
  });
});
