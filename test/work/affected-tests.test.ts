import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Judgment } from '../../src/core/contracts/judgment.ts';
import type { ToolKind } from '../../src/core/contracts/tasks.ts';
import { runSurely } from '../../src/work/run-surely.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

let lab: WorkLab;

beforeEach(() => {
  lab = makeWorkLab();
});
afterEach(() => lab.remove());

const sh = (script: string) => ['sh', '-c', script];

/** A kind that calls the outcome by the exit code what the table says. */
function kindOf(judgments: Readonly<Record<number, Judgment>>, more: Partial<ToolKind> = {}): ToolKind {
  return {
    type: 'tool',
    summary: '',
    tool: { program: 'sh', ecosystem: 'node', package: 'sh' },
    files: [],
    scope: 'project',
    inputs: [],
    check: () => [],
    judge: ({ code }) => judgments[code] ?? { status: 'broken', message: `code ${code}` },
    ...more,
  };
}

describe('a tool that runs only affected tests', () => {
  const affected = {
    check: [sh('echo some > seen; exit 3')],
    sources: { include: [], exclude: [] },
    always: { include: [], exclude: [] },
  };
  const unsure = kindOf({ 0: { status: 'passed' }, 3: { status: 'unsure', why: 'it found none' } });

  function affectedWork() {
    const work = lab.work({ check: [sh('echo all >> seen')], affected }, ['a.js']);
    return { ...work, check: { ...work.check, tests: { type: 'affected', by: ['a.js'] } as const } };
  }

  it('runs all of them where it is not sure, which is told', async () => {
    const result = await runSurely(unsure, affectedWork(), lab.site);
    expect(result).toMatchObject({
      outcome: { status: 'passed' },
      command: ['sh', '-c', 'echo all >> seen'],
      tests: { type: 'all', because: { type: 'unsure', why: 'it found none' } },
    });
    expect(readFileSync(path.join(lab.directory, 'seen'), 'utf8')).toBe('some\nall\n');
  });

  it('is no judge that cannot tell of all tests either', async () => {
    const work = affectedWork();
    const always = { ...work, check: { ...work.check, task: { ...work.check.task, check: affected.check } } };
    await expect(runSurely(unsure, always, lab.site)).rejects.toThrow('no judgment');
  });

  it('is told real places, where a link leads to the repository', async () => {
    const link = path.join(lab.site.temporary, 'link');
    symlinkSync(lab.directory, link);
    const work = affectedWork();
    const print = [...sh('printf "%s\\n" "$@" > seen'), 'sh', '{root}', '--changed={changed}'];
    const task = { ...work.check.task, affected: { ...affected, check: [print] } };
    const kind = kindOf({ 0: { status: 'passed' } });
    await runSurely(kind, { ...work, check: { ...work.check, task } }, { ...lab.site, directory: link });
    const seen = readFileSync(path.join(lab.directory, 'seen'), 'utf8');
    expect(seen).toBe(`${lab.directory}\n--changed=${path.join(lab.directory, 'a.js')}\n`);
  });

  it('is told how many files its tests were chosen by', async () => {
    const told: unknown[] = [];
    const judge: ToolKind['judge'] = (_, { affectedBy }) => {
      told.push(affectedBy);
      return { status: 'passed' };
    };
    const kind = kindOf({}, { judge });
    await runSurely(kind, affectedWork(), lab.site);
    await runSurely(kind, lab.work({ check: [sh('true')] }), lab.site);
    expect(told).toEqual([1, undefined]);
  });

  it('sees variables of its own, and both lists of folders where the task hands over one of the same name', async () => {
    const variables = { PYTHONPATH: '{runners}', OURS: 'ours' };
    const print = sh('echo "$PYTHONPATH $OURS" > seen');
    const kind = kindOf(
      { 0: { status: 'passed' } },
      { affected: () => ({ check: [], variables, sources: [], exceptions: [], always: [] }) },
    );
    const work = affectedWork();
    const task = { ...work.check.task, passEnv: ['PYTHONPATH', 'OURS'], affected: { ...affected, check: [print] } };
    const site = { ...lab.site, env: { ...lab.site.env, PYTHONPATH: '/theirs', OURS: 'theirs' } };
    await runSurely(kind, { ...work, check: { ...work.check, task } }, site);
    const runners = path.join(lab.site.entries, '..', 'runners');
    expect(readFileSync(path.join(lab.directory, 'seen'), 'utf8')).toBe(`${runners}:/theirs theirs\n`);
  });
});
