import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// What a hook starts and loads on its way: counted, because a clock would measure the machine.

let project: Project;
let log: string;
beforeAll(() => {
  project = makeProject({ 'a.txt': 'a\n' });
  log = path.join(project.folder, 'log');
  const check = { run: ['sh', '-c', `echo task >> "${log}"`], files: '*.txt' };
  project.commit({
    '.lattice-hooksrc.json': JSON.stringify({ tiers: { fast: { on: 'pre-commit', tasks: { check } } } }),
  });
  expect(project.lattice(['install'])).toMatchObject({ code: 0 });
  putGitInBetween();
  putLoaderInBetween();
});
afterAll(() => project.remove());

/** A `git` on PATH that notes each start of it by us, and hands over to the real one. */
function putGitInBetween(): void {
  const real = project.start(['sh', '-c', 'command -v git']).stdout.trim();
  mkdirSync(path.join(project.folder, 'bin'));
  const script = `#!/bin/sh\necho "git $*" >> "${log}"\nexec "${real}" "$@"\n`;
  writeFileSync(path.join(project.folder, 'bin/git'), script, { mode: 0o755 });
}

/** A loader that notes each module of a package, and what of ours is no file of the hot path. */
function putLoaderInBetween(): void {
  const hooks = path.join(project.folder, 'hooks.mjs');
  writeFileSync(
    hooks,
    `import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  const name = /.*\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(url)?.[1];
  if (name && !(name === 'lattice-hooks' && url.endsWith('.cjs'))) appendFileSync(${JSON.stringify(log)}, 'module ' + name + '\\n');
  return next(url, context);
}
`,
  );
  writeFileSync(
    path.join(project.folder, 'register.mjs'),
    `import { register } from 'node:module';\nregister(${JSON.stringify(pathToFileURL(hooks).href)});\n`,
  );
}

function commit(): {
  readonly git: number;
  readonly beforeTask: number;
  readonly modules: readonly string[];
  readonly ran: boolean;
} {
  rmSync(log, { force: true });
  project.git('add', '--all');
  const hook = project.git('rev-parse', '--git-path', 'hooks/pre-commit');
  // The hook alone: what git itself starts is not ours.
  const { code, output } = project.start(['sh', hook], {
    env: {
      PATH: `${project.folder}/bin${path.delimiter}${project.env['PATH']}`,
      NODE_OPTIONS: `--import=${path.join(project.folder, 'register.mjs')}`,
      GIT_INDEX_FILE: '.git/index',
    },
  });
  expect(output).not.toMatch(/bug/);
  expect(code).toBe(0);
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
  const isGit = (line: string) => line.startsWith('git ');
  const task = lines.indexOf('task');
  return {
    git: lines.filter(isGit).length,
    beforeTask: lines.slice(0, task === -1 ? lines.length : task).filter(isGit).length,
    modules: [...new Set(lines.filter((line) => line.startsWith('module ')).map((line) => line.slice(7)))].sort(),
    ran: task !== -1,
  };
}

describe('a hook', () => {
  it('that has nothing new to check starts git twice and loads no package', () => {
    project.write('a.txt', 'one\n');
    commit();
    expect(commit()).toEqual({ git: 2, beforeTask: 2, modules: [], ran: false });
  });

  it('that no task is about starts git once after the stub has looked for the tree, and loads no package', () => {
    project.git('commit', '--quiet', '--no-verify', '-m', 'x');
    project.write('other.md', '# x\n');
    expect(commit()).toEqual({ git: 2, beforeTask: 2, modules: [], ran: false });
  });

  it('that has one task to run starts git at most three times before, and loads no package either, nor a chunk of the library', () => {
    project.write('a.txt', 'two\n');
    const { ran, beforeTask, modules } = commit();
    expect(ran).toBe(true);
    expect(beforeTask).toBeLessThanOrEqual(3);
    expect(modules).toEqual([]);
  });
});
