import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changedLinesSince, type Judged } from '../../../src/git/commits/changed-lines.ts';
import { comparedBase } from '../../../src/git/commits/merge-base.ts';
import { captureIndex } from '../../../src/git/index/snapshot.ts';
import { hashObjects } from '../../../src/git/objects/hash-files.ts';
import { captureWorktree } from '../../../src/git/snapshot.ts';
import { makeRepository, type RepositoryOptions, type TestRepository } from '../../support/repository.ts';

describe('changedLinesSince', () => {
  let repository: TestRepository;
  let temporary: string;
  const begin = (options: RepositoryOptions = {}) => {
    repository = makeRepository(options);
    temporary = path.join(repository.folder, 'temporary');
    mkdirSync(temporary);
  };
  beforeEach(() => begin());
  afterEach(() => repository.remove());

  const hints = { remote: 'origin', pullRequestBase: undefined };
  const linesOf = async (judged: Judged, base?: string, place = repository.place) => {
    const commit = judged.type === 'commit' ? judged.commit : undefined;
    const compared = await changedLinesSince(place, judged, await comparedBase(place, commit, base, hints));
    return { ...compared, lines: Object.fromEntries(compared.lines) };
  };
  const files = async (files = captureWorktree(repository.place).then(({ snapshot }) => snapshot.tree)) =>
    ({ type: 'files', files: await files, temporary }) as const;
  const pushed = () => repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');

  it('counts from the merge base, not from where the other branch has come since', async () => {
    const base = repository.commit({ 'a.ts': '1\n2\n3\n' });
    repository.git('checkout', '-q', '-b', 'topic');
    const topic = repository.commit({ 'a.ts': '1\ntwo\n3\n', 'b.ts': 'new\n' });
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'a.ts': '0\n1\n2\n3\n' });
    pushed();

    expect(await linesOf({ type: 'commit', commit: topic })).toEqual({
      lines: { 'a.ts': [2], 'b.ts': [1] },
      base,
      since: 'origin/main',
    });
  });

  it('counts all that the branch has, also what the remote has of it already', async () => {
    repository.commit({ 'a.ts': '1\n' });
    pushed();
    repository.git('update-ref', 'refs/remotes/origin/topic', repository.commit({ 'b.ts': '1\n' }));
    const commit = repository.commit({ 'c.ts': '1\n' });

    expect((await linesOf({ type: 'commit', commit })).lines).toEqual({ 'b.ts': [1], 'c.ts': [1] });
  });

  it.each([{ sha256: false }, { sha256: true }])(
    'takes everything for new where the remote has nothing: %o',
    async (options) => {
      repository.remove();
      begin(options);
      const commit = repository.commit({ 'a.ts': '1\n2\n' });

      expect(await linesOf({ type: 'commit', commit })).toEqual({
        lines: { 'a.ts': [1, 2] },
        base: repository.git('hash-object', '-t', 'tree', '/dev/null'),
        since: 'the beginning',
      });
    },
  );

  it('takes everything for new before the first commit', async () => {
    repository.write('a.ts', '1\n');

    expect((await linesOf(await files())).lines).toEqual({ 'a.ts': [1] });
  });

  it('counts what is staged, whatever stands on disk', async () => {
    repository.commit({ 'a.ts': '1\n2\n', 'b.ts': '1\n' });
    pushed();
    repository.write('a.ts', '1\ntwo\n');
    repository.git('add', 'a.ts');
    repository.write('a.ts', 'one\ntwo\nthree\n');
    repository.write('b.ts', 'edited\n');
    repository.write('untracked.ts', 'new\n');

    const { snapshot } = await captureIndex(repository.place);
    expect((await linesOf(await files(Promise.resolve(snapshot.tree)))).lines).toEqual({ 'a.ts': [2] });
  });

  it('counts fixes that are not staged yet, and no edit beside them', async () => {
    repository.commit({ 'a.ts': '1\n2\n', 'b.ts': '1\n' });
    pushed();
    repository.write('a.ts', '1\n');
    repository.git('add', 'a.ts');
    const { snapshot } = await captureIndex(repository.place);
    repository.write('a.ts', '1\nfixed\n');
    repository.write('b.ts', 'edited\n');
    const fixes = await hashObjects(repository.place, ['a.ts']);

    const judged = await files(Promise.resolve(new Map([...snapshot.tree, ...fixes])));
    expect((await linesOf(judged)).lines).toEqual({ 'a.ts': [2] });
  });

  it('counts all lines of files that git does not know yet, and nothing that it ignores', async () => {
    repository.commit({ 'a.ts': '1\n', '.gitignore': 'ignored.ts\n' });
    pushed();
    repository.write('ignored.ts', 'x\n');
    repository.write('odd name\n"é.ts', '1\n2');
    repository.write('empty.ts', '');

    expect((await linesOf(await files())).lines).toEqual({ 'odd name\n"é.ts': [1, 2] });
  });

  it('counts nothing for a file that was renamed as it is', async () => {
    repository.commit({ 'a.ts': '1\n2\n3\n4\n' });
    pushed();
    repository.git('mv', 'a.ts', 'b.ts');

    expect((await linesOf(await files())).lines).toEqual({});
  });

  it('leaves the index, the git directory and the temporary folder as they were', async () => {
    repository.git('config', 'core.splitIndex', 'true');
    repository.commit({ 'a.ts': '1\n' });
    pushed();
    repository.write('a.ts', '2\n');
    const judged = await files();
    const before = [repository.git('status', '--porcelain'), ...readdirSync(path.join(repository.root, '.git'))];
    repository.write(
      '.git/hooks/post-index-change',
      '#!/bin/sh\ntouch "$(git rev-parse --git-common-dir)/called"\n',
      0o755,
    );
    await linesOf(judged);

    const after = readdirSync(path.join(repository.root, '.git'));
    expect([repository.git('status', '--porcelain'), ...after.filter((name) => name !== 'called')]).toEqual(before);
    expect(after).not.toContain('called');
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('is not led astray by settings, which diff-lines.test.ts has all of, in files that are no commit yet', async () => {
    repository.commit({ 'ä b.ts': '1\n2\n3\n', 'old.ts': 'a\nb\nc\nd\n' });
    pushed();
    repository.write('ä b.ts', '1\n2\n3\n4\n');
    repository.git('mv', 'old.ts', 'new.ts');
    const judged = await files();
    const settings = {
      ...{ 'diff.noprefix': 'true', 'diff.external': 'false', 'diff.interHunkContext': '5', 'color.ui': 'always' },
      ...{ 'diff.renames': 'false', 'diff.relative': 'true', 'core.quotePath': 'false', 'core.autocrlf': 'true' },
    };
    for (const [key, value] of Object.entries(settings)) repository.git('config', key, value);

    expect((await linesOf(judged)).lines).toEqual({ 'ä b.ts': [4] });
  });

  it('is not led astray by objects that somebody replaced', async () => {
    const base = repository.commit({ 'a.ts': '1\n' });
    pushed();
    const commit = repository.commit({ 'a.ts': '1\n2\n' });
    const other = repository.commit({ 'a.ts': '1\n2\n3\n', 'b.ts': '1\n' });
    repository.git('replace', base, other);
    repository.git('replace', `${commit}:a.ts`, `${other}:a.ts`);

    expect(await linesOf({ type: 'commit', commit })).toMatchObject({ lines: { 'a.ts': [2] }, base });
  });

  it('is not led astray by attributes or by a program for diffs in the environment', async () => {
    repository.commit({ 'a.ts': '1\n', '.gitattributes': '*.ts -diff\n' });
    pushed();
    const commit = repository.commit({ 'a.ts': '1\n2\n' });
    const place = { ...repository.place, env: { ...repository.env, GIT_EXTERNAL_DIFF: 'false', GIT_DIFF_OPTS: '-u9' } };

    expect((await linesOf({ type: 'commit', commit }, undefined, place)).lines).toEqual({ 'a.ts': [2] });
  });

  it('takes the base that it is given, and the remote branch where a local one is called the same', async () => {
    const first = repository.commit({ 'a.ts': '1\n' });
    pushed();
    repository.commit({ 'b.ts': '1\n' });
    repository.git('branch', 'origin/main');
    repository.git('tag', 'v1');
    const commit = repository.commit({ 'c.ts': '1\n' });

    expect(await linesOf({ type: 'commit', commit }, 'v1')).toMatchObject({ lines: { 'c.ts': [1] }, since: 'v1' });
    expect((await linesOf({ type: 'commit', commit })).base).toBe(first);
  });

  it('names a base that is not known here, and how to fetch it', async () => {
    const commit = repository.commit({ 'a.ts': '1\n' });

    await expect(linesOf({ type: 'commit', commit }, 'origin/release/2')).rejects.toThrow(
      '`origin/release/2` is not known here, so there is nothing to compare with: git fetch origin release/2',
    );
    await expect(linesOf({ type: 'commit', commit }, 'v9')).rejects.toThrow('git fetch origin v9');
    await expect(linesOf({ type: 'commit', commit }, '--all')).rejects.toThrow('`--all` is not known here');
  });

  it('names the command that helps in a shallow clone', async () => {
    repository.commit({ 'a.ts': '1\n' });
    repository.git('checkout', '-q', '-b', 'topic');
    repository.commit({ 'b.ts': '1\n' });
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'c.ts': '1\n' });
    repository.gitIn(repository.folder, [
      'clone',
      '-q',
      '--depth=1',
      '--no-single-branch',
      `file://${repository.root}`,
      'clone',
    ]);
    const clone = { ...repository.place, cwd: path.join(repository.folder, 'clone') };
    const commit = repository.git('rev-parse', 'topic');

    await expect(linesOf({ type: 'commit', commit }, undefined, clone)).rejects.toThrow(
      'no common ancestor with `origin/main` is known here: git fetch --unshallow, or name another `base`',
    );
  });
});
