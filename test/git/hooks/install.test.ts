import { lstatSync, readdirSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  findHooksFolder,
  type HookSite,
  type InstalledHooks,
  installHooks,
  uninstallHooks,
} from '../../../src/git/hooks/install.ts';
import { verifyHooks } from '../../../src/git/hooks/verify.ts';
import { findRepository } from '../../../src/git/repository.ts';
import { type FakePackage, makePackage } from '../../support/fake-package.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const LINK = 'node_modules/lattice-hooks';

let repository: TestRepository;
let fake: FakePackage;

beforeEach(() => {
  repository = makeRepository();
  fake = makePackage(path.join(repository.root, LINK));
  repository.write('.gitignore', 'node_modules\n');
  repository.write('.lattice-hooksrc.json', '{}');
  repository.git('add', '--all');
});

afterEach(() => repository.remove());

describe('installing', () => {
  it('makes git start the package at a commit and at a push', async () => {
    const installed = await install(['pre-commit', 'pre-push']);
    expect(installed).toMatchObject({ placed: ['pre-commit', 'pre-push'], movedAside: [], removed: [] });
    expect(installed.problems).toEqual(new Map());
    const remote = path.join(repository.folder, 'remote');
    repository.gitIn(repository.folder, ['init', '--quiet', '--bare', remote]);
    repository.git('commit', '--quiet', '-m', 'one');
    repository.git('push', '--quiet', remote, 'main');
    const id = repository.git('rev-parse', 'HEAD');
    expect(fake.calls()).toMatchObject([
      { args: ['hook', '--told-index', 'pre-commit'], stdin: '', cwd: repository.root },
      {
        args: ['hook', '--told-push', 'pre-push', remote, remote],
        stdin: expect.stringMatching(new RegExp(`^refs/heads/main ${id} refs/heads/main ${'0'.repeat(40)}\n`)),
      },
    ]);
  });

  it('lets the package refuse a commit', async () => {
    await install(['pre-commit']);
    fake.endWith(1);
    expect(() => repository.git('commit', '--quiet', '-m', 'one')).toThrow();
    expect(() => repository.git('rev-parse', '--verify', 'HEAD')).toThrow();
  });

  it('works where there is no folder for hooks yet', async () => {
    rmSync(hooksFolder(), { recursive: true });
    await install(['pre-commit']);
    expect(statSync(path.join(hooksFolder(), 'pre-commit')).mode & 0o777).toBe(0o755);
  });

  it('changes nothing when it is done again', async () => {
    await install(['pre-commit', 'commit-msg']);
    const before = contents();
    expect(await install(['pre-commit', 'commit-msg'])).toMatchObject({ movedAside: [], removed: [] });
    expect(contents()).toEqual(before);
  });

  it('replaces hooks of ours that an older version wrote', async () => {
    await install(['pre-commit']);
    const now = contents();
    repository.write('.git/hooks/pre-commit', `${repository.read('.git/hooks/pre-commit')}\necho old\n`);
    expect(await install(['pre-commit'])).toMatchObject({ movedAside: [] });
    expect(contents()).toEqual(now);
  });

  it('takes out hooks that are not asked for any more, and gives the earlier ones their place back', async () => {
    repository.write('.git/hooks/commit-msg', '#!/bin/sh\n# theirs\n', 0o755);
    await install(['pre-commit', 'commit-msg']);
    expect(await install(['pre-commit'])).toMatchObject({ placed: ['pre-commit'], removed: ['commit-msg'] });
    expect(contents()).toMatchObject({ 'commit-msg': '#!/bin/sh\n# theirs\n' });
    expect(Object.keys(contents())).toEqual(['commit-msg', 'pre-commit']);
  });

  it('says which hook would not work, and why', async () => {
    fake.remove();
    makePackage(path.join(repository.folder, 'elsewhere'));
    const site = { ...(await siteOf(repository.root)), packageFolder: path.join(repository.folder, 'elsewhere') };
    rmSync(path.join(repository.folder, 'elsewhere/dist/hot.cjs'));
    const installed = await installHooks(site, await findHooksFolder(site, false), ['pre-commit'], undefined);
    expect([...installed.problems]).toEqual([['pre-commit', expect.stringContaining('not installed')]]);
  });

  it('says which hook cannot be started at all', async () => {
    const { place } = repository;
    const problems = await verifyHooks(place, hooksFolder(), ['pre-commit']);
    expect([...problems]).toEqual([['pre-commit', expect.stringContaining('ENOENT')]]);
  });

  it('says which hook ends without telling what it would start', async () => {
    repository.write('.git/hooks/pre-commit', '#!/bin/sh\n', 0o755);
    const problems = await verifyHooks(repository.place, path.join(repository.root, '.git/hooks'), ['pre-commit']);
    expect([...problems]).toEqual([['pre-commit', 'it ended without a word']]);
  });

  it('is not deceived by switches that are on while it looks', async () => {
    const site = { ...(await siteOf(repository.root)), env: { ...repository.env, LATTICE_HOOKS: '0' } };
    const installed = await installHooks(site, await findHooksFolder(site, false), ['pre-commit'], LINK);
    expect(installed.problems).toEqual(new Map());
  });
});

describe('hooks of others', () => {
  it('still run, before ours, and can refuse', async () => {
    repository.write(
      '.git/hooks/pre-commit',
      '#!/bin/sh\necho ran >> "$(git rev-parse --git-dir)/theirs"\ntest ! -e refuse\n',
      0o755,
    );
    expect(await install(['pre-commit'])).toMatchObject({ movedAside: ['pre-commit'] });
    repository.git('commit', '--quiet', '-m', 'one');
    expect(repository.read('.git/theirs')).toBe('ran\n');
    expect(fake.calls()).toHaveLength(1);
    repository.write('refuse');
    expect(() => repository.git('commit', '--quiet', '--allow-empty', '-m', 'two')).toThrow();
    expect(fake.calls()).toHaveLength(1);
  });

  it('are left alone where no tier names them', async () => {
    repository.write('.git/hooks/post-checkout', 'theirs', 0o755);
    await install(['pre-commit']);
    expect(contents()).toMatchObject({ 'post-checkout': 'theirs' });
    await uninstall();
    expect(contents()).toEqual({ 'post-checkout': 'theirs' });
  });

  it('come back as they were: bytes, mode, links', async () => {
    repository.write('.git/hooks/pre-commit', Buffer.from([0x23, 0xff, 0x00, 0x0a]), 0o700);
    repository.write('scripts/push.sh', '#!/bin/sh\n', 0o755);
    symlinkSync('../../scripts/push.sh', path.join(hooksFolder(), 'pre-push'));
    symlinkSync('nowhere', path.join(hooksFolder(), 'commit-msg'));
    const before = states();
    await install(['pre-commit', 'pre-push', 'commit-msg']);
    await install(['pre-commit', 'pre-push', 'commit-msg']);
    expect(await uninstall()).toMatchObject({
      removed: ['pre-commit', 'commit-msg', 'pre-push'],
      putBack: ['pre-commit', 'commit-msg', 'pre-push'],
      leftAside: [],
    });
    expect(states()).toEqual(before);
  });

  it('are never overwritten when there are two for one name', async () => {
    repository.write('.git/hooks/pre-commit', 'first', 0o755);
    await install(['pre-commit']);
    repository.write('.git/hooks/pre-commit', 'second', 0o755);
    const before = contents();
    await expect(install(['commit-msg', 'pre-commit'])).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('pre-commit.before-lattice-hooks'),
    });
    expect(contents()).toEqual(before);
    expect(await uninstall()).toMatchObject({ removed: [], leftAside: ['pre-commit'] });
    expect(contents()).toEqual(before);
  });
});

describe('linked worktrees', () => {
  it('share the hooks, and find the package of the main worktree', async () => {
    await install(['pre-commit']);
    repository.commit();
    const linked = path.join(repository.folder, 'linked');
    repository.git('worktree', 'add', '--quiet', linked);
    repository.gitIn(linked, ['commit', '--quiet', '--allow-empty', '-m', 'two']);
    expect(fake.calls()).toMatchObject([{ folder: fake.folder, cwd: linked }]);
  });

  it('find it also after the repository has moved', async () => {
    await install(['pre-commit']);
    repository.commit();
    const moved = path.join(repository.folder, 'moved');
    renameSync(repository.root, moved);
    const linked = path.join(repository.folder, 'linked');
    repository.gitIn(moved, ['worktree', 'add', '--quiet', linked]);
    repository.gitIn(linked, ['commit', '--quiet', '--allow-empty', '-m', 'two']);
    expect(readdirSync(path.join(moved, LINK, 'dist'))).toContain('calls');
  });

  it('find it there also when they were installed from elsewhere', async () => {
    repository.commit();
    const linked = path.join(repository.folder, 'linked');
    repository.git('worktree', 'add', '--quiet', linked);
    const own = makePackage(path.join(linked, LINK));
    const site = { ...(await siteOf(linked)), packageFolder: own.folder };
    await installHooks(site, await findHooksFolder(site, false), ['pre-commit'], LINK);
    own.remove();
    repository.gitIn(linked, ['commit', '--quiet', '--allow-empty', '-m', 'two']);
    expect(fake.calls()).toMatchObject([{ cwd: linked }]);
  });

  it('find it there also where the git directory lies elsewhere', async () => {
    repository.commit();
    repository.git('init', '--quiet', '--separate-git-dir', path.join(repository.folder, 'separate'));
    const site = await siteOf(repository.root);
    const own = makePackage(path.join(repository.folder, 'own'));
    await installHooks(
      { ...site, packageFolder: own.folder },
      await findHooksFolder(site, false),
      ['pre-commit'],
      undefined,
    );
    own.remove();
    const linked = path.join(repository.folder, 'linked');
    repository.git('worktree', 'add', '--quiet', linked);
    repository.gitIn(linked, ['commit', '--quiet', '--allow-empty', '-m', 'two']);
    expect(fake.calls()).toMatchObject([{ cwd: linked }]);
  });

  it('can be installed from', async () => {
    repository.commit();
    const linked = path.join(repository.folder, 'linked');
    repository.git('worktree', 'add', '--quiet', linked);
    const site = await siteOf(linked);
    await installHooks(site, await findHooksFolder(site, false), ['pre-commit'], undefined);
    repository.git('commit', '--quiet', '--allow-empty', '-m', 'two');
    expect(fake.calls()).toHaveLength(1);
    await uninstallHooks(site);
    expect(contents()).toEqual({});
  });
});

it('installs into a submodule, where git has its directory elsewhere', async () => {
  const other = makeRepository();
  other.commit({ file: '1' });
  repository.git('submodule', '--quiet', 'add', other.root, 'module');
  const module = path.join(repository.root, 'module');
  const site = await siteOf(module);
  const installed = await installHooks(site, await findHooksFolder(site, false), ['pre-commit'], undefined);
  expect(installed.folder).toBe(path.join(repository.root, '.git/modules/module/hooks'));
  repository.gitIn(module, ['commit', '--quiet', '--allow-empty', '-m', 'two']);
  expect(fake.calls()).toMatchObject([{ cwd: module }]);
  other.remove();
});

describe('a folder for hooks that is set by core.hooksPath', () => {
  it('is used when it lies in the git directory', async () => {
    repository.git('config', 'core.hooksPath', '.git/my-hooks');
    const installed = await install(['pre-commit']);
    expect(installed.folder).toBe(path.join(repository.root, '.git/my-hooks'));
    repository.git('commit', '--quiet', '-m', 'one');
    expect(fake.calls()).toHaveLength(1);
    await uninstall();
    expect(readdirSync(installed.folder)).toEqual([]);
  });
});

it('is taken out of .git/hooks also when git looks elsewhere by now', async () => {
  await install(['pre-commit']);
  repository.git('config', '--global', 'core.hooksPath', repository.folder);
  expect(await uninstall()).toMatchObject({ removed: ['pre-commit'] });
  expect(contents()).toEqual({});
});

it('is told once for each name where it lies in two folders', async () => {
  await install(['pre-commit']);
  repository.git('config', 'core.hooksPath', repository.folder);
  await install(['pre-commit'], true);
  expect(await uninstall()).toMatchObject({ removed: ['pre-commit'] });
});

function hooksFolder(): string {
  return path.join(repository.root, '.git/hooks');
}

/** Hooks by name with their text, the samples of git left out. */
function contents(): Readonly<Record<string, string>> {
  const names = readdirSync(hooksFolder()).filter((name) => !name.endsWith('.sample'));
  return Object.fromEntries(names.sort().map((name) => [name, repository.read(`.git/hooks/${name}`)]));
}

/** The same for files that may be links: what they are, down to the bytes. */
function states(): Readonly<Record<string, unknown>> {
  const names = readdirSync(hooksFolder()).filter((name) => !name.endsWith('.sample'));
  return Object.fromEntries(
    names.sort().map((name) => {
      const file = path.join(hooksFolder(), name);
      const stat = lstatSync(file);
      return [name, stat.isSymbolicLink() ? readlinkSync(file) : [stat.mode, stat.size, stat.mtimeMs, stat.ino]];
    }),
  );
}

async function siteOf(cwd: string): Promise<HookSite> {
  const found = await findRepository(cwd, repository.env);
  return {
    repository: found,
    env: repository.env,
    node: process.execPath,
    packageFolder: fake.folder,
    product: '1.2.3',
  };
}

async function install(names: readonly string[], forced = false): Promise<InstalledHooks> {
  const site = await siteOf(repository.root);
  return installHooks(site, await findHooksFolder(site, forced), names, LINK);
}

async function uninstall() {
  return uninstallHooks(await siteOf(repository.root));
}
