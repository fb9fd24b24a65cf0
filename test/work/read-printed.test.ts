import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Task } from '../../src/core/task.ts';
import secretlint from '../../src/tasks/secretlint.ts';
import { runCommands } from '../../src/work/run-commands.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

let lab: WorkLab;
beforeEach(() => {
  lab = makeWorkLab();
});
afterEach(() => lab.remove());

const REPORT = '{scratch}/secretlint.json';
const GATED = { scans: [{ gate: 'findings', input: '{scratch}/*.json', pattern: REPORT, isSure: true }] };
const leak = () =>
  JSON.stringify([
    {
      filePath: path.join(lab.directory, 'app/a.txt'),
      sourceContent: 'in-clear',
      messages: [{ ruleId: 'aws', message: 'found in-clear', loc: { start: { line: 2, column: 0 } } }],
    },
  ]);

/** Runs a scanner that prints this and ends with a code, in a folder of the repository. */
function scan(stdout: string, code: number, task: Partial<Task> = {}, stderr = 'what it says') {
  lab.write({ 'report.json': stdout, 'app/a.txt': '' });
  const script = `cat ../report.json; echo '${stderr}' >&2; exit ${code}`;
  const work = lab.work({ check: [['sh', '-c', script]], report: REPORT, cwd: 'app', ...task }, ['app/a.txt']);
  return runCommands(secretlint, work, lab.site);
}

/** All that was written down of it. */
function kept(): string {
  if (!existsSync(lab.site.logs)) return '';
  const files = readdirSync(lab.site.logs, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.map((file) => readFileSync(path.join(file.parentPath, file.name), 'utf8')).join('');
}

describe('the report that a scanner prints', () => {
  it('is read, its files being those of the repository', async () => {
    const { outcome } = await scan(leak(), 1);
    expect(outcome).toMatchObject({
      status: 'failed',
      findings: [{ severity: 'error', file: 'app/a.txt', line: 2, rule: 'aws', rank: 'critical' }],
      measurements: {},
    });
  });

  it('is kept nowhere: of what it prints only its complaints are', async () => {
    const { outcome } = await scan(leak(), 1);
    expect(kept()).toBe('what it says\n');
    const broken = await scan(leak(), 2);
    expect(kept()).toBe('what it says\n');
    expect(broken.outcome.status).toBe('broken');
    expect(JSON.stringify([outcome, broken])).not.toContain('in-clear');
  });

  it('is what a gate judges in place of the task, where one does', async () => {
    const { outcome, unscanned } = await scan(leak(), 1, GATED);
    expect(unscanned).toBeUndefined();
    expect(outcome).toMatchObject({
      status: 'passed',
      findings: [{ severity: 'warning', file: 'app/a.txt' }],
      measurements: {
        scans: [
          {
            input: '{scratch}/*.json',
            path: REPORT,
            format: 'secretlint',
            findings: [{ tool: 'secretlint', rule: 'aws', file: 'app/a.txt', line: 2, column: 1 }],
            notes: [],
          },
        ],
      },
    });
    expect(JSON.stringify(outcome)).not.toContain('in-clear');
  });

  it('is missed by the gate where it cannot be used', async () => {
    const { outcome, unscanned } = await scan('no report', 0, GATED);
    expect(outcome.status).toBe('passed');
    expect(unscanned).toMatchObject([{ path: REPORT, message: expect.stringContaining('cannot be used') }]);
  });
});
