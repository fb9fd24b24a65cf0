import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verify } from '../../../src/cli/commands/verify.ts';
import { makeTerminal } from '../../support/fake-terminal.ts';
import { makePushLab, type PushLab } from '../../support/push-lab.ts';

describe('verify', () => {
  let lab: PushLab;
  let base: string;
  beforeEach(() => {
    lab = makePushLab();
  });
  afterEach(() => lab.repository.remove());

  const configure = (run = 'true', on = ['pre-commit']) => {
    lab.configure({ fast: { on, tasks: { lint: { run } } } });
    base = lab.repository.git('rev-parse', 'HEAD');
  };
  const verified = async (range: string | undefined, env: Readonly<Record<string, string>> = {}) => {
    const terminal = makeTerminal();
    const world = { ...lab.world, env: { ...lab.world.env, GITHUB_BASE_REF: undefined, ...env } };
    return { code: await verify({ range, reports: [] }, world, terminal), out: terminal.written('out') };
  };
  const know = (branch: string, commit: string) =>
    lab.repository.git('update-ref', `refs/remotes/origin/${branch}`, commit);

  it('says of every commit that it was checked, and runs nothing', async () => {
    configure();
    const commit = await lab.checked({ 'a.txt': '1' });
    const { code, out } = await verified(`${base}..HEAD`);

    expect(code).toBe(0);
    expect(out).toContain(commit.slice(0, 7));
    expect(out).not.toContain('lint');
  });

  it('checks what was not, and refuses what fails', async () => {
    configure('false');
    lab.repository.commit({ 'a.txt': '1' });
    const { code, out } = await verified(`${base}..HEAD`);

    expect(code).toBe(1);
    expect(out).toContain('lint');
  });

  it.each<[string, string | undefined, Readonly<Record<string, string>>, number]>([
    ['HEAD without a range with the default branch of the remote', undefined, {}, 2],
    ['a commit with the default branch of the remote', 'HEAD', {}, 2],
    ['an older commit likewise', 'HEAD~1', {}, 1],
    ['a pull request with the branch that it goes to', 'HEAD', { GITHUB_BASE_REF: 'release' }, 1],
  ])('compares %s', async (_, range, env, listed) => {
    configure();
    const commits = [await lab.checked({ 'a.txt': '1' }), await lab.checked({ 'a.txt': '2' })];
    know('main', base);
    know('release', commits[0] ?? '');
    lab.repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    const { code, out } = await verified(range, env);

    expect(code).toBe(0);
    expect(commits.filter((commit) => out.includes(commit.slice(0, 7)))).toHaveLength(listed);
  });

  it('asks for a range where no remote is known', async () => {
    configure();

    await expect(verified(undefined)).rejects.toMatchObject({
      code: 'usage',
      message: 'no branch of a remote is known here that commits could be compared with',
    });
  });

  it('refuses where there is no config', async () => {
    const first = lab.repository.commit({ 'a.txt': '1' });
    lab.repository.commit({ 'a.txt': '2' });

    await expect(verified(`${first}..HEAD`)).rejects.toMatchObject({ code: 'config', message: 'HEAD has no config' });
  });

  it('refuses where no tier runs at a commit', async () => {
    configure('true', ['pre-push']);
    lab.repository.commit({ 'a.txt': '1' });

    await expect(verified(`${base}..HEAD`)).rejects.toMatchObject({ code: 'config' });
  });
});
