import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../src/core/record.ts';
import { keepLastRun, readLastRun } from '../../../src/run/records/last-record.ts';

const RECORD: RunRecord = {
  version: 1,
  trigger: 'pre-commit',
  tier: ['fast'],
  accepted: true,
  startedAt: '2026-01-02T03:04:05.678Z',
  durationMs: 1,
  tree: null,
  checks: [],
  gates: [],
  skips: [],
  notes: [],
  refusals: [],
};

describe('the last run', () => {
  let gitDir: string;
  beforeEach(() => {
    gitDir = mkdtempSync(path.join(tmpdir(), 'lattice-last-'));
  });
  afterEach(() => rmSync(gitDir, { recursive: true, force: true }));
  const file = () => path.join(gitDir, 'lattice-hooks/last-run.json');

  it('is read as it was kept, the newest', () => {
    keepLastRun(gitDir, [RECORD]);
    keepLastRun(gitDir, [RECORD, { ...RECORD, accepted: false }]);

    expect(readLastRun(gitDir)).toEqual([RECORD, { ...RECORD, accepted: false }]);
    expect(readdirSync(path.dirname(file()))).toEqual(['last-run.json']);
  });

  it('is for nobody else to read', () => {
    keepLastRun(gitDir, [RECORD]);

    expect(statSync(file()).mode & 0o077).toBe(0);
  });

  it('is not there before the first', () => {
    expect(readLastRun(gitDir)).toBeUndefined();
  });

  it.each(['', '{}', '[{"version":2}]', '[null]', '[{"version":1}'])('is not there when it is damaged: %s', (text) => {
    keepLastRun(gitDir, [RECORD]);
    writeFileSync(file(), text);

    expect(readLastRun(gitDir)).toBeUndefined();
  });

  it('costs the reprint and nothing else where nothing can be written', () => {
    writeFileSync(path.join(gitDir, 'lattice-hooks'), 'a file');
    expect(() => keepLastRun(gitDir, [RECORD])).not.toThrow();

    rmSync(path.join(gitDir, 'lattice-hooks'));
    mkdirSync(file(), { recursive: true });
    keepLastRun(gitDir, [RECORD]);
    expect(readdirSync(path.dirname(file()))).toEqual(['last-run.json']);
    expect(existsSync(file())).toBe(true);
  });
});
