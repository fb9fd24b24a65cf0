import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// Mistakes that people make: one clear message each, an exit code that says of what kind it is, and never a stack trace.

const CONFIG = { tiers: { fast: { on: ['pre-commit'], tasks: { check: { run: 'true' } } } } };

let project: Project;
beforeAll(() => {
  project = makeProject({ 'a.txt': 'a\n' }, CONFIG);
});
afterAll(() => project.remove());

function withConfig(text: string, args: readonly string[] = ['run', 'fast', '--all']) {
  project.write('.lattice-hooksrc.json', text);
  const ended = project.lattice(args);
  project.git('checkout', '--quiet', '--', '.lattice-hooksrc.json');
  return ended;
}

describe('a config', () => {
  it.each([
    ['that is no JSON', '{\n  "tiers": {\n    "fast" {}\n  }\n}\n', [/\.lattice-hooksrc\.json:3:12/]],
    ['with an unknown key at the top', '{\n  "tier": {},\n  "tiers": {}\n}\n', [/:2:3/, /did you mean `tiers`\?/]],
    [
      'with an unknown key in a tier',
      '{ "tiers": { "fast": {\n "onn": [], "tasks": {} } } }',
      [/:2:2/, /did you mean `on`\?/],
    ],
    [
      'with an unknown key in a task',
      '{ "tiers": { "fast": { "tasks": { "a": {\n "run": "true",\n "file": "x" } } } } }',
      [/:3:2/, /did you mean `files`\?/],
    ],
    [
      'with a wrong type',
      '{ "tiers": { "fast": { "tasks": { "a": {\n "run": "true",\n "timeout": 5 } } } } }',
      [/:3:2/, /timeout/],
    ],
    [
      'with an unknown preset',
      '{ "tiers": { "fast": { "tasks": { "a": {\n "uses": "pretier" } } } } }',
      [/:2:2/, /did you mean `prettier`\?/],
    ],
    [
      'with an unknown trigger',
      '{ "tiers": { "fast": {\n "on": "precommit",\n "tasks": {} } } }',
      [/:2:2/, /did you mean `pre-commit`\?/],
    ],
    [
      'with an operator of the shell',
      '{ "tiers": { "fast": { "tasks": { "a": {\n "run": "one && two" } } } } }',
      [/:2:2/, /\[\["one"\],\["two"\]\]/],
    ],
    [
      'with a task that has no command',
      '{ "tiers": { "fast": { "tasks": {\n "a": { "files": "x" } } } } }',
      [/:2:2/, /run/],
    ],
    [
      'with needs that form a circle',
      '{ "tiers": { "fast": { "tasks": {\n "a": { "run": "x", "needs": ["b"] }, "b": { "run": "x", "needs": ["a"] } } } } }',
      [/circle/],
    ],
    ['that extends what is not there', '{ "extends": "./base.json", "tiers": {} }', [/base\.json/]],
  ])('%s', (_what, text, patterns) => {
    const { code, output } = withConfig(text);
    expect(code).toBe(3);
    for (const pattern of patterns) expect(output).toMatch(pattern);
    expect(output).not.toMatch(/^\s+at /m);
  });

  it('that is broken refuses the commit', () => {
    project.write('.lattice-hooksrc.json', '{ "tiers": ');
    project.write('a.txt', 'b\n');
    project.git('add', 'a.txt');
    const { code, output } = project.tryCommitStaged();
    expect(code).toBe(1);
    expect(output).toContain('.lattice-hooksrc.json:1:');
    project.git('reset', '--quiet', '--hard');
  });

  it('that is missing is an error by hand and silence in a hook', () => {
    rmSync(`${project.root}/.lattice-hooksrc.json`);
    const { code, output } = project.lattice(['run', 'fast']);
    expect(code).toBe(3);
    expect(output).toContain('npx lattice-hooks init');
    project.write('a.txt', 'c\n');
    expect(project.tryCommit()).toMatchObject({ code: 0, output: '' });
    project.git('reset', '--quiet', '--hard', 'HEAD~');
  });

  it('on disk that is not the staged one is told', () => {
    project.write(
      '.lattice-hooksrc.json',
      JSON.stringify({ tiers: { fast: { on: 'pre-commit', tasks: { other: { run: 'true' } } } } }),
    );
    project.write('a.txt', 'd\n');
    project.git('add', 'a.txt');
    expect(project.tryCommitStaged().output).toMatch(/\.lattice-hooksrc\.json.*differs/);
    project.git('checkout', '--quiet', '--', '.');
  });
});

describe('a command line', () => {
  it.each([
    ['an unknown tier', ['run', 'fsat'], /did you mean `fast`\?/],
    ['an unknown task', ['run', 'fast', '--only', 'chek'], /did you mean `check`\?/],
    ['an unknown command', ['rnu'], /did you mean run\?/],
    ['an unknown option', ['run', 'fast', '--al'], /--all/],
    ['selections that exclude each other', ['run', 'fast', '--all', '--staged'], /--all and --staged/],
    ['a ref that is not there', ['run', 'fast', '--from', 'nowhere'], /nowhere/],
    ['a file that is not there', ['run', 'fast', '--files', 'nowhere.txt'], /nowhere\.txt/],
    ['a file outside of the repository', ['run', 'fast', '--files', '../x'], /outside/],
    ['a number that is none', ['run', 'fast', '--jobs', 'many'], /--jobs/],
    ['a report that there is none of', ['run', 'fast', '--report', 'jsn'], /did you mean `json`\?/],
    ['no tier', ['run'], /tier/],
  ])('with %s', (_what, args, pattern) => {
    const { code, output } = project.lattice(args);
    expect(code).toBe(2);
    expect(output).toMatch(pattern);
    expect(output).not.toMatch(/^\s+at /m);
  });

  it('shows help and version', () => {
    expect(project.lattice(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('install') });
    expect(project.lattice(['run', '--help']).stdout).toContain('--dry-run');
    expect(project.lattice(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('a repository', () => {
  it('that is none is an error of the environment', () => {
    const { code, output } = project.lattice(['run', 'fast'], { cwd: project.folder });
    expect(code).toBe(4);
    expect(output).toMatch(/git/);
  });

  it('with unmerged paths is an error of the environment that names them', () => {
    project.git('checkout', '--quiet', '-b', 'one');
    project.commit({ 'a.txt': 'one\n' });
    project.git('checkout', '--quiet', '-b', 'two', 'HEAD~');
    project.commit({ 'a.txt': 'two\n' });
    expect(() => project.git('merge', '--quiet', 'one')).toThrow();
    const { code, output } = project.lattice(['run', 'fast', '--staged']);
    expect(code).toBe(4);
    expect(output).toMatch(/unmerged paths: a\.txt/);
    project.git('merge', '--abort');
    project.git('checkout', '--quiet', 'main');
  });

  it('without commits is checked as a whole', () => {
    const fresh = makeProject({}, undefined);
    try {
      fresh.git('update-ref', '-d', 'HEAD');
      fresh.write('.lattice-hooksrc.json', JSON.stringify(CONFIG));
      expect(fresh.lattice(['install'])).toMatchObject({ code: 0 });
      const { code, output } = fresh.tryCommit('first');
      expect(output).toMatch(/check/);
      expect(code).toBe(0);
      expect(fresh.git('rev-list', '--count', 'HEAD')).toBe('1');
    } finally {
      fresh.remove();
    }
  });
});

describe('a tool', () => {
  it('that is not installed is broken, named, with the command that installs it', () => {
    const config = {
      tiers: { fast: { tasks: { types: { uses: 'mypy', files: '**' }, gone: { run: 'no-such-program' } } } },
    };
    const { code, output } = withConfig(JSON.stringify(config));
    expect(code).toBe(1);
    expect(output).toMatch(/mypy/);
    expect(output).toMatch(/pip install mypy/);
    expect(output).toMatch(/no-such-program is not installed/);
  });
});
