import { expect, it } from 'vitest';
import type { RunRecord } from '../../../src/core/record.ts';
import { commitsOfRuns, noteClearing, readPast } from '../../../src/run/explain/past.ts';
import { logRuns } from '../../../src/run/records/run-log.ts';
import { makeRunLab } from '../../support/run-lab.ts';

const AT = '2026-01-01T00:00:00.000Z';

it('What is kept of runs says when all was forgotten, and which commits came of what passed', async () => {
  const lab = makeRunLab();
  const repository = await lab.find();
  expect(readPast(repository)).toEqual({ records: [], entries: [], clearedAt: undefined });
  noteClearing(repository, AT);
  lab.repository.commit({ 'a.ts': 'a' });
  const tree = lab.repository.git('rev-parse', 'HEAD^{tree}');
  const record: RunRecord = {
    version: 1,
    ...{ trigger: 'pre-commit', tier: ['fast'], accepted: true, startedAt: AT, durationMs: 1, tree },
    ...{ checks: [], gates: [], skips: [], notes: [], refusals: [] },
  };
  logRuns(repository, [record, { ...record, startedAt: '2026-01-02T00:00:00.000Z', tree: null }]);
  const past = readPast(repository);
  expect(past.clearedAt).toBe(AT);
  const commits = (...at: readonly string[]) => commitsOfRuns(past, new Set(at), lab.repository.place);
  expect(await commits(AT, '2026-01-02T00:00:00.000Z')).toEqual(
    new Map([[AT, lab.repository.git('rev-parse', 'HEAD')]]),
  );
  expect(await commits('2026-01-03T00:00:00.000Z')).toEqual(new Map());
  lab.repository.write('.git/lattice-hooks/cleared', 'nonsense');
  expect(readPast(repository).clearedAt).toBeUndefined();
  lab.repository.remove();
});
