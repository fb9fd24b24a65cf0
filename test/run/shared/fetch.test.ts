import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SharedSettings } from '../../../src/core/shared/settings.ts';
import { fetchShared } from '../../../src/run/shared/fetch.ts';
import { readFetchState } from '../../../src/run/shared/fetch-state.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-fetch-shared-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SHARED: SharedSettings = { store: 'local', options: {}, repository: 'r', keys: {}, expires: 1, reads: true };
const fetch = (shared: SharedSettings) => {
  const world = { env: {}, startedAt: '2026-02-03T04:05:06.789Z', packageFolder: folder };
  return fetchShared([{ shared }], true, { repository: { root: folder, commonDir: folder }, world });
};

describe('fetching what others have shared', () => {
  it('neither does nor notes anything where nothing has to be fetched', async () => {
    expect(await fetch(SHARED)).toEqual({ type: 'nothing to fetch' });
    expect(readFetchState(folder)).toBeUndefined();
  });

  it.each([
    ['is none', {}, 'local', '`local` is no store that machines share'],
    ['cannot be loaded', { store: './own.mjs', module: 'own.mjs' }, './own.mjs', 'own-store.js'],
  ])('says why it failed where the store %s, and notes it', async (_, more, address, trouble) => {
    const failed = { type: 'failed', address, trouble: expect.stringContaining(trouble) };
    expect(await fetch({ ...SHARED, ...more, isFetched: true })).toEqual(failed);
    expect(readFetchState(folder)).toMatchObject({ failures: 1, trouble: expect.stringContaining(trouble) });
  });
});
