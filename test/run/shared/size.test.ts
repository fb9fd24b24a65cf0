import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { packName } from '../../../src/core/shared/pack-name.ts';
import { formatPack } from '../../../src/core/shared/results-pack.ts';
import { packsFolder } from '../../../src/git/results/bring.ts';
import { keepFetchState } from '../../../src/run/shared/fetch-state.ts';
import { clearShared, measureShared } from '../../../src/run/shared/size.ts';
import { KeptPacks } from '../../../src/system/kept/packs.ts';

const commonDir = mkdtempSync(path.join(tmpdir(), 'lattice-shared-'));
afterAll(() => rmSync(commonDir, { recursive: true, force: true }));

it('counts what was fetched of others, says when and what went wrong, and forgets all of it', () => {
  expect(measureShared({ commonDir })).toBeUndefined();
  const pack = formatPack([{ kind: 'entry', name: 'a'.repeat(64), bytes: Buffer.from('one') }]);
  new KeptPacks(packsFolder(commonDir)).add(packName(pack, 1000), pack);
  keepFetchState(commonDir, { at: 5000, failures: 1, trouble: 'no way leads there' });
  const size = measureShared({ commonDir });
  expect(size).toMatchObject({ packs: 1, at: 5000, trouble: 'no way leads there' });
  expect(size?.bytes).toBeGreaterThan(pack.length);
  clearShared({ commonDir });
  expect(measureShared({ commonDir })).toBeUndefined();
  expect(existsSync(packsFolder(commonDir))).toBe(false);
});
