import { describe, expect, it } from 'vitest';
import type { CheckRecord, GateRecord } from '../../../src/core/record.ts';
import { linesToQuote } from '../../../src/core/runs/quoted-lines.ts';
import { aCheck, aFailure, aFinding, aGate } from '../../support/records.ts';

const wanted = (checks: readonly CheckRecord[], gates: readonly GateRecord[] = []) =>
  [...linesToQuote({ checks, gates })].map(([file, lines]) => [file, [...lines]]);
const at = (file: string, line: number, more = {}) => aFinding({ file, line, ...more });

describe('lines to quote', () => {
  it('are those of findings that refuse', () => {
    const checks = [
      aFailure({
        findings: [at('a.ts', 3), at('a.ts', 3), at('a.ts', 9), at('b.ts', 1), { severity: 'error', message: 'm' }],
      }),
      aFailure({ warn: true, findings: [at('c.ts', 1)] }),
      aCheck({ findings: [at('d.ts', 1, { severity: 'warning' })] }),
    ];
    const gates = [aGate({ findings: [at('e.ts', 2)] }), aGate({ status: 'passed', findings: [at('f.ts', 2)] })];
    expect(wanted(checks, gates)).toEqual([
      ['a.ts', [3, 9]],
      ['b.ts', [1]],
      ['e.ts', [2]],
    ]);
  });

  it('are of findings that are shown: twenty of a task, errors first', () => {
    const warnings = Array.from({ length: 30 }, (_, index) => at('a.ts', index + 100, { severity: 'warning' }));
    const [[, lines] = []] = wanted([aFailure({ findings: [...warnings, at('a.ts', 1)] })]);
    expect(lines).toHaveLength(20);
    expect(lines).toContain(1);
    expect(lines).not.toContain(119);
  });

  it('are in a few files', () => {
    const checks = Array.from({ length: 10 }, (_, task) =>
      aFailure({ findings: Array.from({ length: 20 }, (__, index) => at(`${task}-${index}.ts`, 1)) }),
    );
    expect(wanted(checks)).toHaveLength(50);
  });

  it.each([
    aFailure({ findings: [at('a.ts', 3), at('a.ts', 7, { message: 'a secret is written down here' })] }),
    aFailure({ findings: [at('a.ts', 3, { rule: 'detect-hardcoded-credentials' })] }),
    aFailure({ findings: [at('a.ts', 3, { message: 'Possible hardcoded password', rule: 'B105' })] }),
    aFailure({ findings: [at('a.ts', 3, { message: 'AWS Access Key', rule: 'aws-access-key-id' })] }),
    aFailure({ task: 'secrets', findings: [at('a.ts', 3)] }),
    aFailure({ command: ['gitleaks', 'dir', '.'], findings: [at('a.ts', 3)] }),
    aFailure({ command: ['npx', 'secretlint'], findings: [at('a.ts', 3)] }),
  ])('are never in a file in which a secret was found, whoever else speaks of it', (found) => {
    const lint = aFailure({ findings: [at('a.ts', 3), at('b.ts', 1)] });
    expect(wanted([lint, found])).toEqual([['b.ts', [1]]]);
    expect(wanted([lint, { ...found, status: 'passed' }])).toEqual([['b.ts', [1]]]);
    const gate = aGate({ status: 'passed', findings: [at('a.ts', 3, { message: 'a secret is written down here' })] });
    expect(wanted([lint], [gate])).toEqual([['b.ts', [1]]]);
  });

  it('are there for what parsers call a token', () => {
    expect(wanted([aFailure({ findings: [at('a.ts', 3, { message: 'Unexpected token' })] })])).toEqual([['a.ts', [3]]]);
  });
});
