import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// Which commits were checked when they were made, asked by hand and in CI.

let project: Project;
let start: string;
beforeAll(() => {
  project = makeProject({ 'a.txt': 'a\n' });
  const lint = { run: ['sh', '-c', '! grep -l BAD "$@"', 'sh', '{files}'], files: '**/*.txt', scope: 'file' };
  project.commit({
    '.lattice-hooksrc.json': JSON.stringify({ tiers: { fast: { on: 'pre-commit', tasks: { lint } } } }),
  });
  project.addOrigin();
  expect(project.lattice(['install'])).toMatchObject({ code: 0 });
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('checkout', '--quiet', '-B', 'main', start);
});

let number = 0;
function commit(name: string, text: string, more: readonly string[] = [], env: Record<string, string> = {}): void {
  number += 1;
  project.write(name, `${text} ${number}\n`);
  project.git('add', '--all');
  const { code, output } = project.start(['git', 'commit', '-q', '-m', `change ${name}`, ...more], { env });
  expect(code, output).toBe(0);
}

/** A checked commit, one that nobody checked, and one with something left out. */
function threeCommits(text: string): void {
  commit('a.txt', 'good');
  commit('b.txt', text, ['--no-verify']);
  commit('c.txt', 'good', [], { LATTICE_HOOKS_SKIP: 'lint', LATTICE_HOOKS_REASON: 'in a hurry' });
}

const states = (args: readonly string[] = []) => {
  const { code, stdout } = project.lattice(['verify', ...args, '--report', 'json']);
  const { commits } = JSON.parse(stdout);
  return { code, states: commits.map(({ state }: { readonly state: string }) => state) };
};

it('tells how each commit was made, and checks what nobody has', () => {
  threeCommits('BAD');
  const before = [project.git('rev-parse', 'HEAD'), project.git('status', '--porcelain'), project.read('b.txt')];
  const { code, stdout } = project.lattice(['verify']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/✓ [0-9a-f]{7}\s+proven\s+change a\.txt\n/);
  expect(stdout).toMatch(/! [0-9a-f]{7}\s+unproven\s+change b\.txt\n/);
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
    /- [0-9a-f]{7} skipped change c\.txt \(`lint` left out by .+: in a hurry\)/,
  );
  expect(stdout).toContain('lint failed');
  expect([project.git('rev-parse', 'HEAD'), project.git('status', '--porcelain'), project.read('b.txt')]).toEqual(
    before,
  );
});

it('makes good what passes, so that nobody is asked twice', () => {
  threeCommits('good');
  expect(states()).toEqual({ code: 0, states: ['proven', 'unproven', 'skipped'] });
  expect(states()).toEqual({ code: 0, states: ['proven', 'proven', 'proven'] });
  expect(project.lattice(['verify']).stdout).toContain('3 commits proven');
});

it('checks all of what was made elsewhere', () => {
  threeCommits('good');
  project.git('push', '--quiet', '--no-verify', '--force', 'origin', 'main:elsewhere');
  const clone = path.join(project.folder, 'clone');
  project.gitIn(project.folder, ['clone', '--quiet', '--branch', 'elsewhere', 'origin.git', 'clone']);
  const { code, stdout } = project.lattice(['verify', 'origin/main..'], { cwd: clone });
  expect(code).toBe(0);
  expect(stdout.match(/unproven/g)).toHaveLength(3);
  expect(stdout).toMatch(/fast {2}1 check passed/);
});

it('takes a range by its ends, and one that is empty for what it is', () => {
  threeCommits('BAD');
  expect(states(['HEAD~1..'])).toEqual({ code: 0, states: ['skipped'] });
  expect(states([`${start}..HEAD~2`])).toEqual({ code: 0, states: ['proven'] });
  expect(project.lattice(['verify', 'HEAD..HEAD'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('no commits in this range'),
  });
});

describe('says what is wrong', () => {
  it('with a name that is no commit', () => {
    const { code, stderr } = project.lattice(['verify', 'nothing..HEAD']);
    expect(code).toBe(2);
    expect(stderr).toContain('`nothing` is no commit here');
  });

  it('with a repository that knows of no remote', () => {
    project.git('remote', 'rename', 'origin', 'other');
    const { code, stderr } = project.lattice(['verify']);
    project.git('remote', 'rename', 'other', 'origin');
    expect(code).toBe(2);
    expect(stderr).toContain('verify <from>..<to>');
  });

  it('with a config of which nothing runs at a commit', () => {
    const tiers = { slow: { on: 'pre-push', tasks: { test: { run: 'true' } } } };
    project.commit({ '.lattice-hooksrc.json': JSON.stringify({ tiers }) });
    const { code, stderr } = project.lattice(['verify']);
    expect(code).toBe(3);
    expect(stderr).toContain('pre-commit');
  });
});
