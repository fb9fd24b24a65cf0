import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findHooksFolder, type HookSite, installHooks, uninstallHooks } from '../../../src/git/hooks/install.ts';
import { findRepository } from '../../../src/git/repository.ts';
import { type FakePackage, makePackage } from '../../support/fake-package.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

// Where git looks for hooks in a folder that is not this repository's own.

const LINK = 'node_modules/lattice-hooks';
const THEIRS = '#!/bin/sh\necho "$0" >> "$(git rev-parse --git-common-dir)/theirs"\n';

let repository: TestRepository;
let fake: FakePackage;

beforeEach(() => {
  repository = makeRepository();
  fake = makePackage(path.join(repository.root, LINK));
  repository.write('.gitignore', 'node_modules\n');
  repository.git('add', '--all');
});

afterEach(() => repository.remove());

/** Ways to send git elsewhere, with what the refusal says of each. */
const CASES = [
  {
    what: 'a tracked folder',
    set: () => set('--local', '.githooks'),
    scope: 'local',
    value: '.githooks',
    why: 'part of the worktree',
  },
  {
    what: 'a folder of the worktree that is not tracked',
    set: () => set('--local', 'build/_'),
    scope: 'local',
    value: 'build/_',
    why: 'part of the worktree',
  },
  {
    what: 'no name, which is the top of the worktree',
    set: () => set('--local', ''),
    scope: 'local',
    value: '',
    why: 'part of the worktree',
  },
  {
    what: 'a folder beside the repository',
    set: () => set('--local', '../shared'),
    scope: 'local',
    value: '../shared',
    why: 'other repositories',
  },
  {
    what: 'a folder of the user',
    set: () => set('--global', path.join(repository.folder, 'shared')),
    scope: 'global',
    value: 'shared',
    why: 'other repositories',
  },
  {
    what: 'no folder at all',
    set: () => set('--local', '/dev/null'),
    scope: 'local',
    value: '/dev/null',
    why: 'no folder',
  },
] as const;

describe.each(CASES)('core.hooksPath that leads to $what', ({ set: setUp, scope, value, why }) => {
  beforeEach(setUp);

  it('is refused with its value, its scope, why, and what to do; nothing is changed', async () => {
    const before = everything();
    const refusal = await install(false).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'environment',
      hint: expect.stringMatching(/--force.*git config --\w+ --unset-all/),
    });
    const { message } = refusal as Error;
    for (const word of ['core.hooksPath', value, `(${scope}, `, why]) expect(message).toContain(word);
    expect(everything()).toEqual(before);
  });

  it('is taken over by force, so that hooks run, and given back', async () => {
    const before = everything();
    expect((await install(true)).problems).toEqual(new Map());
    repository.git('commit', '--quiet', '-m', 'one');
    expect(fake.calls()).toMatchObject([{ args: ['hook', '--told-index', 'pre-commit'] }]);
    await uninstall();
    expect(everything()).toEqual(before);
  });
});

describe('taken over by force', () => {
  it('keeps hooks of the same name running first, and says from where', async () => {
    set('--local', '.githooks');
    expect(await install(true)).toMatchObject({ others: '.githooks' });
    await install(false);
    await install(true);
    repository.git('commit', '--quiet', '-m', 'one');
    const linked = path.join(repository.folder, 'linked');
    repository.git('worktree', 'add', '--quiet', linked);
    repository.gitIn(linked, ['commit', '--quiet', '--allow-empty', '-m', 'two']);
    expect(repository.read('.git/theirs')).toBe('.githooks/pre-commit\n.githooks/pre-commit\n');
    expect(fake.calls()).toHaveLength(2);
  });

  it('leaves the hooks of .git/hooks alone, which did not run before either', async () => {
    set('--local', '.githooks');
    repository.write('.git/hooks/pre-commit', 'exit 1', 0o755);
    await install(true);
    repository.git('commit', '--quiet', '-m', 'one');
    expect(repository.read('.git/hooks/pre-commit')).toBe('exit 1');
  });

  it('gives back several values in their order', async () => {
    repository.git('config', '--add', 'core.hooksPath', 'one');
    repository.git('config', '--add', 'core.hooksPath', 'two');
    await install(true);
    expect(await uninstall()).toMatchObject({ hooksPath: { type: 'restored', values: ['one', 'two'] } });
    expect(repository.git('config', '--get-all', 'core.hooksPath')).toBe('one\ntwo');
    expect(await uninstall()).toMatchObject({ hooksPath: undefined });
  });

  it('does not take away what somebody has set since', async () => {
    set('--local', '.githooks');
    await install(true);
    repository.git('config', 'core.hooksPath', 'later');
    expect(await uninstall()).toMatchObject({
      removed: ['pre-commit'],
      hooksPath: { type: 'changed', value: 'later' },
    });
    expect(repository.git('config', 'core.hooksPath')).toBe('later');
    expect(repository.git('config', '--list', '--local')).not.toContain('lattice.');
  });

  it('needs no force again where another manager has set the same value again', async () => {
    set('--local', '.githooks');
    await install(true);
    repository.git('config', 'core.hooksPath', '.githooks');
    expect(await install(false)).toMatchObject({ others: '.githooks', problems: new Map() });
    repository.git('commit', '--quiet', '-m', 'one');
    expect(fake.calls()).toHaveLength(1);
    repository.git('config', 'core.hooksPath', 'build/_');
    await expect(install(false)).rejects.toMatchObject({ message: expect.stringContaining('build/_') });
    repository.git('config', 'core.hooksPath', '.githooks');
    await uninstall();
    expect(repository.git('config', 'core.hooksPath')).toBe('.githooks');
    await expect(install(false)).rejects.toMatchObject({ code: 'environment' });
  });

  it('remembers the latest value when it is taken over twice', async () => {
    set('--local', '.githooks');
    await install(true);
    repository.git('config', '--add', 'core.hooksPath', 'build/_');
    expect(await install(true)).toMatchObject({ others: 'build/_' });
    await uninstall();
    expect(repository.git('config', '--get-all', 'core.hooksPath')).toBe('build/_');
  });

  it('works for the setting of one worktree, and in that worktree', async () => {
    repository.git('config', 'extensions.worktreeConfig', 'true');
    set('--worktree', '.githooks');
    const before = everything();
    await install(true);
    repository.git('commit', '--quiet', '-m', 'one');
    expect(fake.calls()).toHaveLength(1);
    await uninstall();
    expect(everything()).toEqual(before);
  });
});

it('gives back both settings where first that of the repository was in the way, and then that of a worktree', async () => {
  repository.git('config', 'extensions.worktreeConfig', 'true');
  set('--local', '.githooks');
  await install(true);
  repository.git('config', '--worktree', 'core.hooksPath', 'build/_');
  await install(true);
  await uninstall();
  expect(repository.git('config', '--get-all', 'core.hooksPath')).toBe('.githooks\nbuild/_');
  expect(repository.git('config', '--list')).not.toContain('lattice.');
});

describe('what no setting of a repository can change', () => {
  it('is refused even by force: the command line', async () => {
    const env = {
      ...repository.env,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.hooksPath',
      GIT_CONFIG_VALUE_0: 'x',
    };
    const site = { ...(await siteOf()), env };
    await expect(findHooksFolder(site, true)).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/core\.hooksPath is `x` \(command/),
      hint: expect.stringContaining('GIT_CONFIG_COUNT'),
    });
  });

  it('is refused with everything as it was: a file that is included last', async () => {
    writeFileSync(path.join(repository.folder, 'included'), '[core]\n\thooksPath = elsewhere\n');
    repository.git('config', 'core.hooksPath', 'first');
    repository.git('config', 'include.path', path.join(repository.folder, 'included'));
    const before = everything();
    await expect(install(true)).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('elsewhere'),
    });
    expect(everything()).toEqual(before);
  });
});

it('refuses a folder for hooks that is a link to somewhere else, and forces past it', async () => {
  rmSync(path.join(repository.root, '.git/hooks'), { recursive: true });
  repository.write('shared/pre-commit', THEIRS, 0o755);
  symlinkSync('../shared', path.join(repository.root, '.git/hooks'));
  await expect(install(false)).rejects.toMatchObject({ message: expect.stringContaining('link to') });
  expect(await install(true)).toMatchObject({ others: 'shared' });
  repository.git('commit', '--quiet', '-m', 'one');
  expect(fake.calls()).toHaveLength(1);
  await uninstall();
  expect(repository.read('shared/pre-commit')).toBe(THEIRS);
});

/** Sets core.hooksPath, and puts hooks where most of the cases lead. */
function set(scope: string, value: string): void {
  repository.git('config', scope, 'core.hooksPath', value);
  repository.write('.githooks/pre-commit', THEIRS, 0o755);
  repository.write('../shared/pre-commit', THEIRS, 0o755);
  repository.git('add', '.githooks');
}

/** Git's configuration and all hooks that there are. */
function everything(): unknown {
  const text = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  const list = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);
  const at = (file: string) => path.join(repository.root, file);
  return [
    repository.git('config', '--list', '--show-scope'),
    ...[at('.githooks/pre-commit'), at('../shared/pre-commit')].map(text),
    ...[at('.githooks'), at('../shared'), at('.git/hooks'), at('.git/lattice-hooks/hooks')].map(list),
    repository.git('ls-files', '--stage'),
  ];
}

async function siteOf(): Promise<HookSite> {
  const found = await findRepository(repository.root, repository.env);
  return {
    repository: found,
    env: repository.env,
    node: process.execPath,
    packageFolder: fake.folder,
    product: '1.2.3',
  };
}

async function install(forced: boolean) {
  const site = await siteOf();
  return installHooks(site, await findHooksFolder(site, forced), ['pre-commit'], LINK);
}

async function uninstall() {
  return uninstallHooks(await siteOf());
}
