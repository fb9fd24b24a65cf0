import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isFetchDue, keepFetchState, readFetchState } from '../../../src/run/shared/fetch-state.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lattice-fetch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MINUTE = 60_000;

describe('isFetchDue', () => {
  it.each([
    ['never fetched', undefined, true],
    ['fetched a moment ago', { at: -MINUTE + 1, failures: 0 }, false],
    ['fetched a minute ago', { at: -MINUTE, failures: 0 }, true],
    ['failed two minutes ago', { at: -2 * MINUTE, failures: 1 }, false],
    ['failed five minutes ago', { at: -5 * MINUTE, failures: 1 }, true],
    ['failed three times, ten minutes ago', { at: -10 * MINUTE, failures: 3 }, false],
    ['failed three times, twenty minutes ago', { at: -20 * MINUTE, failures: 3 }, true],
    ['failed a thousand times, four hours ago', { at: -240 * MINUTE, failures: 1000 }, true],
    ['by a clock that was ahead', { at: 1, failures: 1 }, true],
  ])('%s: %j is due: %s', (_, state, isDue) => {
    expect(isFetchDue(state && { ...state, at: 1e12 + state.at }, 1e12)).toBe(isDue);
  });
});

describe('a kept state', () => {
  it('comes back as it was, and is none where it is damaged', () => {
    expect(readFetchState(folder)).toBeUndefined();
    keepFetchState(folder, { at: 1, failures: 2, trouble: 'no way leads there' });
    expect(readFetchState(folder)).toEqual({ at: 1, failures: 2, trouble: 'no way leads there' });
    writeFileSync(path.join(folder, 'lattice-hooks/results/fetched.json'), '{"at":1}');
    expect(readFetchState(folder)).toBeUndefined();
  });
});
