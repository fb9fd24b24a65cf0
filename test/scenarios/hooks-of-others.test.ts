import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// Repositories in which somebody else has hooks already.

const CONFIG = {
  tiers: { fast: { on: 'pre-commit', tasks: { ours: { run: ['sh', '-c', 'echo ours >&2; test ! -e bad'] } } } },
};
const THEIRS = '#!/bin/sh\necho "theirs: $# arguments" >> .git/theirs\ntest ! -e refuse\n';
/** What husky 9 writes, cut down to what decides: a stub in `.husky/_` that runs the project's hook beside it. */
const HUSKY =
  '#!/usr/bin/env sh\nhook=$(dirname "$(dirname "$0")")/$(basename "$0")\n[ -f "$hook" ] && sh -e "$hook" "$@"\n';

let project: Project;
let start: string;
beforeAll(() => {
  project = makeProject({
    'package.json': '{ "scripts": { "prepare": "husky" } }\n',
    '.lattice-hooksrc.json': JSON.stringify(CONFIG),
    '.husky/pre-commit': 'echo "husky" >> .git/theirs\n',
    '.husky/_/.gitignore': '*\n',
    '.husky/_/pre-commit': HUSKY,
    '.husky/_/post-checkout': HUSKY,
  });
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  project.lattice(['uninstall']);
  project.start(['rm', '-rf', '.git/hooks', '.git/theirs', '.git/lattice-hooks/store']);
  project.start(['git', 'config', '--unset-all', 'core.hooksPath']);
  project.git('reset', '--quiet', '--hard', start);
  project.git('clean', '--quiet', '--force', '-d');
});

const theirs = () => (existsSync(path.join(project.root, '.git/theirs')) ? project.read('.git/theirs').trim() : '');
const install = (...args: readonly string[]) => project.lattice(['install', ...args]);

function commitFile(name: string) {
  project.write(name, 'x\n');
  return project.tryCommit();
}

describe('a hook in .git/hooks', () => {
  const HOOK = '.git/hooks/pre-commit';
  beforeEach(() => project.write(HOOK, THEIRS, 0o755));

  it('runs first, with what git hands it, and is back after uninstall, byte for byte', () => {
    expect(install()).toMatchObject({ code: 0, output: expect.stringContaining('Your own pre-commit is now') });
    expect(install()).toMatchObject({ code: 0 });
    expect(commitFile('a.txt')).toMatchObject({ code: 0, output: expect.stringContaining('✓ ours') });
    expect(theirs()).toBe('theirs: 0 arguments');
    expect(project.lattice(['uninstall'])).toMatchObject({ code: 0, output: expect.stringContaining('Back in place') });
    expect(project.read(HOOK)).toBe(THEIRS);
    expect(lstatSync(path.join(project.root, HOOK)).mode & 0o777).toBe(0o755);
    expect(existsSync(path.join(project.root, `${HOOK}.before-lattice-hooks`))).toBe(false);
  });

  it('that refuses is enough, and ours are not asked', () => {
    install();
    const { code, output } = commitFile('refuse');
    expect(code).toBe(1);
    expect(output).not.toContain('ours');
  });

  it('that passes does not make up for ours', () => {
    install();
    expect(commitFile('bad')).toMatchObject({ code: 1, output: expect.stringContaining('not committed: ours failed') });
    expect(theirs()).toBe('theirs: 0 arguments');
  });

  it('that is not executable did not run before, and does not now', () => {
    project.write(HOOK, THEIRS, 0o644);
    project.start(['chmod', '644', path.join(project.root, HOOK)]);
    install();
    expect(commitFile('a.txt')).toMatchObject({ code: 0 });
    expect(theirs()).toBe('');
  });
});

describe('a hooks path that husky has set', () => {
  const leadToHusky = () => {
    project.git('config', 'core.hooksPath', '.husky/_');
    project.start(['chmod', '755', '.husky/_/pre-commit', '.husky/_/post-checkout']);
  };
  beforeEach(leadToHusky);

  it('is refused without force: nothing is changed, and what to do is said', () => {
    const { code, output } = install();
    expect(code).toBe(4);
    expect(output).toContain('core.hooksPath is `.husky/_` (local, ');
    expect(output).toContain('lattice-hooks install --force');
    expect(project.git('config', 'core.hooksPath')).toBe('.husky/_');
    expect(commitFile('a.txt').output).not.toContain('ours');
    expect(theirs()).toBe('husky');
  });

  it('is taken over by force: both run, and uninstall gives it back', () => {
    expect(install('--force')).toMatchObject({
      code: 0,
      output: expect.stringContaining('lattice-hooks install --force'),
    });
    expect(commitFile('a.txt')).toMatchObject({ code: 0, output: expect.stringContaining('✓ ours') });
    expect(theirs()).toBe('husky');
    expect(project.lattice(['uninstall'])).toMatchObject({ code: 0 });
    expect(project.git('config', 'core.hooksPath')).toBe('.husky/_');
    expect(project.git('config', '--list', '--local')).not.toContain('lattice.');
    expect(project.git('status', '--porcelain')).toBe('');
  });

  it('is taken over again, unforced, after husky has set it once more', () => {
    install('--force');
    leadToHusky();
    expect(install()).toMatchObject({ code: 0, stderr: '' });
    expect(commitFile('a.txt').output).toContain('✓ ours');
    expect(theirs()).toBe('husky');
    project.lattice(['uninstall']);
    expect(project.git('config', 'core.hooksPath')).toBe('.husky/_');
  });
});
