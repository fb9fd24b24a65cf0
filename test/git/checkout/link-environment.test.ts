import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { make } from '../../../src/git/checkout/additions.ts';
import { linkDependencies } from '../../../src/git/checkout/link-dependencies.ts';
import { leadsBack } from '../../../src/git/checkout/relocate.ts';

/** A worktree with a real virtual environment, and a checkout of one of its commits. Both hold a package `shop` that says where it is. */
describe('linkEnvironment', () => {
  let folder: string;
  let worktree: string;
  let checkout: string;
  let made: string;
  beforeAll(() => {
    made = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-venv-')));
    const { status, stderr } = spawnSync('python3', ['-m', 'venv', '--without-pip', path.join(made, 'venv')]);
    if (status !== 0) throw new Error(stderr.toString());
  });
  afterAll(() => rmSync(made, { recursive: true, force: true }));
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-python-')));
    worktree = path.join(folder, 'work tree');
    checkout = path.join(folder, 'checkout');
    for (const root of [worktree, checkout])
      write(path.join(root, 'src/shop/__init__.py'), `WHERE = '${path.basename(root)}'\n`);
    copyEnvironment(path.join(worktree, '.venv'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** `cp -a` keeps links as they are, unlike Node's own way of copying. */
  const copyEnvironment = (to: string) => spawnSync('cp', ['-a', path.join(made, 'venv'), to]);
  const write = (file: string, text: string, mode = 0o644) => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
  };
  const packagesOf = (environment: string) => {
    const [version = ''] = readdirSync(path.join(environment, 'lib'));
    return path.join(environment, 'lib', version, 'site-packages');
  };
  const packages = (environment = path.join(worktree, '.venv')) => packagesOf(environment);
  const program = (environment = path.join(worktree, '.venv')) =>
    write(
      path.join(environment, 'bin/shop'),
      `#!${path.join(environment, 'bin/python')}\nimport shop, sys\nprint(shop.WHERE, sys.prefix)\n`,
      0o755,
    );
  const links = (active?: string) => {
    for (const [at, addition] of linkDependencies({ worktree, checkout }, new Map(), active))
      make(path.join(checkout, at), addition);
  };
  const python = (code: string, root = checkout) => {
    const { stdout, stderr } = spawnSync(path.join(root, '.venv/bin/python'), ['-c', code], {
      cwd: folder,
      encoding: 'utf8',
    });
    return stdout.trim() || stderr;
  };
  const imported = (root = checkout) => python('import shop; print(shop.WHERE)', root);

  it('links an environment that has nothing of the worktree, as one of its own', () => {
    write(path.join(packages(), 'library.py'), "NAME = 'installed'\n");
    write(path.join(worktree, '.venv/.gitignore'), '*\n');
    links();

    expect(python('import library; print(library.NAME)')).toBe('installed');
    expect(python('import sys; print(sys.prefix)')).toBe(path.join(checkout, '.venv'));
    expect(lstatSync(path.join(checkout, '.venv')).isDirectory()).toBe(true);
    expect(lstatSync(path.join(checkout, '.venv/.gitignore')).isFile()).toBe(true);
    expect(realpathSync(path.join(checkout, '.venv/bin/python'))).toBe(
      realpathSync(path.join(worktree, '.venv/bin/python')),
    );
    expect(realpathSync(path.join(checkout, '.venv/lib'))).toBe(path.join(worktree, '.venv/lib'));
  });

  it.each([
    ['a path, as hatchling, flit, pdm and setuptools write', '_shop.pth', () => `${worktree}/src\n`],
    ['a path among others', 'easy-install.pth', () => `# comment\nimport os\n/nowhere\n${worktree}/src`],
    ['a relative path', 'shop.pth', () => `${path.relative(packages(), path.join(worktree, 'src'))}\n`],
    ['a path with another name of the worktree in it', 'shop.pth', () => `${folder}/alias/src\n`],
  ])('leads into the checkout what is installed by %s', (_what, name, text) => {
    symlinkSync(worktree, path.join(folder, 'alias'));
    write(path.join(packages(), name), text());
    expect(imported(worktree)).toBe('work tree');
    links();

    expect(imported()).toBe('checkout');
    expect(imported(worktree)).toBe('work tree');
  });

  it('leads into the checkout what is installed by a finder, as setuptools does for layouts of its own', () => {
    write(
      path.join(packages(), '__editable__.shop-1.pth'),
      'import __editable___shop_finder; __editable___shop_finder.install()\n',
    );
    write(
      path.join(packages(), '__editable___shop_finder.py'),
      [
        'import sys',
        'from importlib.util import spec_from_file_location',
        `MAPPING = {'shop': ${JSON.stringify(path.join(worktree, 'src/shop'))}}`,
        'class Finder:',
        '    @classmethod',
        '    def find_spec(cls, name, path=None, target=None):',
        "        return spec_from_file_location(name, MAPPING[name] + '/__init__.py') if name in MAPPING else None",
        'def install():',
        '    sys.meta_path.append(Finder)',
        '',
      ].join('\n'),
    );
    expect(imported(worktree)).toBe('work tree');
    links();

    expect(imported()).toBe('checkout');
    expect(imported(worktree)).toBe('work tree');
  });

  it('searches the folder that its links lead to last, so that tools know what is installed for installed', () => {
    write(path.join(packages(), 'shop.pth'), `${worktree}/src\n`);
    write(path.join(packages(), 'library.py'), '');
    links();

    const searched = JSON.parse(python('import json, sys; print(json.dumps(sys.path))'));
    expect(searched.at(-1)).toBe(packages());
    expect(python('import library, os; print(os.path.realpath(library.__file__))')).toBe(
      path.join(packages(), 'library.py'),
    );
    expect(imported()).toBe('checkout');
  });

  it('starts programs with the Python of the checkout', () => {
    write(path.join(packages(), 'shop.pth'), `${worktree}/src\n`);
    write(path.join(packages(), 'installed.py'), '');
    // No blank may stand in the first line; the way of uv for such places.
    const start = `#!/bin/sh\n'''exec' '${worktree}/.venv/bin/python' "$0" "$@"\n' '''\nimport shop, installed\nprint(shop.WHERE)\n`;
    write(path.join(worktree, '.venv/bin/shop'), start, 0o755);
    links();
    const run = (root: string) => spawnSync(path.join(root, '.venv/bin/shop'), { encoding: 'utf8' }).stdout.trim();

    expect(run(worktree)).toBe('work tree');
    expect(run(checkout)).toBe('checkout');
    expect(statSync(path.join(checkout, '.venv/bin/shop')).mode & 0o777).toBe(0o755);
  });

  it('starts programs whose first line names the Python of the worktree', () => {
    renameSync(worktree, path.join(folder, 'worktree'));
    worktree = path.join(folder, 'worktree');
    write(path.join(packages(), 'shop.pth'), `${worktree}/src\n`);
    program();
    links();

    const { stdout } = spawnSync(path.join(checkout, '.venv/bin/shop'), { encoding: 'utf8' });
    expect(stdout).toBe(`checkout ${path.join(checkout, '.venv')}\n`);
  });

  it('does not share what Python compiled', () => {
    write(path.join(packages(), 'shop.pth'), `${worktree}/src\n`);
    write(path.join(packages(), 'installed.py'), '');
    mkdirSync(path.join(packages(), '__pycache__'));
    links();

    const linked = readdirSync(packages(path.join(checkout, '.venv')));
    expect(linked).toContain('installed.py');
    expect(linked).not.toContain('__pycache__');
  });

  it('does not touch the environment of the worktree', () => {
    write(path.join(packages(), 'shop.pth'), `${worktree}/src\n`);
    mkdirSync(path.join(packages(), 'other-1.dist-info'));
    const state = () => readdirSync(path.join(worktree, '.venv'), { recursive: true }).sort();
    const before = state();
    links();

    expect(state()).toEqual(before);
    expect(readFileSync(path.join(packages(), 'shop.pth'), 'utf8')).toBe(`${worktree}/src\n`);
    expect(existsSync(path.join(packages(path.join(checkout, '.venv')), 'other-1.dist-info'))).toBe(true);
  });

  it('does not take a folder whose name begins alike for the worktree', () => {
    mkdirSync(`${worktree}-other/src`, { recursive: true });
    write(path.join(packages(), 'other.pth'), `${worktree}-other/src\n`);
    write(path.join(packages(), 'note.py'), `# ${worktree}é and ${worktree}.git and x${worktree}\n`);

    expect(leadsBack(path.join(worktree, '.venv'), worktree)).toBe(false);
  });

  it('does not take what is installed in the environment itself for the worktree', () => {
    mkdirSync(path.join(packages(), 'egg'));
    write(path.join(packages(), 'easy-install.pth'), `./egg\n${packages()}/egg\n`);
    write(path.join(packages(), 'note.py'), `PREFIX = '${worktree}/.venv'\n`);

    expect(leadsBack(path.join(worktree, '.venv'), worktree)).toBe(false);
  });

  it('leads into the checkout an environment that lies elsewhere', () => {
    const elsewhere = path.join(folder, 'environments/shop');
    mkdirSync(path.dirname(elsewhere));
    renameSync(path.join(worktree, '.venv'), elsewhere);
    symlinkSync(elsewhere, path.join(worktree, '.venv'));
    write(path.join(packages(elsewhere), 'shop.pth'), `${worktree}/src\n`);
    program(elsewhere);
    links();

    expect(imported()).toBe('checkout');
    expect(spawnSync(path.join(checkout, '.venv/bin/shop'), { encoding: 'utf8' }).stdout).toBe(
      `checkout ${path.join(checkout, '.venv')}\n`,
    );
  });

  it('takes the active environment where there is no other and it leads back', () => {
    const active = path.join(folder, 'active');
    renameSync(path.join(worktree, '.venv'), active);
    links(active);
    expect(existsSync(path.join(checkout, '.venv'))).toBe(false);

    write(path.join(packages(active), 'shop.pth'), `${worktree}/src\n`);
    links(active);
    expect(imported()).toBe('checkout');
  });
});
