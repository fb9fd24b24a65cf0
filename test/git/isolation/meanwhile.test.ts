import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { performIsolated, type Script } from '../../support/isolated-work.ts';
import { lines } from '../../support/mess.ts';
import { worldOf } from '../../support/picture.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => {
  repository.remove();
});

const perform = (script: Script) => performIsolated(repository.root, repository.env, script);

describe('what the user does meanwhile', () => {
  const committed = lines('1', '2', '3', '4', '5');
  const hidden = lines('1', '2', '3', '4', '5 hidden');

  beforeEach(() => {
    repository.commit({ 'a.md': committed, 'b.md': 'b\n' });
    repository.write('a.md', hidden);
  });

  for (const accepted of [true, false]) {
    it(`is merged when it goes with the hidden version, ${accepted ? 'accepted' : 'refused'}`, async () => {
      const writes = { 'a.md': lines('1 saved', '2', '3', '4', '5') };
      const { aftermath } = await perform({ everything: true, writes, accepted });
      expect(repository.read('a.md')).toBe(lines('1 saved', '2', '3', '4', '5 hidden'));
      expect(aftermath.notes).toEqual(['edited while the checks ran, merged into your unstaged version: a.md']);
    });

    it(`is kept beside the hidden version when it does not, ${accepted ? 'accepted' : 'refused'}`, async () => {
      const writes = { 'a.md': lines('1', '2', '3', '4', '5 saved') };
      const { aftermath } = await perform({ everything: true, writes, accepted });
      expect(repository.read('a.md')).toBe(hidden);
      const [, folder = ''] = /now in (\S+): a\.md$/.exec(aftermath.notes[0] ?? '') ?? [];
      expect(readFileSync(`${folder}/a.md`, 'utf8')).toBe(writes['a.md']);
    });
  }

  it('to a file that a fixer had rewritten stays, and the commit is refused by whoever noticed', async () => {
    const before = worldOf(repository);
    const { aftermath } = await perform({
      fixes: { 'b.md': 'fixed\n' },
      writes: { 'b.md': 'saved\n' },
      accepted: false,
      // Later than the edit that is there already, and that nobody hides.
      startedAt: new Date().toISOString(),
    });
    expect(repository.read('b.md')).toBe('saved\n');
    expect(repository.read('a.md')).toBe(hidden);
    expect(worldOf(repository).index).toEqual(before.index);
    expect(aftermath.notes).toEqual(['changed while the checks ran, left unstaged: b.md']);
  });

  it('to a hidden file that a fixer had rewritten is kept beside it', async () => {
    const writes = { 'a.md': 'saved\n' };
    const { aftermath } = await perform({ fixes: { 'a.md': 'fixed\n' }, writes, accepted: false });
    expect(repository.read('a.md')).toBe(hidden);
    const [, folder = ''] = /now in (\S+): a\.md$/.exec(aftermath.notes[0] ?? '') ?? [];
    expect(readFileSync(`${folder}/a.md`, 'utf8')).toBe('saved\n');
  });

  it('in the very moment in which a fix is undone is named', async () => {
    // A git that is slow enough for somebody to save the file while it looks for a way to merge.
    const script = `#!/bin/sh
case "$*" in *merge-file*) printf saved > a.md ;; esac
PATH=\${PATH#*:} exec git "$@"
`;
    repository.write('../bin/git', script, 0o755);
    const env = { ...repository.env, PATH: `${repository.folder}/bin:${repository.env['PATH']}` };
    const fixes = { 'a.md': lines('1', '2', '3', '4', '5 fixed') };
    const { aftermath } = await performIsolated(repository.root, env, { fixes, accepted: true });
    expect(aftermath.refusals).toEqual([expect.stringContaining('touch the same lines')]);
    expect(repository.read('a.md')).toBe(hidden);
    const [, folder = ''] = /now in (\S+): a\.md$/.exec(aftermath.notes[0] ?? '') ?? [];
    expect(readFileSync(`${folder}/a.md`, 'utf8')).toBe('saved');
  });

  it('under the name of a hidden untracked file is kept beside it', async () => {
    repository.write('u.md', 'mine');
    const { aftermath } = await perform({ everything: true, writes: { 'u.md': 'meanwhile' }, accepted: true });
    expect(repository.read('u.md')).toBe('mine');
    const [, folder = ''] = /now in (\S+): u\.md$/.exec(aftermath.notes[0] ?? '') ?? [];
    expect(readFileSync(`${folder}/u.md`, 'utf8')).toBe('meanwhile');
  });

  it('in two runs of the same moment is kept twice', async () => {
    repository.write('u.md', 'mine');
    await perform({ everything: true, writes: { 'u.md': 'first' }, accepted: true });
    await perform({ everything: true, writes: { 'u.md': 'second' }, accepted: true });
    const rescued = `${repository.root}/.git/lattice-hooks/rescued/2026-01-02T03-04-05.678Z`;
    expect(readFileSync(`${rescued}/u.md`, 'utf8')).toBe('first');
    expect(readFileSync(`${rescued}-2/u.md`, 'utf8')).toBe('second');
  });
});
