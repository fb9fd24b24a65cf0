import { existsSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HookWriter, withHookFiles } from '../../src/git/hook-files.ts';
import { makePackage } from '../support/fake-package.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

const TEXT = "#!/bin/sh\n# $ it's `all` \\n kept\nexit 0\n";

let repository: TestRepository;
let writer: HookWriter;

beforeEach(() => {
  repository = makeRepository();
  const { folder } = makePackage(path.join(repository.root, 'node_modules/lattice-hooks'));
  const workFolder = path.join(repository.root, '.git/lattice-hooks');
  writer = { packageFolder: folder, node: process.execPath, env: repository.env, workFolder };
});

afterEach(() => repository.remove());

describe('files of hooks', () => {
  it('hold the text and nothing else, and can be started', async () => {
    const seen = await withHookFiles(writer, ['pre-commit', 'commit-msg'], TEXT, (files) =>
      [...files].map(([name, file]) => [name, readFileSync(file, 'utf8'), statSync(file).mode & 0o777]),
    );
    expect(seen).toEqual([
      ['pre-commit', TEXT, 0o755],
      ['commit-msg', TEXT, 0o755],
    ]);
  });

  it('stay where they were moved to, and nothing else stays', async () => {
    const target = path.join(repository.root, 'moved');
    await withHookFiles(writer, ['pre-commit', 'commit-msg'], TEXT, (files) =>
      renameSync(files.get('pre-commit') ?? '', target),
    );
    expect(existsSync(target)).toBe(true);
    expect(readdirSync(writer.workFolder)).toEqual([]);
  });

  it('are removed when moving them fails', async () => {
    const fail = () => {
      throw new Error('no room');
    };
    await expect(withHookFiles(writer, ['pre-commit'], TEXT, fail)).rejects.toThrow('no room');
    expect(readdirSync(writer.workFolder)).toEqual([]);
  });

  it('are written without touching the hooks of the repository around them, whatever it or the environment says', async () => {
    repository.write('elsewhere/pre-push', 'theirs');
    repository.write('.git/hooks/pre-push', 'theirs');
    repository.git('config', 'core.hooksPath', path.join(repository.root, 'elsewhere'));
    const env = { ...repository.env, GIT_DIR: path.join(repository.root, '.git'), SKIP_INSTALL_SIMPLE_GIT_HOOKS: '1' };
    await withHookFiles({ ...writer, env }, ['pre-commit'], TEXT, () => undefined);
    expect(readdirSync(path.join(repository.root, 'elsewhere'))).toEqual(['pre-push']);
    expect(repository.read('.git/hooks/pre-push')).toBe('theirs');
    expect(existsSync(path.join(repository.root, '.git/hooks/pre-commit'))).toBe(false);
  });

  it('are refused when they are not what was asked for', async () => {
    const broken = { ...writer, node: '/bin/false' };
    await expect(withHookFiles(broken, ['pre-commit'], TEXT, () => undefined)).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('simple-git-hooks did not write'),
    });
  });
});
