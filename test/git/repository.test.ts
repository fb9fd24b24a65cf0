import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureIndex } from '../../src/git/index/snapshot.ts';
import { findRepository } from '../../src/git/repository.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

/** An environment in which git cannot be started: what is found then was found without it. */
const WITHOUT_GIT = { PATH: '/nowhere' };

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
  repository.commit({ 'a/b/c.md': 'c' });
});

afterEach(() => repository.remove());

const ordinary = () => ({
  root: repository.root,
  gitDir: `${repository.root}/.git`,
  commonDir: `${repository.root}/.git`,
});

describe('a repository', () => {
  it('is found from its top and from below without starting git', async () => {
    expect(await findRepository(repository.root, WITHOUT_GIT)).toEqual(ordinary());
    expect(await findRepository(`${repository.root}/a/b`, WITHOUT_GIT)).toEqual(ordinary());
  });

  it('is found as git names it to a hook, without starting git', async () => {
    for (const given of ['.git', `${repository.root}/.git`]) {
      const env = { ...WITHOUT_GIT, GIT_DIR: given, GIT_INDEX_FILE: '.git/index' };
      expect(await findRepository(repository.root, env)).toEqual(ordinary());
    }
  });

  it('is found from a linked worktree, which has an index of its own', async () => {
    repository.git('worktree', 'add', '-q', '../linked');
    const linked = `${repository.folder}/linked`;
    const found = {
      root: linked,
      gitDir: `${repository.root}/.git/worktrees/linked`,
      commonDir: `${repository.root}/.git`,
    };
    expect(await findRepository(`${linked}/a`, WITHOUT_GIT)).toEqual(found);
    expect(await findRepository(linked, { ...WITHOUT_GIT, GIT_DIR: found.gitDir })).toEqual(found);
  });

  it('is the submodule and not the repository around it', async () => {
    repository.gitIn(repository.folder, ['clone', '-q', repository.root, 'other']);
    repository.git('submodule', '--quiet', 'add', '../other', 'module');
    const gitDir = `${repository.root}/.git/modules/module`;
    const found = { root: `${repository.root}/module`, gitDir, commonDir: gitDir };
    expect(await findRepository(`${repository.root}/module/a`, WITHOUT_GIT)).toEqual(found);
  });

  it('is found where its git directory is kept elsewhere', async () => {
    const gitDir = `${repository.folder}/ kept elsewhere `;
    repository.git('init', '-q', `--separate-git-dir=${gitDir}`);
    const found = { root: repository.root, gitDir, commonDir: gitDir };
    expect(await findRepository(repository.root, WITHOUT_GIT)).toEqual(found);
  });

  it('is the one that GIT_DIR and GIT_WORK_TREE name', async () => {
    mkdirSync(`${repository.folder}/files`);
    const env = { ...repository.env, GIT_DIR: `${repository.root}/.git`, GIT_WORK_TREE: `${repository.folder}/files` };
    const found = { ...ordinary(), root: `${repository.folder}/files` };
    expect(await findRepository(repository.folder, env)).toEqual(found);
    expect(await findRepository(repository.root, env)).toEqual(found);
  });

  it('has its top where git was started, with GIT_DIR alone', async () => {
    const env = { ...repository.env, GIT_DIR: '../.git' };
    const found = { ...ordinary(), root: `${repository.root}/a` };
    expect(await findRepository(`${repository.root}/a`, env)).toEqual(found);
  });

  it('has its worktree where the config says', async () => {
    mkdirSync(`${repository.folder}/files`);
    repository.git('config', 'core.worktree', '../../files');
    const found = { ...ordinary(), root: `${repository.folder}/files` };
    expect(
      await findRepository(`${repository.folder}/files`, { ...repository.env, GIT_DIR: ordinary().gitDir }),
    ).toEqual(found);
    expect((await findRepository(repository.root, repository.env)).root).toBe(`${repository.folder}/files`);
    repository.git('config', 'extensions.worktreeConfig', 'true');
    repository.git('config', '--unset', 'core.worktree');
    repository.git('config', '--worktree', 'core.worktree', '../../files');
    expect((await findRepository(repository.root, repository.env)).root).toBe(`${repository.folder}/files`);
  });
});

describe('no repository', () => {
  const none = (cwd: string) => ({ code: 'environment', message: `${cwd} is not in a git worktree` });

  it('is outside of one', async () => {
    const outside = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-outside-')));
    const env = { ...repository.env, GIT_CEILING_DIRECTORIES: path.dirname(outside) };
    await expect(findRepository(outside, env)).rejects.toMatchObject(none(outside));
    rmSync(outside, { recursive: true });
  });

  it('is in a bare one, nor where the config calls an ordinary one bare, nor inside of `.git`', async () => {
    const bare = makeRepository({ bare: true });
    await expect(findRepository(bare.root, bare.env)).rejects.toMatchObject(none(bare.root));
    bare.remove();
    const inside = `${repository.root}/.git`;
    await expect(findRepository(inside, repository.env)).rejects.toMatchObject(none(inside));
    await expect(findRepository(`${inside}/hooks`, repository.env)).rejects.toMatchObject(none(`${inside}/hooks`));
    repository.git('config', 'core.bare', 'true');
    await expect(findRepository(repository.root, repository.env)).rejects.toMatchObject(none(repository.root));
  });

  it('is behind a `.git` that leads nowhere', async () => {
    const folder = `${repository.folder}/broken`;
    mkdirSync(folder);
    for (const text of ['gitdir: /nowhere\n', 'rubbish\n']) {
      writeFileSync(`${folder}/.git`, text);
      await expect(findRepository(folder, repository.env)).rejects.toMatchObject({ code: 'environment' });
    }
    rmSync(`${folder}/.git`);
    symlinkSync('/nowhere', `${folder}/.git`);
    const env = { ...repository.env, GIT_CEILING_DIRECTORIES: repository.folder };
    await expect(findRepository(folder, env)).rejects.toMatchObject(none(folder));
  });

  it('is one that belongs to somebody else: git says how to trust it', async () => {
    const env = { ...repository.env, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
    const distrusted = {
      code: 'environment',
      message: expect.stringMatching(/dubious ownership[\s\S]*safe\.directory/),
    };
    await expect(captureIndex({ cwd: repository.root, env })).rejects.toMatchObject(distrusted);
    repository.git('config', 'core.worktree', '..');
    await expect(findRepository(repository.root, env)).rejects.toMatchObject(distrusted);
  });

  it('is found without git, which has to be there for what follows', async () => {
    const env = { ...WITHOUT_GIT, GIT_WORK_TREE: repository.root, GIT_DIR: `${repository.root}/.git` };
    await expect(findRepository(repository.root, env)).rejects.toMatchObject({ message: 'git cannot be started' });
  });
});
