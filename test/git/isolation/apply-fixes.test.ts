import { chmodSync, existsSync, lstatSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileEntry, FileMode } from '../../../src/core/files.ts';
import type { Fix } from '../../../src/core/ports.ts';
import { applyFixes } from '../../../src/git/isolation/apply-fixes.ts';
import { stampFiles } from '../../../src/system/stamps.ts';
import { makeRepository, type RepositoryOptions, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
let gitDir: string;
const begin = (options: RepositoryOptions = {}) => {
  repository = makeRepository(options);
  gitDir = path.join(repository.root, '.git');
};
beforeEach(() => begin());
afterEach(() => repository.remove());

/** An entry of a content, whose blob is in the object store. */
function kept(content: string, mode: FileMode = '100644'): FileEntry {
  const file = path.join(repository.folder, 'content');
  writeFileSync(file, content);
  return { mode, id: repository.git('hash-object', '-w', '--no-filters', file) };
}

const fix = (file: string, from: string, to: string, mode: FileMode = '100644'): Fix => ({
  path: file,
  from: kept(from, mode),
  to: kept(to, mode),
});
const apply = (...fixes: readonly Fix[]) => applyFixes(repository.place, gitDir, fixes);
const leftovers = () => readdirSync(path.join(gitDir, 'lattice-hooks')).filter((name) => name !== 'index');

describe('applyFixes', () => {
  it('gives files what was made of them, and tells the stamps that they bear now', async () => {
    repository.commit({ 'a.ts': 'a', 'src/deep/b.ts': 'b' });
    const applied = await apply(fix('a.ts', 'a', 'A'), fix('src/deep/b.ts', 'b', 'B'));

    expect([repository.read('a.ts'), repository.read('src/deep/b.ts')]).toEqual(['A', 'B']);
    expect(applied).toEqual(stampFiles(repository.root, ['a.ts', 'src/deep/b.ts']));
    expect(leftovers()).toEqual([]);
    expect(repository.git('diff', '--cached', '--name-only')).toBe('');
  });

  it.each(['sha1', 'sha256'])('knows ids of %s', async (format) => {
    repository.remove();
    begin({ sha256: format === 'sha256' });
    repository.commit({ 'a.ts': 'a' });
    await apply(fix('a.ts', 'a', 'A'));

    expect(repository.read('a.ts')).toBe('A');
  });

  it.each(['-dash', 'a "quoted" name', 'line\nbreak', '\udcff\udcfe.ts', ':(top)a', 'ünï'])(
    'takes %j for a name like any other',
    async (name) => {
      repository.write(name, 'a');
      const applied = await apply(fix(name, 'a', 'A'));

      expect([...applied.keys()]).toEqual([name]);
      expect(repository.read(name)).toBe('A');
    },
  );

  it('keeps the permissions of the file', async () => {
    repository.write('a.sh', 'a', 0o750);
    repository.write('b.ts', 'b', 0o600);
    await apply(fix('a.sh', 'a', 'A', '100755'), fix('b.ts', 'b', 'B'));

    const modes = ['a.sh', 'b.ts'].map((name) => lstatSync(path.join(repository.root, name)).mode & 0o7777);
    expect(modes).toEqual([0o750, 0o600]);
  });

  it('gives a file the permission that came with the fix', async () => {
    repository.write('a.sh', 'a', 0o644);
    const applied = await apply({ ...fix('a.sh', 'a', 'A'), to: kept('A', '100755') });

    expect(applied.size).toBe(1);
    expect(lstatSync(path.join(repository.root, 'a.sh')).mode & 0o100).toBe(0o100);
  });

  it.each([
    ['core.autocrlf', () => repository.git('config', 'core.autocrlf', 'true')],
    ['eol=crlf', () => repository.write('.gitattributes', '*.ts text eol=crlf\n')],
  ])('writes ends of lines as git would with %s', async (_, configure) => {
    configure();
    repository.write('a.ts', 'a\r\n');
    const applied = await apply(fix('a.ts', 'a\n', 'A\nB\n'));

    expect(applied.size).toBe(1);
    expect(repository.read('a.ts')).toBe('A\r\nB\r\n');
  });

  it('leaves nothing in the git directory, not where an index is split either', async () => {
    repository.commit({ 'a.ts': 'a' });
    repository.git('config', 'core.splitIndex', 'true');
    const before = readdirSync(gitDir);
    await apply(fix('a.ts', 'a', 'A'));

    expect(readdirSync(gitDir).filter((name) => name !== 'lattice-hooks')).toEqual(before);
  });

  it('leaves ends of lines alone that the index has too', async () => {
    repository.commit({ 'a.ts': 'a\r\n' });
    repository.git('config', 'core.autocrlf', 'true');
    const applied = await apply(fix('a.ts', 'a\r\n', 'A\r\n'));

    expect(applied.size).toBe(1);
    expect(repository.read('a.ts')).toBe('A\r\n');
  });

  it('lets filters make what is read of what is kept', async () => {
    repository.git('config', 'filter.upper.clean', 'tr A-Z a-z');
    repository.git('config', 'filter.upper.smudge', 'tr a-z A-Z');
    repository.write('.gitattributes', '*.txt filter=upper\n');
    repository.write('a.txt', 'WRONG\n');
    const applied = await apply(fix('a.txt', 'wrong\n', 'right\n'));

    expect(applied.size).toBe(1);
    expect(repository.read('a.txt')).toBe('RIGHT\n');
  });

  it('counts no file that git reads otherwise than it was kept', async () => {
    repository.git('config', 'filter.lossy.clean', 'tr a-z A-Z');
    repository.write('.gitattributes', '*.txt filter=lossy\n');
    repository.write('a.txt', 'a\n');
    expect((await apply({ ...fix('a.txt', 'A\n', 'small\n') })).size).toBe(0);
  });

  it('leaves a file alone whose fix git has thrown away, and no other', async () => {
    repository.commit({ 'a.ts': 'a', 'b.ts': 'b' });
    const [gone, there] = [fix('a.ts', 'a', 'A'), fix('b.ts', 'b', 'B')];
    rmSync(path.join(gitDir, 'objects', gone.to.id.slice(0, 2), gone.to.id.slice(2)), { force: true });
    const applied = await apply(gone, there);

    expect([...applied.keys()]).toEqual(['b.ts']);
    expect([repository.read('a.ts'), repository.read('b.ts')]).toEqual(['a', 'B']);
  });

  it('keeps a blob that it has used from being thrown away with old ones', async () => {
    repository.commit({ 'a.ts': 'a' });
    const old = fix('a.ts', 'a', 'A');
    const file = path.join(gitDir, 'objects', old.to.id.slice(0, 2), old.to.id.slice(2));
    repository.gitIn(repository.root, ['-c', 'alias.old=!touch -d 2020-01-01', 'old', file]);
    await apply(old);
    repository.git('prune', '--expire=2.weeks.ago');

    expect(existsSync(file)).toBe(true);
  });

  it.each([
    ['holds something else', () => repository.write('a.ts', 'saved')],
    ['may be executed by now', () => chmodSync(path.join(repository.root, 'a.ts'), 0o755)],
    ['is gone', () => rmSync(path.join(repository.root, 'a.ts'))],
    [
      'is a link by now',
      () => {
        repository.write('b.ts', 'a');
        rmSync(path.join(repository.root, 'a.ts'));
        symlinkSync('b.ts', path.join(repository.root, 'a.ts'));
      },
    ],
  ])('leaves a file alone that %s', async (_, change) => {
    repository.commit({ 'a.ts': 'a' });
    change();
    const before = stampFiles(repository.root, ['a.ts', 'b.ts']);

    expect((await apply(fix('a.ts', 'a', 'A'))).size).toBe(0);
    expect(stampFiles(repository.root, ['a.ts', 'b.ts'])).toEqual(before);
  });

  it.each([
    ['into the file', 'printf saved > a.ts'],
    ['in its place', 'printf saved > a.new; mv a.new a.ts'],
  ])('gives way to what is saved meanwhile %s', async (_, save) => {
    repository.commit({ 'a.ts': 'a' });
    // Git writes the fix between the first look at the file and the moment in which it is replaced.
    repository.git('config', 'filter.slow.smudge', `sh -c '${save}; cat'`);
    repository.git('config', 'filter.slow.clean', 'cat');
    repository.write('.gitattributes', '*.ts filter=slow\n');
    const applied = await apply(fix('a.ts', 'a', 'A'));

    expect(applied.size).toBe(0);
    expect(repository.read('a.ts')).toBe('saved');
  });

  it('puts every file back where it can go no further', async () => {
    repository.commit({ 'a.ts': 'a' });
    writeFileSync(path.join(gitDir, 'lattice-hooks'), '');

    await expect(apply(fix('a.ts', 'a', 'A'))).rejects.toThrow();
    expect(repository.read('a.ts')).toBe('a');
  });
});
