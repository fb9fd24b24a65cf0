import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { PYTHON_FILES, PYTHON_TOOLS } from '../support/samples.ts';

// A Python team and its pushes, with real mypy and pytest in `.venv`.

const CART = 'src/shop/cart.py';
const TEST = 'tests/test_cart.py';
const UNTESTED =
  '\n\ndef net(cents: int) -> int:\n    if cents < 0:\n        return 0\n    return cents * 100 // 119\n';
const COVERING =
  'from shop.cart import net\n\n\ndef test_net() -> None:\n    assert net(119) == 100\n    assert net(-1) == 0\n';

const CONFIG = {
  tiers: {
    thorough: {
      on: ['pre-push'],
      tasks: { types: { uses: 'mypy' }, 'unit-tests': { uses: 'pytest' } },
      gates: { coverage: { lines: 90, changed: 90 } },
    },
  },
};

let project: Project;
let start: string;
beforeAll(() => {
  project = makeProject(PYTHON_FILES, CONFIG);
  symlinkSync(PYTHON_TOOLS, path.join(project.root, '.venv'));
  project.addOrigin();
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('checkout', '--quiet', '--force', '-B', 'main', start);
  project.git('clean', '--quiet', '--force', '-d');
  project.git('push', '--quiet', '--no-verify', '--force', 'origin', 'main');
});

describe('coverage', () => {
  it('is measured once, and a push below the floor is refused with the lines it is short', () => {
    project.commit({ [CART]: PYTHON_FILES[CART] + UNTESTED });
    const { code, output } = project.tryPush();
    expect(code).not.toBe(0);
    expect(output).toMatch(/coverage {2}lines 62\.50% \(5\/8\) < 90%, 3 lines short/);
    expect(output).toMatch(/coverage {2}changed 25\.00% \(1\/4\) < 90%, 3 lines short/);
    expect(output).toContain(`${CART}:6-8 not covered`);
    expect(output.match(/✓ unit-tests/g)).toHaveLength(1);
    expect(output).toContain('LATTICE_HOOKS_SKIP=coverage LATTICE_HOOKS_REASON="why" git push');
  });

  it('of enough lines lets a push pass, and the same content costs nothing under another name', () => {
    project.commit({ [CART]: PYTHON_FILES[CART] + UNTESTED, 'tests/test_net.py': COVERING });
    const first = project.tryPush();
    expect(first.output).toMatch(/coverage {2}changed 100\.00% \(4\/4\)/);
    expect(first.code).toBe(0);
    project.commit({}, 'the same files again');
    const again = project.tryPush(['origin', 'HEAD:refs/heads/other']);
    expect(again.code).toBe(0);
    expect(again.output).not.toContain('✓ unit-tests');
    project.git('push', '--quiet', '--no-verify', 'origin', ':other');
  });

  it('leaves nothing behind that git would see', () => {
    const lines = PYTHON_FILES['.gitignore'].replace('.coverage\n', '');
    project.commit({ '.gitignore': lines, [CART]: `# Again.\n${PYTHON_FILES[CART]}` });
    const { code, output } = project.tryPush();
    expect(output).toContain('✓ unit-tests');
    expect(code).toBe(0);
    expect(project.git('status', '--porcelain')).toBe('');
  });

  it('of everything counts where the remote is empty', () => {
    project.gitIn(project.folder, ['init', '--quiet', '--bare', 'empty.git']);
    project.git('update-ref', '-d', 'refs/remotes/origin/main');
    project.commit({ [CART]: PYTHON_FILES[CART] + UNTESTED });
    const { code, output } = project.tryPush(['../empty.git', 'main']);
    expect(code).not.toBe(0);
    expect(output).toMatch(/coverage {2}changed 62\.50% \(5\/8\) < 90%, 3 lines short/);
  });
});

describe('a push is refused', () => {
  it('for an error that mypy finds, with its place', () => {
    project.commit({ [CART]: `${PYTHON_FILES[CART]}\n\nTAX: int = "a"\n` });
    const { code, output } = project.tryPush();
    expect(code).not.toBe(0);
    expect(output).toContain(`${CART}:5:12`);
    expect(output).toContain('Incompatible types in assignment');
    expect(output).toMatch(/npx lattice-hooks run thorough --only types --from \w+/);
  });

  it('for a test that fails, with its place', () => {
    project.commit({ [TEST]: PYTHON_FILES[TEST].replace('== 3', '== 4') });
    const { code, output } = project.tryPush();
    expect(code).not.toBe(0);
    expect(output).toContain(`${TEST}:6  test_total: assert 3 == 4`);
  });

  it('for a test that does not parse, which is not a test that failed', () => {
    project.commit({ 'tests/test_new.py': 'def test_x(:\n' });
    const { code, output } = project.tryPush();
    expect(code).not.toBe(0);
    expect(output).toMatch(/unit-tests {2}thorough: could not be checked/);
    expect(output.replace(/\s+/g, ' ')).toContain('ERROR collecting tests/test_new.py: SyntaxError: invalid syntax');
  });

  it('where pytest finds no test, and that is the reason it gives', () => {
    project.git('rm', '--quiet', TEST);
    project.commit({ 'tests/test_none.py': 'x = 1\n' });
    const { code, output } = project.tryPush();
    expect(code).not.toBe(0);
    expect(output.replace(/\s+/g, ' ')).toMatch(/\(exit code 5\): no tests ran in [\d.]+s; no tests were collected/);
  });
});

describe('what is tested is what is pushed', () => {
  it('and not what lies in the worktree', () => {
    project.commit({ [CART]: `"""Cart."""\n\n\n${PYTHON_FILES[CART]}` });
    project.write(CART, 'raise SystemExit("never imported")\n');
    project.write('tests/test_junk.py', 'def test_junk() -> None:\n    assert False\n');
    const { code, output } = project.tryPush();
    expect(output).toMatch(/✓ thorough/);
    expect(code).toBe(0);
    expect(project.git('status', '--porcelain')).toBe(` M ${CART}\n?? tests/test_junk.py`);
  });

  it('also of another branch, and under a tag', () => {
    project.git('checkout', '--quiet', '-b', 'feature');
    project.commit({ [TEST]: PYTHON_FILES[TEST].replace('== 3', '== 5') });
    project.git('tag', '-a', 'v1', '-m', 'v1');
    project.git('checkout', '--quiet', 'main');
    const branch = project.tryPush(['origin', 'feature']);
    expect(branch.code).not.toBe(0);
    expect(branch.output).toContain('assert 3 == 5');
    const tag = project.tryPush(['origin', 'v1']);
    expect(tag.code).not.toBe(0);
    expect(tag.output).toContain('tag v1 not pushed');
  });

  it('and a deletion brings nothing to test', () => {
    project.git('push', '--quiet', '--no-verify', 'origin', 'main:gone');
    expect(project.tryPush(['origin', ':gone'])).toMatchObject({ code: 0, output: '' });
  });
});

describe('a project that is installed into its environment with `pip install -e`', () => {
  const environment = () => path.join(project.root, '.venv');
  beforeAll(() => {
    rmSync(environment());
    makeEnvironment(environment(), path.join(project.root, 'src'));
  });
  afterAll(() => {
    rmSync(environment(), { recursive: true });
    symlinkSync(PYTHON_TOOLS, environment());
  });

  it('is imported from what is pushed, and nothing that is installed is measured', () => {
    const settings = '[tool.pytest.ini_options]\ntestpaths = ["tests"]\n';
    const config = { tiers: { thorough: { ...CONFIG.tiers.thorough, tasks: { 'unit-tests': { uses: 'pytest' } } } } };
    project.commit({ 'pyproject.toml': settings, '.lattice-hooksrc.json': JSON.stringify(config) });
    project.write(CART, 'raise SystemExit("never imported")\n');
    const { code, output } = project.tryPush();
    // Two of src, three of tests that are imported, and no line of pytest.
    expect(output).toMatch(/coverage {2}lines 100\.00% \(10\/10\)/);
    expect(code).toBe(0);
    expect(project.start([path.join(environment(), 'bin/python'), '-c', 'import shop.cart']).output).toContain(
      'never imported',
    );
  });
});

/** A virtual environment with pytest of its own, that leads to the sources as `pip install -e` writes it. */
function makeEnvironment(folder: string, sources: string): void {
  const { status, stderr } = spawnSync('python3', ['-m', 'venv', '--without-pip', folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const packagesIn = (environment: string) => {
    const [version = ''] = readdirSync(path.join(environment, 'lib'));
    return path.join(environment, 'lib', version, 'site-packages');
  };
  const wanted = /^(?:_?pytest|py|pluggy|iniconfig|packaging|pygments|coverage|pytest_cov|a1_coverage)(?:$|[-.])/i;
  for (const name of readdirSync(packagesIn(PYTHON_TOOLS)).filter((one) => wanted.test(one))) {
    cpSync(path.join(packagesIn(PYTHON_TOOLS), name), path.join(packagesIn(folder), name), { recursive: true });
  }
  writeFileSync(path.join(packagesIn(folder), '__editable__.shop.pth'), `${sources}\n`);
  const program = path.join(folder, 'bin/pytest');
  mkdirSync(path.dirname(program), { recursive: true });
  writeFileSync(
    program,
    `#!${path.join(folder, 'bin/python')}\nimport sys\nfrom pytest import console_main\n\nsys.exit(console_main())\n`,
  );
  chmodSync(program, 0o755);
}
