import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historyJson, historyText } from '../../../src/cli/texts/log.ts';
import { runEntry } from '../../../src/core/runs/entry.ts';
import { historyOf } from '../../../src/core/runs/history.ts';
import { openPage } from '../../../src/report-text/page.ts';
import { aCheck, aFailure, aGate, aRecord, aRemembered } from '../../support/records.ts';

const zone = process.env['TZ'];
beforeEach(() => {
  process.env['TZ'] = 'Asia/Tokyo';
});
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const page = openPage({ color: false, width: 200 });
const HISTORY = historyOf(
  [
    aRecord({ checks: [aCheck(), aRemembered({ task: 'types' })], durationMs: 1200 }),
    aRecord({
      startedAt: '2026-11-22T10:00:00.000Z',
      trigger: 'pre-push',
      ref: 'refs/heads/main',
      accepted: false,
      checks: [aFailure(), aCheck({ task: 'types' })],
      gates: [aGate()],
    }),
    aRecord({ startedAt: '2026-11-22T11:00:00.000Z', skips: [{ task: 'lint', by: 'once', reason: 'it\nis down' }] }),
    aRecord({ startedAt: '2026-11-22T11:30:00.000Z', skips: [{ task: 'lint', by: 'env', reason: '' }], tier: [] }),
  ].map(runEntry),
  [
    { what: 'commit', at: Date.parse('2026-11-22T12:00:00Z'), commit: 'c0ffee0123', subject: 'Sneak \u001b[31min' },
    { what: 'push', at: Date.parse('2026-11-22T12:30:00Z'), commit: 'c0ffee0123', subject: 'x', ref: 'origin/main' },
  ],
);

describe('historyText', () => {
  it('has a line for each thing that happened, at the time of the reader', () => {
    expect(historyText(HISTORY, page).trimEnd().split('\n')).toEqual([
      '! 2026-11-22 21:30  push  unchecked: origin/main c0ffee0 x',
      expect.stringMatching(/^! 2026-11-22 21:00 {2}commit {2}unchecked: c0ffee0 Sneak [\x20-\u{ffff}]*in$/u),
      '- 2026-11-22 20:30  commit  nothing to check, without `lint` (env: nobody said why) (412 ms)',
      '- 2026-11-22 20:00  commit  fast: nothing to check, without `lint` (once: it is down) (412 ms)',
      '✗ 2026-11-22 19:00  push main  fast: refused for lint, coverage (412 ms)',
      '✓ 2026-11-22 18:00  commit  fast: 2 checks, 1 remembered (1.2 s)',
    ]);
  });

  it('says so where there is nothing', () => {
    expect(historyText([], page)).toBe('nothing is logged\n');
  });
});

describe('historyJson', () => {
  it('has the same with times in UTC', () => {
    const { version, entries } = JSON.parse(historyJson(HISTORY.slice(0, 1)));

    expect(version).toBe(1);
    expect(entries).toEqual([
      {
        type: 'unchecked',
        what: 'push',
        at: '2026-11-22T12:30:00.000Z',
        commit: 'c0ffee0123',
        subject: 'x',
        ref: 'origin/main',
      },
    ]);
  });
});
