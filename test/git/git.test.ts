import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { git, tryGit, tryGitNow } from '../../src/git/git.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => repository.remove());

describe('git', () => {
  it('hands over input and returns bytes', async () => {
    const bytes = Buffer.from([0, 255, 10, 0]);
    const id = (await git(repository.place, ['hash-object', '-w', '--stdin'], bytes)).toString().trim();
    expect(await git(repository.place, ['cat-file', 'blob', id])).toEqual(bytes);
  });

  it('survives that git ends before it has read its input', async () => {
    const result = await tryGit(repository.place, ['rev-parse', '--git-dir'], Buffer.alloc(4_000_000));
    expect(result).toMatchObject({ code: 0, stderr: '' });
  });

  it('rejects with the words of git', async () => {
    await expect(git(repository.place, ['cat-file', 'blob', 'nothing'])).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/^git cat-file failed: fatal: .*nothing/),
    });
  });

  it('gives the exit code where git says nothing', async () => {
    const args = ['rev-parse', '--verify', '--quiet', 'HEAD'];
    await expect(git(repository.place, args)).rejects.toMatchObject({ message: 'git rev-parse failed: exit code 1' });
  });

  it('says which signal ended git', async () => {
    repository.git('config', 'alias.die', '!kill -TERM $PPID');
    await expect(git(repository.place, ['die'])).rejects.toMatchObject({ message: expect.stringContaining('SIGTERM') });
  });

  it('says that git is missing', async () => {
    const place = { ...repository.place, env: { PATH: repository.root } };
    await expect(git(place, ['version'])).rejects.toMatchObject({
      code: 'environment',
      message: 'git cannot be started',
    });
  });

  it('says that the folder is missing, and not that git is', async () => {
    const place = { ...repository.place, cwd: `${repository.root}/gone` };
    await expect(git(place, ['version'])).rejects.toMatchObject({ message: `${repository.root}/gone is not there` });
  });

  it('answers at once where it is asked to, in the same words', () => {
    repository.commit({ 'a.md': 'a' });
    const { code, stdout } = tryGitNow(repository.place, ['ls-files']);
    expect([code, stdout.toString()]).toEqual([0, 'a.md\n']);
    expect(tryGitNow(repository.place, ['cat-file', 'blob', 'nothing'])).toMatchObject({
      code: 128,
      stderr: expect.stringContaining('nothing'),
    });
    repository.git('config', 'alias.die', '!kill -TERM $PPID');
    expect(tryGitNow(repository.place, ['die'])).toMatchObject({
      code: 128,
      stderr: expect.stringContaining('SIGTERM'),
    });
    const place = { ...repository.place, cwd: `${repository.root}/gone` };
    expect(() => tryGitNow(place, ['version'])).toThrow(`${repository.root}/gone is not there`);
  });

  it('takes paths literally, whatever the command that started the hook was told', async () => {
    repository.commit({ '*.md': 'star', 'a.md': 'a' });
    const env = { ...repository.env, GIT_ICASE_PATHSPECS: '1', GIT_GLOB_PATHSPECS: '1', GIT_NOGLOB_PATHSPECS: '1' };
    const listed = await git({ ...repository.place, env }, ['ls-files', '--', '*.md']);
    expect(listed.toString()).toBe('*.md\n');
  });
});
