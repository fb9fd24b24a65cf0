import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../src/core/record.ts';
import {
  clearOneShots,
  keepOneShots,
  type OneShotPlace,
  readOneShots,
  useOneShots,
} from '../../../src/run/skips/one-shots.ts';
import { aCheck, aRecord } from '../../support/records.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
let at: OneShotPlace;
let folder: string;
beforeEach(() => {
  repository = makeRepository();
  const gitDir = path.join(repository.root, '.git');
  folder = path.join(gitDir, 'lattice-hooks/skips');
  at = { repository: { gitDir }, place: repository.place, world: { startedAt: '2026-01-02T03:04:05.000Z' } };
});
afterEach(() => repository.remove());

const NOW = Date.parse('2026-01-02T03:04:05.000Z');
const WISH = { name: 'lint', reason: 'why', made: NOW - 1, until: NOW + 60_000 };
const names = async () => (await readOneShots(at)).map(({ name }) => name);
const use = (different: Partial<RunRecord> = {}) => useOneShots([aRecord({ checks: [aCheck()], ...different })], at);

describe('wishes for once', () => {
  it('leave nothing behind when there are none', async () => {
    expect(await names()).toEqual([]);
    keepOneShots(at.repository, [WISH]);
    expect(await names()).toEqual(['lint']);
    clearOneShots(at.repository);
    expect(existsSync(folder)).toBe(false);
  });

  it('are none where their file is damaged, which goes with the next hook that accepts', async () => {
    keepOneShots(at.repository, [WISH]);
    for (const file of readdirSync(folder)) writeFileSync(path.join(folder, file), 'x'.repeat(100));
    expect(await names()).toEqual([]);
    await use();
    expect(existsSync(folder)).toBe(false);
  });

  it('replace those for the same and no others', async () => {
    keepOneShots(at.repository, [{ ...WISH, reason: 'before' }]);
    keepOneShots(at.repository, [{ reason: 'all', made: WISH.made - 1, until: WISH.until }]);
    keepOneShots(at.repository, [WISH]);
    expect((await readOneShots(at)).map(({ reason }) => reason)).toEqual(['all', 'why']);
  });

  it('stand until the commit is made that was accepted with them, in a repository without commits too', async () => {
    keepOneShots(at.repository, [WISH]);
    await use();
    expect(await names()).toEqual(['lint']);
    repository.commit({ a: '1' });
    expect(await names()).toEqual([]);
  });

  it('are used up by a commit that is taken back', async () => {
    repository.commit({ a: '1' });
    keepOneShots(at.repository, [WISH]);
    await use();
    repository.commit({ a: '2' });
    repository.git('reset', '--quiet', '--soft', 'HEAD~');
    expect(await names()).toEqual([]);
  });

  it.each(['pre-commit', 'pre-push'])('are for the next one where a %s goes on as they are made', async (trigger) => {
    repository.commit({ a: '1' });
    keepOneShots(at.repository, [WISH, { ...WISH, name: 'types', made: NOW + 1 }]);
    await use({ trigger });
    repository.commit({ a: '2' });
    at = { ...at, world: { startedAt: '2026-01-02T03:04:06.000Z' } };
    expect(await names()).toEqual(['types']);
  });

  it.each<readonly [what: string, record: Partial<RunRecord>]>([
    ['a run that refuses', { accepted: false }],
    ['a run by hand', { trigger: 'manual' }],
    ['another hook', { trigger: 'post-checkout' }],
    ['a run that is about other things', { checks: [aCheck({ task: 'types' })] }],
  ])('are not used up by %s', async (_, record) => {
    repository.commit({ a: '1' });
    keepOneShots(at.repository, [WISH]);
    await use(record);
    repository.commit({ a: '2' });
    expect(await names()).toEqual(['lint']);
  });

  it('are used up by a push at once', async () => {
    repository.commit({ a: '1' });
    keepOneShots(at.repository, [WISH]);
    await use({ trigger: 'pre-push' });
    expect(await names()).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });
});
