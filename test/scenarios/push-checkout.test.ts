import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkPackages, makeProject, type Project } from '../support/project.ts';

// What the private checkout of a push is to the tasks in it, and what it leaves alone.

/** A project whose push runs this script of `sh`, which is part of its config and never remembered. */
function projectWith(script: string, files: Readonly<Record<string, string>> = {}, more: object = {}): Project {
  const tasks = { test: { run: ['sh', '-c', script], cache: false } };
  const project = makeProject(
    { 'a.txt': '1\n', ...files },
    { tiers: { thorough: { on: 'pre-push', tasks } }, ...more },
  );
  project.addOrigin();
  project.commit({ 'news.txt': 'not yet pushed\n' });
  return project;
}

let project: Project;
let cache: string;
beforeEach(() => {
  cache = '';
});
afterEach(() => project.remove());

const begin = (...args: Parameters<typeof projectWith>) => {
  project = projectWith(...args);
  cache = path.join(project.folder, 'cache');
};
/** Pushes the branch while the worktree holds something else. */
const push = (root = project.root) => {
  writeFileSync(path.join(root, 'dirty'), 'x');
  return project.tryPush(['origin', 'HEAD:refs/heads/pushed'], { cwd: root, env: { XDG_CACHE_HOME: cache } });
};
const checkout = () => {
  const checkouts = path.join(cache, 'lattice-hooks/checkouts');
  const [id = ''] = readdirSync(checkouts);
  return path.join(checkouts, id, 'tree/repository');
};
/** What a commit could have moved. */
const state = (root = project.root) => [
  project.gitIn(root, ['symbolic-ref', 'HEAD']),
  project.gitIn(root, ['for-each-ref', '--', 'refs/heads', 'refs/tags', 'refs/stash']),
  project.gitIn(root, ['ls-files', '--stage']),
  project.gitIn(root, ['status', '--porcelain']),
  project.gitIn(root, ['config', '--list', '--local']),
  project.gitIn(root, ['worktree', 'list', '--porcelain']),
];

describe('a task that works with git in the checkout', () => {
  const identity = 'git -c user.name=x -c user.email=x@example.com';

  it.each([
    ['commits', `echo x >> a.txt && ${identity} commit -q --no-verify -am of-a-task`],
    [
      'makes a repository and commits',
      `git init -q && echo x > new && git add new && ${identity} commit -q --no-verify -m of-a-task`,
    ],
    [
      'makes a repository of its own',
      `rm -rf .git && git init -q && git add a.txt && ${identity} commit -q -m of-a-task`,
    ],
    [
      'makes a repository in a folder',
      `mkdir deep && cd deep && git init -q && touch b && git add b && ${identity} commit -q -m of-a-task`,
    ],
    ['clears the index', 'git rm -q -r --cached . && git read-tree --empty'],
  ])('and %s moves nothing of the real repository, and the next push finds nothing of it', (_what, script) => {
    begin(`test ! -e deep && test ! -e new && test "$(cat a.txt)" = 1 && ${script}`);
    const ref = project.git('rev-parse', 'HEAD');
    writeFileSync(path.join(project.root, 'dirty'), 'x');
    const before = state();
    for (const _round of [1, 2]) {
      const { code, output } = push();
      expect(output).toContain('✓ test');
      expect(code).toBe(0);
      expect(state()).toEqual(before);
      project.git('push', '-q', '--no-verify', 'origin', ':pushed');
    }
    expect(project.git('rev-parse', 'HEAD')).toBe(ref);
  });

  it('and commits moves nothing of a linked worktree either', () => {
    begin(`git init -q && echo x >> a.txt && ${identity} commit -q --no-verify -am of-a-task`);
    const linked = path.join(project.folder, 'linked');
    project.git('worktree', 'add', '-q', '-b', 'side', linked);
    linkPackages(path.join(project.root, 'node_modules'), path.join(linked, 'node_modules'));
    writeFileSync(path.join(linked, 'dirty'), 'x');
    const before = [...state(), ...state(linked)];
    expect(push(linked).code).toBe(0);

    expect([...state(), ...state(linked)]).toEqual(before);
  });
});

describe('the checkout', () => {
  it('has packages of a workspace as the commit has them, and what only the worktree has where a config names it', () => {
    const script = `node -e 'process.exit(require("@shop/ui") === "ui of new core" && require("vendor") === "vendored" ? 0 : 1)'`;
    begin(
      `NODE_PATH="$PWD" ${script}`,
      {
        '.gitignore': 'node_modules\nvendor\n',
        'package.json': '{ "workspaces": ["packages/*"] }',
        'packages/core/package.json': '{ "name": "@shop/core" }',
        'packages/core/index.js': 'module.exports = "old core";\n',
        'packages/ui/package.json': '{ "name": "@shop/ui" }',
        'packages/ui/index.js': 'module.exports = "ui of " + require("@shop/core");\n',
      },
      { link: ['vendor'] },
    );
    project.write('vendor/index.js', 'module.exports = "vendored";\n');
    mkdirSync(path.join(project.root, 'node_modules/@shop'));
    for (const name of ['core', 'ui'])
      symlinkSync(`../../packages/${name}`, path.join(project.root, 'node_modules/@shop', name));
    expect(push().code).not.toBe(0);

    project.commit({ 'packages/core/index.js': 'module.exports = "new core";\n', dirty: 'committed' });
    project.write('packages/core/index.js', 'module.exports = "edited core";\n');
    expect(push()).toMatchObject({ code: 0 });
    project.git('commit', '-q', '--no-verify', '-am', 'the edit');
    expect(push().code).not.toBe(0);
    expect(project.read('vendor/index.js')).toContain('vendored');
  });

  it('stands in no list, blocks no branch, and survives that git tidies up', () => {
    begin('cat a.txt');
    project.git('checkout', '-q', '-b', 'topic');
    expect(push().code).toBe(0);
    expect(project.git('worktree', 'list').split('\n')).toHaveLength(1);
    project.git('checkout', '-q', 'main');
    project.git('branch', '-q', '-D', 'topic');
    project.git('worktree', 'prune', '--expire=now');
    project.git('gc', '-q', '--prune=now');
    expect(push().code).toBe(0);
    expect(project.gitIn(checkout(), ['status', '--porcelain'])).toBe('');
  });

  it('lets the tasks end whose commit is collected as garbage meanwhile, and says what git cannot find any more', () => {
    begin(
      'set -e; cat a.txt; git update-ref -d refs/heads/topic; git reflog expire --expire=now --all; git -C "$(git rev-parse --git-common-dir)" gc -q --prune=now; cat a.txt; git cat-file -p HEAD',
    );
    project.git('checkout', '-q', '--detach');
    project.commit({ 'a.txt': 'soon gone\n' });
    project.git('branch', 'topic');
    project.git('checkout', '-q', 'main');
    const { code, output } = project.tryPush(['origin', 'topic:pushed'], { env: { XDG_CACHE_HOME: cache } });

    expect(code).not.toBe(0);
    expect(output).toContain('soon gone');
    expect(output).toMatch(/fatal|bad|missing|could not/i);
  });

  it.each(['INT', 'TERM', 'KILL'])('is begun anew where SIG%s ended its filling', async (signal) => {
    begin('test "$(cat a.txt)" = 1 && test "$(cat z.txt)" = 1', {
      '.gitattributes': 'm.txt filter=stop\n',
      'm.txt': '1\n',
      'z.txt': '1\n',
    });
    const flag = path.join(project.folder, 'flag');
    project.git(
      'config',
      'filter.stop.smudge',
      `if [ -e '${flag}' ]; then rm '${flag}'; kill -s ${signal} 0; sleep 1; fi; cat`,
    );
    writeFileSync(flag, '');
    writeFileSync(path.join(project.root, 'dirty'), 'x');
    const child = spawn('git', ['push', '-q', 'origin', 'HEAD:refs/heads/pushed'], {
      cwd: project.root,
      env: { ...project.env, XDG_CACHE_HOME: cache },
      // The signal goes to the whole group, as from a terminal.
      detached: true,
      stdio: 'ignore',
    });
    await new Promise((resolve) => child.on('close', resolve));
    expect(existsSync(flag)).toBe(false);
    expect(() => project.git('--git-dir', '../origin.git', 'rev-parse', '--verify', 'pushed')).toThrow();

    expect(push()).toMatchObject({ code: 0 });
    expect(project.gitIn(checkout(), ['status', '--porcelain'])).toBe('');
  });
});
