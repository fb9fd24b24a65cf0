import { chmodSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// A hook that does not run says nothing: the doctor does.

const CONFIG = { tiers: { fast: { on: 'pre-commit', tasks: { check: { run: 'test ! -e bad', files: 'src/**' } } } } };

let project: Project;
beforeAll(() => {
  project = makeProject({ 'src/a.txt': 'a\n' }, CONFIG);
});
afterAll(() => project.remove());

const ids = () => {
  const { stdout, stderr, code } = project.lattice(['doctor', '--report', 'json']);
  expect(stderr).toBe('');
  const { version, findings } = JSON.parse(stdout);
  expect({ version, code }).toEqual({ version: 1, code: findings.length > 0 ? 1 : 0 });
  return findings.map(({ id }: { readonly id: string }) => id);
};

describe('the doctor', () => {
  it('is content after an installation, and says so in a line', () => {
    const { code, stdout } = project.lattice(['doctor']);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^✓ doctor {2}nothing keeps hooks from running/m),
    });
  });

  it('finds the hook that git passes over, and has the next commit refused again', () => {
    chmodSync(path.join(project.root, '.git/hooks/pre-commit'), 0o644);
    project.write('bad', '');
    project.write('src/a.txt', 'b\n');
    expect(project.tryCommit('passed over')).toMatchObject({ code: 0 });
    expect(ids()).toEqual(['hook-not-executable']);
    const { code, stdout } = project.lattice(['doctor', '--fix']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✓ repaired {2}made .*pre-commit executable$/m);
    project.write('src/a.txt', 'c\n');
    expect(project.tryCommit('not this time')).toMatchObject({ code: 1 });
    project.git('rm', '--quiet', '--cached', 'bad');
  });

  it('finds that git looks elsewhere, and names the command that helps, which then does', () => {
    project.git('config', '--global', 'core.hooksPath', path.join(project.folder, 'shared'));
    const { code, stdout } = project.lattice(['doctor', '--fix']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✗ hooks-path .*\(global, .*install --force/m);
    expect(project.lattice(['install', '--force'])).toMatchObject({ code: 0 });
    expect(ids()).toEqual([]);
  });

  it('obeys an error of usage and the lack of a repository like every command', () => {
    expect(project.lattice(['doctor', '--report', 'jsn'])).toMatchObject({ code: 2 });
    expect(project.lattice(['doctor'], { cwd: project.folder })).toMatchObject({ code: 4, stdout: '' });
  });
});
