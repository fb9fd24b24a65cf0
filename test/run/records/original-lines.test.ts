import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileSet } from '../../../src/core/files.ts';
import type { Finding } from '../../../src/core/outcome.ts';
import { type CheckResult, notRun } from '../../../src/engine/check-result.ts';
import { inOriginalLines } from '../../../src/run/records/original-lines.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';
import { makeTask } from '../../support/work-lab.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

function tree(text: string): FileSet {
  repository.write('../blob', text);
  return new Map([['a.ts', { mode: '100644', id: repository.git('hash-object', '-w', '../blob') }]]);
}

function failedWith(findings: readonly Finding[], judged: FileSet): CheckResult {
  const check = { task: makeTask({ name: 'lint' }), writes: false, files: ['a.ts'], dependsOn: ['a.ts'] };
  return notRun(check, { status: 'failed', findings, measurements: {} }, judged);
}

const error = { severity: 'error', message: 'unused', file: 'a.ts' } as const;

async function findingsOf(result: CheckResult, before: FileSet) {
  const [moved] = await inOriginalLines([result], before, repository.place);
  return moved !== undefined && 'findings' in moved.outcome ? moved.outcome.findings : undefined;
}

describe('inOriginalLines', () => {
  it('says where a finding stands in the file without the fix', async () => {
    const before = tree('a\nb\n\n\nc  =1\nd\n');
    const findings = [
      { ...error, line: 4, column: 3 },
      { ...error, line: 5, column: 2 },
    ];

    expect(await findingsOf(failedWith(findings, tree('a\nb\n\nc = 1\nd\n')), before)).toEqual([
      { ...error, line: 5 },
      { ...error, line: 6, column: 2 },
    ]);
  });

  it('leaves findings of files that no fix changed, and those without a line', async () => {
    const before = tree('a\n');
    const findings = [{ ...error, line: 1 }, error, { ...error, file: 'b.ts', line: 7 }];

    expect(await findingsOf(failedWith(findings, before), before)).toEqual(findings);
    expect(await findingsOf(failedWith(findings.slice(1), tree('\na\n')), before)).toEqual(findings.slice(1));
  });
});
