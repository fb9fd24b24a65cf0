import { existsSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headOf, readGitState, refChanges } from '../../../src/git/isolation/git-state.ts';
import { guardGit } from '../../../src/git/isolation/guard.ts';
import { hasJournal } from '../../../src/git/isolation/journal.ts';
import { recover } from '../../../src/git/isolation/recover.ts';
import { openRescue } from '../../../src/git/isolation/rescue.ts';
import { findRepository } from '../../../src/git/repository.ts';
import { performIsolated, type Script } from '../../support/isolated-work.ts';
import { age } from '../../support/mess.ts';
import { worldOf } from '../../support/picture.ts';
import { KNOWS_TABLES, makeTable, writeTables } from '../../support/reftable.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
  repository.commit({ 'a.md': 'a', 'b.md': 'b' });
  repository.write('a.md', 'staged');
  repository.git('add', 'a.md');
});

afterEach(() => {
  repository.remove();
});

const inGit = (file: string) => path.join(repository.root, '.git', file);
const perform = (script: Script) =>
  performIsolated(repository.root, repository.env, { accepted: true, ran: ['lint'], ...script });
const refusalsOf = async (script: Script) => (await perform(script)).aftermath.refusals;

describe('a task that changes', () => {
  it('HEAD is told, and the commit refused', async () => {
    repository.git('branch', 'other');
    expect(await refusalsOf({ git: [['symbolic-ref', 'HEAD', 'refs/heads/other']] })).toEqual([
      'while `lint` ran, HEAD was changed from refs/heads/main to refs/heads/other; it stays so',
    ]);
    expect(repository.git('symbolic-ref', 'HEAD')).toBe('refs/heads/other');
  });

  it('branches and tags is told of each, and the commit refused', async () => {
    const head = repository.git('rev-parse', 'HEAD');
    repository.git('branch', 'doomed/one');
    repository.git('pack-refs', '--all');
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    const moved = repository.git('commit-tree', '-m', 'moved', tree);
    const git = [
      ['update-ref', 'refs/heads/main', moved],
      ['branch', '-D', 'doomed/one'],
      ['tag', 'made'],
    ];
    expect(await refusalsOf({ git, ran: ['a', 'b', 'c'] })).toEqual([
      `while \`a\`, \`b\` and \`c\` ran, refs/heads/doomed/one was removed, which was ${head.slice(0, 8)}; it stays so`,
      `while \`a\`, \`b\` and \`c\` ran, refs/heads/main was moved from ${head.slice(0, 8)} to ${moved.slice(0, 8)}; it stays so`,
      'while `a`, `b` and `c` ran, refs/tags/made was made; it stays',
    ]);
    expect(repository.git('rev-parse', 'main')).toBe(moved);
  });

  it('the config is told which file, and the commit refused', async () => {
    expect(await refusalsOf({ git: [['config', 'core.hooksPath', 'elsewhere']] })).toEqual([
      `while \`lint\` ran, ${inGit('config')} was changed; it stays so`,
    ]);
  });

  it('the stash is told', async () => {
    const refusals = await refusalsOf({ git: [['update-ref', 'refs/stash', 'HEAD']] });
    expect(refusals).toEqual(['while `lint` ran, refs/stash was made; it stays']);
  });
});

describe('where refs are kept in tables', () => {
  const MAIN = 'refs/heads/main';
  const [one, two] = ['1'.repeat(40), '2'.repeat(40)];
  const table = makeTable({ HEAD: MAIN, [MAIN]: one, 'refs/heads/doomed': one });
  const compare = (...tables: readonly Buffer[]) => {
    const gitDir = path.join(repository.root, '.git');
    const own = { root: repository.root, gitDir, commonDir: gitDir };
    writeTables(gitDir, table);
    const before = readGitState(own);
    writeTables(gitDir, ...tables);
    const after = readGitState(own);
    return { heads: [headOf(before), headOf(after)], changes: refChanges(before, after, own) };
  };

  it('a change of each is seen, and one of HEAD', () => {
    const later = makeTable({
      HEAD: 'refs/heads/made',
      'refs/heads/doomed': null,
      'refs/heads/made': two,
      [MAIN]: two,
    });
    expect(compare(table, later)).toEqual({
      heads: [MAIN, 'refs/heads/made'],
      changes: [
        { ref: 'refs/heads/doomed', from: one, to: undefined },
        { ref: 'refs/heads/made', from: undefined, to: two },
        { ref: MAIN, from: one, to: two },
      ],
    });
  });

  it('tables that git has merged, and what is a fetch brought, are no change', () => {
    const merged = makeTable({ HEAD: MAIN, [MAIN]: one, 'refs/heads/doomed': one, ORIG_HEAD: two });
    const fetched = makeTable({ 'refs/remotes/origin/main': two });
    expect(compare(merged, fetched)).toEqual({ heads: [MAIN, MAIN], changes: [] });
    expect(compare(table)).toEqual({ heads: [MAIN, MAIN], changes: [] });
  });

  it.runIf(KNOWS_TABLES)('a task that commits is told, also in a linked worktree', async () => {
    const root = path.join(repository.folder, 'tables');
    const linked = path.join(repository.folder, 'linked');
    repository.git('init', '-q', '--ref-format=reftable', root);
    repository.gitIn(root, ['commit', '-q', '--allow-empty', '-m', 'one']);
    repository.gitIn(root, ['worktree', 'add', '-q', '-b', 'side', linked]);
    const commit = ['commit', '-q', '--allow-empty', '-m', 'two'];
    const script = { accepted: true, ran: ['lint'], git: [commit] };
    const told = async (cwd: string, more: Script = {}) =>
      (await performIsolated(cwd, repository.env, { ...script, ...more })).aftermath.refusals;

    expect(await told(root)).toEqual([expect.stringMatching(/^while `lint` ran, refs\/heads\/main was moved from/)]);
    expect(await told(linked)).toEqual([expect.stringMatching(/^while `lint` ran, refs\/heads\/side was moved from/)]);
    expect(await told(linked, { git: [['-C', root, ...commit]] })).toEqual([]);
    expect(await told(linked, { git: [['pack-refs', '--all']] })).toEqual([]);
    expect(await told(linked, { git: [['switch', '-q', '--detach']] })).toEqual([
      expect.stringMatching(/^while `lint` ran, HEAD was changed from refs\/heads\/side to [0-9a-f]{40}; it stays so$/),
    ]);
  });
});

describe('a task that changes the index', () => {
  it('is told which entries, and the index is as it was, to the byte', async () => {
    repository.write('n.md', 'intended');
    repository.git('add', '-N', 'n.md');
    age(repository, 'a.md', 'b.md', 'n.md');
    repository.write('b.md', 'unstaged');
    const index = readFileSync(inGit('index'));
    const { mtimeMs } = lstatSync(inGit('index'));
    const before = worldOf(repository);
    const { aftermath } = await perform({
      writes: { 'made.md': 'made' },
      git: [
        ['add', '-A'],
        ['rm', '-q', '--cached', 'a.md'],
      ],
    });
    expect(aftermath.refusals).toEqual([
      'while `lint` ran, the index was changed: a.md, b.md, made.md, n.md. It is as it was again',
    ]);
    expect(readFileSync(inGit('index')).equals(index)).toBe(true);
    // A younger index would vouch for files that were written to when git had looked.
    expect(lstatSync(inGit('index')).mtimeMs).toBeLessThanOrEqual(mtimeMs);
    const [, folder = ''] = /now in (\S+): /.exec(aftermath.notes.join('\n')) ?? [];
    const replaced = repository.gitIn(repository.root, ['ls-files'], { GIT_INDEX_FILE: `${folder}/.git/index` });
    expect(replaced.split('\n')).toEqual(['b.md', 'made.md', 'n.md']);
    expect(worldOf(repository).files['b.md']).toBe(before.files['b.md']);
    expect(existsSync(inGit('index.lock'))).toBe(false);
    expect(hasJournal(inGit(''))).toBe(false);
  });

  it('by a flag is told too', async () => {
    const refusals = await refusalsOf({ git: [['update-index', '--assume-unchanged', 'b.md']] });
    expect(refusals).toEqual(['while `lint` ran, the index was changed: b.md. It is as it was again']);
    expect(repository.git('ls-files', '-v', 'b.md')).toBe('H b.md');
  });

  it('undoes the fixes of others, because the commit is refused', async () => {
    const before = worldOf(repository);
    await perform({ fixes: { 'a.md': 'fixed' }, git: [['add', 'a.md']] });
    expect(worldOf(repository)).toEqual(before);
  });

  it('of a repository that had none leaves none', async () => {
    const empty = makeRepository();
    try {
      const { aftermath } = await performIsolated(empty.root, empty.env, {
        accepted: true,
        ran: ['lint'],
        writes: { 'made.md': 'made' },
        git: [['add', '.']],
      });
      expect(aftermath.refusals).toEqual(['while `lint` ran, the index was changed: made.md. It is as it was again']);
      expect(existsSync(path.join(empty.root, '.git/index'))).toBe(false);
    } finally {
      empty.remove();
    }
  });
});

describe('nothing is told of', () => {
  it('an index that was only refreshed, which stays', async () => {
    age(repository, 'b.md');
    const before = lstatSync(inGit('index')).ino;
    expect(await refusalsOf({ git: [['update-index', '--refresh', '-q']] })).toEqual([]);
    expect(lstatSync(inGit('index')).ino).not.toBe(before);
  });

  it('refs that were packed', async () => {
    repository.git('branch', 'some/where');
    expect(await refusalsOf({ git: [['pack-refs', '--all', '--prune']] })).toEqual([]);
    expect(existsSync(inGit('refs/heads/some/where'))).toBe(false);
  });

  it('what somebody fetches meanwhile', async () => {
    repository.git('init', '-q', '--bare', '../remote');
    repository.git('remote', 'add', 'origin', '../remote');
    repository.git('push', '-q', 'origin', 'HEAD:main', 'HEAD:refs/tags/theirs');
    repository.git('update-ref', '-d', 'refs/remotes/origin/main');
    expect(await refusalsOf({ git: [['fetch', '-q', '--tags', 'origin']] })).toEqual([]);
    expect(repository.git('tag')).toBe('theirs');
    expect(repository.git('for-each-ref', 'refs/remotes')).toContain('refs/remotes/origin/main');
  });

  it('a branch that another worktree commits to', async () => {
    repository.git('worktree', 'add', '-q', '-b', 'other', '../linked');
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    const moved = repository.git('commit-tree', '-m', 'moved', tree);
    expect(await refusalsOf({ git: [['update-ref', 'refs/heads/other', moved]] })).toEqual([]);
  });
});

describe('an index that cannot be put back', () => {
  it('is told, with what to look at', async () => {
    writeFileSync(inGit('lattice-hooks'), 'in the way');
    await expect(perform({ git: [['add', '-A']], writes: { 'made.md': '' } })).rejects.toMatchObject({
      code: 'isolation',
      message: expect.stringMatching(/index was written to while the checks ran and cannot be put back: E/),
      hint: expect.stringContaining('look at `git status`'),
    });
    rmSync(inGit('lattice-hooks'));
  });

  it('because another git holds its lock is waited for once, and kept for the next recovery', async () => {
    const index = readFileSync(inGit('index'));
    const own = await findRepository(repository.root, repository.env);
    const waits: number[] = [];
    const guard = guardGit({ place: repository.place, repository: own }, async (milliseconds) =>
      waits.push(milliseconds),
    );
    const rescue = openRescue(own.root, own.gitDir, '2026-01-02T03:04:05.678Z');
    repository.git('rm', '-q', '--cached', 'b.md');
    writeFileSync(inGit('index.lock'), '');
    await expect(guard.settle(['lint'], rescue)).rejects.toThrow('index.lock is held');
    await expect(guard.undo(rescue)).rejects.toThrow('index.lock is held');
    guard.close();
    expect(waits).toHaveLength(100);
    expect(rescue.taken).toEqual([]);
    rmSync(inGit('index.lock'));
    const recovery = await recover(repository.place, own, '2026-03-04T05:06:07.890Z');
    expect(recovery?.index?.changed).toEqual(['b.md']);
    expect(readFileSync(recovery?.index?.kept ?? '').equals(index)).toBe(true);
    expect(hasJournal(own.gitDir)).toBe(false);
  });
});

describe('a run that is cut short', () => {
  it('puts back the index that a task changed, to the byte, with its time, and says where that of the task is', async () => {
    const unhidden = readFileSync(inGit('index'));
    const { mtimeMs } = lstatSync(inGit('index'));
    const git = [['rm', '-q', '--cached', 'b.md']];
    for (const script of [{}, { everything: true, fixes: { 'a.md': 'fixed' } }]) {
      await expect(performIsolated(repository.root, repository.env, { git, ...script })).rejects.toThrow(
        /the work broke: .* \(What was written meanwhile is in .*\.git\/index/,
      );
      expect(readFileSync(inGit('index')).equals(unhidden)).toBe(true);
      expect(Math.floor(lstatSync(inGit('index')).mtimeMs / 1000)).toBe(Math.floor(mtimeMs / 1000));
      expect(existsSync(inGit('index.lock'))).toBe(false);
      expect(hasJournal(inGit(''))).toBe(false);
    }
  });
});

describe('the lock of a commit', () => {
  it('stays away when it has gone with the git that made it, and nothing is said of it', async () => {
    writeFileSync(inGit('index.lock'), readFileSync(inGit('index')));
    const found = await findRepository(repository.root, repository.env);
    const place = { cwd: repository.root, env: { ...repository.env, GIT_INDEX_FILE: '.git/index.lock' } };
    const guard = guardGit({ place, repository: found });
    rmSync(inGit('index.lock'));
    const rescue = openRescue(found.root, found.gitDir, '2026-01-02T03:04:05.678Z');
    expect(await guard.settle(['lint'], rescue)).toEqual([]);
    expect(existsSync(inGit('index.lock'))).toBe(false);
    guard.close();
  });
});
