import { existsSync, readdirSync, symlinkSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linkPackages, makeProject, type Project } from '../support/project.ts';
import { PYTHON_FILES, PYTHON_TOOLS } from '../support/samples.ts';

// A Python team and its commits, with real Black, Ruff, mypy and pytest in `.venv`.

const CART = 'src/shop/cart.py';
const UNFORMATTED = 'def total(prices:list[int])->int:\n  return sum( prices )+0\n';
const FORMATTED = 'def total(prices: list[int]) -> int:\n    return sum(prices) + 0\n';

let project: Project;
let start: string;
let told: string;
beforeAll(() => {
  project = makeProject(PYTHON_FILES);
  symlinkSync(PYTHON_TOOLS, path.join(project.root, '.venv'));
  told = project.lattice(['install']).output;
  start = project.commit();
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('checkout', '--quiet', '--force', '-B', 'main', start);
  project.git('clean', '--quiet', '--force', '-d');
});

/** PATH without folders that hold tools of Python, as a machine may have them for everybody. */
const barePath = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .filter((folder) => !['black', 'ruff', 'mypy'].some((tool) => existsSync(path.join(folder, tool))))
  .join(path.delimiter);

interface CheckSeen {
  readonly task: string;
  readonly cached: boolean;
  readonly filesRun: number;
}

/** What the last run says of its checks. */
const lastChecks = (): readonly CheckSeen[] =>
  JSON.parse(project.lattice(['report', '--report', 'json']).stdout).checks as readonly CheckSeen[];

describe('installing', () => {
  it('says what it chose and why', () => {
    expect(told).toMatch(/fast, at pre-commit/);
    expect(told).toMatch(/format +black +pyproject\.toml \[tool\.black\]/);
    expect(told).toMatch(/lint +ruff +pyproject\.toml \[tool\.ruff\]/);
    expect(told).toMatch(/doc-links +doc-links +2 Markdown files/);
    expect(told).toMatch(/thorough, at pre-push/);
    expect(told).toMatch(/types +mypy +pyproject\.toml \[tool\.mypy\]/);
    expect(told).toMatch(/unit-tests +pytest +pyproject\.toml \[tool\.pytest\]/);
    expect(told).toMatch(/coverage +gate +lines 90, changed 90/);
    expect(told).toMatch(/Hooks: pre-commit and pre-push/);
  });

  it('writes a config that accepts the project as it is', () => {
    const { code, output } = project.lattice(['run', 'fast', '--all']);
    expect(output).toMatch(/✓ fast/);
    expect(code).toBe(0);
  });

  it('names what is configured and not installed, and leaves it out', () => {
    const bare = makeProject({ ...PYTHON_FILES });
    try {
      const { code, output } = bare.lattice(['install'], { env: { PATH: barePath } });
      expect(code).toBe(0);
      for (const tool of ['black', 'ruff', 'mypy']) expect(output).toMatch(new RegExp(`pip install ${tool}`));
      expect(JSON.parse(bare.read('.lattice-hooksrc.json')).tiers.fast.tasks).toEqual({
        'doc-links': { uses: 'doc-links' },
      });
    } finally {
      bare.remove();
    }
  });

  it('checks the first commit of a repository', () => {
    project.git('checkout', '--quiet', '--orphan', 'fresh');
    project.write(CART, UNFORMATTED);
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(project.git('show', `HEAD:${CART}`)).toBe(FORMATTED.trimEnd());
    expect(project.git('rev-list', '--count', 'HEAD')).toBe('1');
  });
});

describe('a commit', () => {
  it('has its formatting fixed, and nothing is left modified', () => {
    project.write(CART, UNFORMATTED);
    const { code, output } = project.tryCommit();
    expect(output).toContain(`rewrote ${CART}`);
    expect(code).toBe(0);
    expect(project.git('show', `HEAD:${CART}`)).toBe(FORMATTED.trimEnd());
    expect(project.git('status', '--porcelain')).toBe('');
  });

  it('has an unused import taken out, and what that leaves unformatted formatted', () => {
    project.write(CART, `"""Cart."""\n\nimport os\n\n\n${UNFORMATTED}`);
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(project.git('show', `HEAD:${CART}`)).toBe(`"""Cart."""\n\n\n${FORMATTED.trimEnd()}`);
    expect(project.git('status', '--porcelain')).toBe('');
  });

  it('with a lint error is refused with the place and the commands, and everything is as it was', () => {
    const text = 'def total( prices: list[int]) -> int:\n    return sum(pricess)\n';
    project.write(CART, text);
    project.write('src/shop/tax.py', 'def tax(cents: int)->int:\n    return cents\n');
    const { code, output } = project.tryCommit();
    expect(code).toBe(1);
    expect(output).toContain(`${CART}:2:16  Undefined name \`pricess\`  [F821]`);
    expect(output).toContain('npx lattice-hooks run fast --only lint --staged');
    expect(output).toContain('LATTICE_HOOKS_SKIP=lint LATTICE_HOOKS_REASON="why" git commit');
    expect(project.git('rev-parse', 'HEAD')).toBe(start);
    expect(project.read(CART)).toBe(text);
    expect(project.read('src/shop/tax.py')).toContain(')->int');
    expect(project.lattice(['run', 'fast', '--only', 'lint', '--staged'])).toMatchObject({ code: 1 });
  });

  it('whose fixes leave nothing of it is refused', () => {
    project.write(CART, PYTHON_FILES[CART].replace('(prices)', '( prices )'));
    const { code, output } = project.tryCommit();
    expect(code).toBe(1);
    expect(output).toContain('leave nothing to commit');
    expect(project.read(CART)).toContain('( prices )');
  });

  it('of the same content runs nothing, and of three files only the one that was edited', () => {
    const files = ['a', 'b', 'c'].map((name) => `src/shop/${name}.py`);
    for (const file of files) project.write(file, `NAME = "${file}"\n`);
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    project.git('reset', '--quiet', '--soft', 'HEAD~');
    // In silence, where the stub knew the tree; else in one line.
    expect(project.tryCommitStaged().output).toMatch(/^(?:[^\n]*4 checks remembered[^\n]*\n)?$/);
    project.git('reset', '--quiet', '--soft', 'HEAD~');
    project.write('src/shop/b.py', 'NAME = "edited"\n');
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    const ran = lastChecks().filter(({ task }) => task !== 'doc-links');
    expect(ran.map(({ task, filesRun }) => `${task} ${filesRun}`)).toEqual(['format 1', 'lint 1', 'bandit 1']);
  });

  it('is checked under any name that a file may have', () => {
    const names = ['-- $(x) ".py', 'weird name.py', '-v.py'].map((name) => `scripts/${name}`);
    for (const name of names) project.write(name, 'x  =  1\n');
    project.write('docs/-- $(x) ".md', '# A\n\n[b](nowhere.md)\n');
    const refused = project.tryCommit();
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('docs/-- $(x) ".md:3');
    project.write('docs/-- $(x) ".md', '# A\n\n[b](guide.md)\n');
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    for (const name of names) expect(project.git('show', `HEAD:${name}`)).toBe('x = 1');
    expect(project.git('status', '--porcelain')).toBe('');
  });

  it('is refused where a tool cannot read its config, and says what is wrong there', () => {
    project.write('pyproject.toml', `${PYTHON_FILES['pyproject.toml']}[tool.ruff\n`);
    project.write(CART, FORMATTED);
    const { code, output } = project.tryCommit();
    expect(code).toBe(1);
    expect(output).toMatch(/lint {2}fast: could not be checked/);
    expect(output).toContain('TOML parse error at line 14');
    expect(output).not.toContain('Traceback');
  });
});

describe('Black and ruff format in one tier', () => {
  it('fix one after another and agree', () => {
    const config = JSON.parse(project.read('.lattice-hooksrc.json'));
    const { format: black, ...rest } = config.tiers.fast.tasks;
    config.tiers.fast.tasks = { black, 'ruff-format': { uses: 'ruff-format' }, ...rest };
    project.commit({ '.lattice-hooksrc.json': JSON.stringify(config) });
    project.write(CART, `import os\n${UNFORMATTED}`);
    const { code, output } = project.tryCommit();
    expect(output).toMatch(/✓ fast/);
    expect(code).toBe(0);
    expect(project.git('show', `HEAD:${CART}`)).toBe(FORMATTED.trimEnd());
  });
});

describe('switching off', () => {
  const bad = 'import os\nx  = undefined\n';

  it('skips what is named, by environment or git, and says so', () => {
    project.write(CART, bad);
    const env = { LATTICE_HOOKS_SKIP: 'lint', LATTICE_HOOKS_REASON: 'the linter is down' };
    const byEnvironment = project.tryCommit('a change', { env });
    expect(byEnvironment.code).toBe(0);
    expect(byEnvironment.output).toContain('skipped by you: lint (the linter is down)');
    expect(project.git('show', `HEAD:${CART}`)).toBe('import os\n\nx = undefined');
    project.git('reset', '--quiet', '--soft', 'HEAD~');
    const byGit = project.start(['git', '-c', 'lattice.skip=lint,nonesuch', 'commit', '-q', '-m', 'x']);
    expect(byGit.code).toBe(0);
    expect(byGit.output).toContain('nonesuch');
  });

  it('turns everything off for one command', () => {
    project.write(CART, bad);
    expect(project.tryCommit('x', { env: { LATTICE_HOOKS: '0' } })).toMatchObject({ code: 0, output: '' });
    expect(project.git('show', `HEAD:${CART}`)).toBe(bad.trimEnd());
  });
});

describe('where the tools are', () => {
  const withoutEnvironment = (act: () => void) => {
    unlinkSync(path.join(project.root, '.venv'));
    try {
      act();
    } finally {
      symlinkSync(PYTHON_TOOLS, path.join(project.root, '.venv'));
    }
  };

  it('is the active environment where there is no `.venv`', () => {
    withoutEnvironment(() => {
      project.write(CART, UNFORMATTED);
      expect(project.tryCommit('x', { env: { VIRTUAL_ENV: PYTHON_TOOLS } })).toMatchObject({ code: 0 });
      expect(project.git('show', `HEAD:${CART}`)).toBe(FORMATTED.trimEnd());
    });
  });

  it('is nowhere: the commit is refused with the command that installs them', () => {
    withoutEnvironment(() => {
      project.write(CART, UNFORMATTED.replace('+0', '+1'));
      const { code, output } = project.tryCommit('x', { env: { PATH: barePath } });
      expect(code).toBe(1);
      expect(output).toMatch(/(?:black|ruff) is not installed/);
      expect(output.replace(/\s+/g, ' ')).toContain('.venv/bin/pip install ruff');
    });
  });

  it('is the environment of a linked worktree, whose commits are checked as well', () => {
    const linked = path.join(project.folder, 'linked');
    project.git('worktree', 'add', '--quiet', linked, '-b', 'linked');
    try {
      symlinkSync(PYTHON_TOOLS, path.join(linked, '.venv'));
      linkPackages(path.join(project.root, 'node_modules'), path.join(linked, 'node_modules'));
      project.write('../linked/new.py', 'x  =  1\n');
      project.gitIn(linked, ['add', '--all']);
      expect(project.start(['git', 'commit', '-q', '-m', 'x'], { cwd: linked })).toMatchObject({ code: 0 });
      expect(project.git('show', 'linked:new.py')).toBe('x = 1');
    } finally {
      project.git('worktree', 'remove', '--force', linked);
      project.git('branch', '--quiet', '-D', 'linked');
    }
  });
});

describe('uninstalling', () => {
  it('leaves no hook, and commits go unchecked', () => {
    expect(project.lattice(['uninstall'])).toMatchObject({ code: 0 });
    const hooks = readdirSync(path.join(project.root, '.git/hooks')).filter((name) => !name.endsWith('.sample'));
    expect(hooks).toEqual([]);
    project.write(CART, UNFORMATTED);
    expect(project.tryCommit()).toMatchObject({ code: 0, output: '' });
    expect(project.git('show', `HEAD:${CART}`)).toBe(UNFORMATTED.trimEnd());
    expect(project.lattice(['install'])).toMatchObject({ code: 0 });
  });
});
