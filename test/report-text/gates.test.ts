import { describe, expect, it } from 'vitest';
import { gateLines, objectionLines } from '../../src/report-text/gates.ts';
import { openPage } from '../../src/report-text/page.ts';
import { verdictLines } from '../../src/report-text/verdict.ts';
import { aFinding, aGate, aRecord } from '../support/records.ts';

const page = openPage({ color: false, width: 80 });

describe('a gate', () => {
  it('has a line for each judgment, notes below', () => {
    expect(gateLines(aGate(), 20, page)).toEqual([
      '✗ coverage  lines 89.60% (896/1000) < 90%, 4 lines short',
      '✓ coverage  branches 92.00% (46/50) >= 90%',
      '    src/a.ts:118,131-132 not covered',
    ]);
  });

  it('is named with the folder of its config where that is not the root', () => {
    const gate = aGate({ root: 'services/api' });
    expect(gateLines(gate, 20, page)[0]).toMatch(/^✗ coverage \(services\/api\) {2}lines/);
    const record = aRecord({ accepted: false, gates: [gate, aGate()] });
    expect(verdictLines(record, page).join(' ')).toContain('coverage (services/api), coverage failed');
  });

  it('marks what was not judged', () => {
    const gate = aGate({ status: 'passed', summary: [{ status: 'skipped', text: 'lines 80%, not judged' }] });
    expect(gateLines(gate, 20, page)).toEqual(['- coverage  lines 80%, not judged']);
  });

  it('that objects says how to judge again: the whole tier', () => {
    const record = aRecord({ trigger: 'pre-push', selection: ['--from', 'main', '--to', 'HEAD'] });
    expect(objectionLines(aGate(), record, 20, page).at(-1)).toBe(
      '    again: npx lattice-hooks run thorough --from main --to HEAD',
    );
  });

  it('that could not judge says why, also without a line of its own', () => {
    const gate = aGate({
      status: 'broken',
      summary: [],
      findings: [{ severity: 'error', message: 'the report is empty' }],
    });
    expect(gateLines(gate, 20, page)).toEqual(['✗ coverage  the report is empty']);
    expect(gateLines(aGate({ status: 'broken', summary: [] }), 20, page)).toEqual(['✗ coverage  could not be judged']);
  });

  it('shows its findings where no line says what it objects to', () => {
    const gate = aGate({ gate: 'findings', summary: [{ status: 'note', text: 'a note' }], findings: [aFinding()] });
    expect(gateLines(gate, 20, page)).toEqual([
      '✗ findings  failed',
      '    src/a.ts:3:7  this is never used',
      '    a note',
    ]);
  });

  it('does not fill the screen', () => {
    const summary = Array.from({ length: 500 }, (_, index) => ({
      status: 'note' as const,
      text: `not measured: ${index}`,
    }));
    const lines = gateLines(aGate({ status: 'passed', summary }), 20, page);
    expect(lines).toHaveLength(41);
    expect(lines.at(-1)).toBe('    and 460 more lines in the record');
  });
});
