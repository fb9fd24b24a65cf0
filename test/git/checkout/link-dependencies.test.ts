import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileSet } from '../../../src/core/files.ts';
import { make } from '../../../src/git/checkout/additions.ts';
import { linkDependencies } from '../../../src/git/checkout/link-dependencies.ts';

describe('linkDependencies', () => {
  let folder: string;
  let worktree: string;
  let checkout: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-link-')));
    worktree = path.join(folder, 'worktree');
    checkout = path.join(folder, 'checkout');
    mkdirSync(worktree);
    mkdirSync(checkout);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (file: string, text: string, mode = 0o644) => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
  };
  const link = (target: string, file: string) => {
    mkdirSync(path.dirname(file), { recursive: true });
    symlinkSync(target, file);
  };
  /** Files of the commit, in the worktree and in the checkout. The checkout says `checkout` in them. */
  const commit = (...files: readonly string[]): FileSet => {
    for (const root of [worktree, checkout]) {
      const text = `module.exports = '${path.basename(root)}';\n`;
      for (const file of files) write(path.join(root, file), file.endsWith('.json') ? '{}' : text);
    }
    return new Map(files.map((file) => [file, { mode: '100644' as const, id: 'a'.repeat(40) }]));
  };
  const install = (name: string, text = "module.exports = 'installed';\n") =>
    write(path.join(worktree, 'node_modules', name, 'index.js'), text);
  const links = (tree: FileSet, from = worktree) => {
    for (const [at, addition] of linkDependencies({ worktree: from, checkout }, tree, undefined))
      make(path.join(checkout, at), addition);
  };
  const required = (name: string, cwd = checkout) =>
    spawnSync(process.execPath, ['-p', `require(${JSON.stringify(name)})`], { cwd, encoding: 'utf8' }).stdout.trim();

  it('makes installed packages found, scopes included', () => {
    install('plain');
    install('@scope/one');
    install('@scope/two');
    links(commit('package.json'));

    expect([required('plain'), required('@scope/one'), required('@scope/two')]).toEqual(Array(3).fill('installed'));
    expect(lstatSync(path.join(checkout, 'node_modules')).isDirectory()).toBe(true);
    expect(lstatSync(path.join(checkout, 'node_modules/@scope')).isDirectory()).toBe(true);
  });

  it('leads the links of an npm workspace into the checkout', () => {
    const tree = commit(
      'package.json',
      'packages/core/package.json',
      'packages/core/index.js',
      'packages/ui/package.json',
    );
    link('../packages/core', path.join(worktree, 'node_modules/core'));
    link('../../packages/core', path.join(worktree, 'node_modules/@shop/core'));
    links(tree);

    expect(required('core')).toBe('checkout');
    expect(required('@shop/core')).toBe('checkout');
    expect(required('core', path.join(checkout, 'packages/ui'))).toBe('checkout');
    expect(required('core', worktree)).toBe('worktree');
  });

  it('leads a link to a package that the commit does not hold to where it would be', () => {
    write(path.join(worktree, 'packages/new/index.js'), "module.exports = 'worktree';\n");
    link('../packages/new', path.join(worktree, 'node_modules/new'));
    links(commit('package.json'));

    expect(readlinkSync(path.join(checkout, 'node_modules/new'))).toBe(path.join(checkout, 'packages/new'));
    expect(required('new')).toBe('');
  });

  it('finds programs, and those of the workspace in the checkout', () => {
    const script = "#!/usr/bin/env node\nconsole.log('installed');\n";
    write(path.join(worktree, 'node_modules/tool/cli.js'), script, 0o755);
    link('../tool/cli.js', path.join(worktree, 'node_modules/.bin/tool'));
    const tree = commit('package.json', 'packages/own/cli.js');
    for (const root of [worktree, checkout])
      write(
        path.join(root, 'packages/own/cli.js'),
        `#!/usr/bin/env node\nconsole.log('${path.basename(root)}');\n`,
        0o755,
      );
    link('../../packages/own/cli.js', path.join(worktree, 'node_modules/.bin/own'));
    links(tree);
    const run = (name: string) =>
      spawnSync(path.join(checkout, 'node_modules/.bin', name), { encoding: 'utf8' }).stdout.trim();

    expect(run('tool')).toBe('installed');
    expect(run('own')).toBe('checkout');
  });

  it('links what is installed beside a package of a workspace', () => {
    const tree = commit('package.json', 'packages/a/package.json');
    install('lib', "module.exports = 'version 1';\n");
    write(path.join(worktree, 'packages/a/node_modules/lib/index.js'), "module.exports = 'version 2';\n");
    links(tree);

    expect(required('lib')).toBe('version 1');
    expect(required('lib', path.join(checkout, 'packages/a'))).toBe('version 2');
  });

  it('follows the layout of pnpm', () => {
    const store = 'node_modules/.pnpm';
    write(path.join(worktree, store, 'lib@1/node_modules/lib/index.js'), "module.exports = require('dep');\n");
    write(path.join(worktree, store, 'dep@1/node_modules/dep/index.js'), "module.exports = 'installed';\n");
    link('../../dep@1/node_modules/dep', path.join(worktree, store, 'lib@1/node_modules/dep'));
    link('.pnpm/lib@1/node_modules/lib', path.join(worktree, 'node_modules/lib'));
    write(path.join(worktree, 'node_modules/.modules.yaml'), 'x\n');
    const tree = commit('package.json', 'packages/a/package.json', 'packages/b/package.json', 'packages/b/index.js');
    link('../../b', path.join(worktree, 'packages/a/node_modules/b'));
    links(tree);

    expect(required('lib')).toBe('installed');
    expect(required('b', path.join(checkout, 'packages/a'))).toBe('checkout');
    expect(readFileSync(path.join(checkout, 'node_modules/.modules.yaml'), 'utf8')).toBe('x\n');
  });

  it.each([
    ['alone', '@shop+core@file+packages+core'],
    ['with its peers', '@shop+core@file+packages+core_lib@1.0.0'],
    ['as older versions call it', '@shop+core@file+packages+core(lib@1.0.0)'],
  ])('leads a copy that pnpm made of a package of the workspace to the package, %s', (_what, name) => {
    const tree = commit('packages/core/package.json', 'packages/core/index.js', 'packages/a/package.json');
    const copy = path.join(worktree, 'node_modules/.pnpm', name, 'node_modules/@shop/core');
    write(path.join(copy, 'index.js'), "module.exports = 'copy of an old day';\n");
    const other = path.join(worktree, 'node_modules/.pnpm/lib@file+lib.tgz/node_modules/lib');
    write(path.join(other, 'index.js'), "module.exports = 'installed';\n");
    link(copy, path.join(worktree, 'packages/a/node_modules/@shop/core'));
    link(other, path.join(worktree, 'packages/a/node_modules/lib'));
    links(tree);

    expect(required('@shop/core', path.join(checkout, 'packages/a'))).toBe('checkout');
    expect(required('lib', path.join(checkout, 'packages/a'))).toBe('installed');
  });

  it('does not share caches, and what a tool writes stays in the checkout', () => {
    for (const cache of ['.cache', '.vite', '.vite-temp', '.vitest'])
      write(path.join(worktree, 'node_modules', cache, 'file'), 'x');
    write(path.join(worktree, 'node_modules/.package-lock.json'), '{}');
    links(commit('package.json'));
    write(path.join(checkout, 'node_modules/.cache/other'), 'y');

    expect(readdirSync(path.join(checkout, 'node_modules')).sort()).toEqual(['.cache', '.package-lock.json']);
    expect(existsSync(path.join(worktree, 'node_modules/.cache/other'))).toBe(false);
  });

  it('follows a node_modules that is itself a link, and leads the packages of its workspace into the checkout', () => {
    const main = path.join(folder, 'main');
    write(path.join(main, 'node_modules/lib/index.js'), "module.exports = 'installed';\n");
    write(path.join(main, 'packages/core/index.js'), "module.exports = 'main';\n");
    link('../packages/core', path.join(main, 'node_modules/core'));
    link(path.join(main, 'node_modules'), path.join(worktree, 'node_modules'));
    links(commit('package.json', 'packages/core/index.js'));

    expect(required('lib')).toBe('installed');
    expect(required('core')).toBe('checkout');
  });

  it('finds the worktree under any of its names', () => {
    link(worktree, path.join(folder, 'alias'));
    link('../packages/core', path.join(worktree, 'node_modules/core'));
    links(commit('package.json', 'packages/core/index.js'), path.join(folder, 'alias'));

    expect(required('core')).toBe('checkout');
  });

  it('leads packages of the worktree into the checkout also from dependencies that lie elsewhere', () => {
    link(path.join(worktree, 'packages/core'), path.join(folder, 'shared/core'));
    link(path.join(folder, 'shared'), path.join(worktree, 'node_modules'));
    link(worktree, path.join(folder, 'alias'));
    links(commit('package.json', 'packages/core/index.js'), path.join(folder, 'alias'));

    expect(required('core')).toBe('checkout');
  });

  it('carries over a link that leads nowhere', () => {
    link('nowhere', path.join(worktree, 'node_modules/gone'));
    links(commit('package.json'));

    expect(readlinkSync(path.join(checkout, 'node_modules/gone'))).toBe(path.join(worktree, 'node_modules/nowhere'));
  });

  it('leaves alone what the commit holds itself', () => {
    const tree = commit('node_modules/own/index.js', 'fixtures/package.json', 'fixtures/node_modules/x/package.json');
    install('other');
    links(tree);

    expect(required('own')).toBe('checkout');
    expect(existsSync(path.join(checkout, 'node_modules/other'))).toBe(false);
    expect(readdirSync(path.join(checkout, 'fixtures/node_modules'))).toEqual(['x']);
  });

  it('makes nothing where nothing is installed', () => {
    link('nowhere', path.join(worktree, 'node_modules'));
    links(commit('package.json', 'pyproject.toml'));

    expect(readdirSync(checkout).sort()).toEqual(['package.json', 'pyproject.toml']);
  });

  it('finds the environments of Python projects in folders', () => {
    const tree = commit('services/api/pyproject.toml', 'services/web/requirements-dev.txt', 'services/none/readme.md');
    for (const name of ['api', 'web', 'none']) write(path.join(worktree, `services/${name}/.venv/pyvenv.cfg`), 'x\n');
    links(tree);

    expect(existsSync(path.join(checkout, 'services/api/.venv/pyvenv.cfg'))).toBe(true);
    expect(existsSync(path.join(checkout, 'services/web/.venv/pyvenv.cfg'))).toBe(true);
    expect(existsSync(path.join(checkout, 'services/none/.venv'))).toBe(false);
  });
});
