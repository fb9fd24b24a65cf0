import { describe, expect, it } from 'vitest';
import preCommit from '../../src/migrations/pre-commit.ts';
import { migrateFiles } from '../support/migration-lab.ts';

const FILE = '.pre-commit-config.yaml';

/** A config with these hooks of the project itself. */
function local(hooks: string, top = ''): string {
  return `${top}repos:\n  - repo: local\n    hooks:\n${hooks.replace(/^(?=.)/gm, '      ')}`;
}

const read = (text: string, files: Readonly<Record<string, string>> = {}) =>
  migrateFiles({ 'pre-commit': preCommit }, { [FILE]: text, ...files });

const TEAM = local(`- id: ruff
  name: ruff
  entry: ruff check --fix
  language: system
  types: [python]
- id: black
  name: black
  entry: black --line-length 100
  language: system
  types: [python]
- id: doc-links
  name: links in documents
  entry: python scripts/check_doc_links.py
  language: system
  files: \\.md$
- id: unit-tests
  name: tests
  entry: pytest tests --cov=src --cov-report=term --cov-fail-under=90
  language: system
  pass_filenames: false
  always_run: true
  stages: [push]
`);

describe('a team that lints, formats and checks links at the commit and measures coverage at the push', () => {
  it('comes over completely', async () => {
    const { tiers, left } = await read(TEAM);
    expect(tiers).toEqual({
      fast: {
        on: ['pre-commit'],
        tasks: {
          ruff: { uses: 'ruff', files: '**/*.{py,pyw,pyt,gyp,gypi,tac,wsgi}' },
          black: {
            uses: 'black',
            options: { args: ['--line-length', '100'] },
            files: '**/*.{py,pyw,pyt,gyp,gypi,tac,wsgi}',
          },
          'doc-links': { run: ['python', 'scripts/check_doc_links.py', '{files}'], files: '**/*.md' },
        },
      },
      thorough: {
        on: ['pre-push'],
        tasks: { 'unit-tests': { uses: 'pytest', options: { args: ['tests', '--cov=src', '--cov-report=term'] } } },
        gates: { coverage: { lines: 90 } },
      },
    });
    expect(left).toEqual([]);
  });

  it('says of the limit that it is exact now, and of the links what could check them', async () => {
    const { notes } = await read(TEAM);
    expect(notes).toContain('unit-tests: --cov-fail-under=90 is the gate `coverage` now, which does not round');
    expect(notes.find((note) => note.startsWith('doc-links:'))).toContain('"uses": "doc-links"');
  });
});

describe('coverage', () => {
  const hook = (entry: string) =>
    local(`- {id: t, entry: '${entry}', language: system, pass_filenames: false, stages: [pre-push]}\n`);

  it('keeps a limit with decimals to the digit', async () => {
    const { tiers } = await read(hook('pytest --cov --cov-fail-under 89.95'));
    expect(tiers['thorough']).toMatchObject({ gates: { coverage: { lines: '89.95' } } });
  });

  it('is read from a report of its own where another program starts pytest', async () => {
    const { tasks, tiers } = await read(hook('uv run pytest --cov=src --cov-fail-under=80'));
    expect(tasks['t']).toEqual({
      run: ['uv', 'run', 'pytest', '--cov=src', '--cov-report=json:{scratch}/coverage.json', '--cov-fail-under=0'],
      coverage: '{scratch}/coverage.json',
    });
    expect(tiers['thorough']).toMatchObject({ gates: { coverage: { lines: 80 } } });
  });

  it('is of the sources that the config of pytest names, where the command names none', async () => {
    const files = { 'pyproject.toml': '[tool.pytest.ini_options]\naddopts = "--cov=src"\n' };
    const { tasks } = await read(hook('pytest --cov-fail-under=80'), files);
    expect(tasks['t']).toMatchObject({ run: expect.not.arrayContaining(['--cov']), coverage: expect.any(String) });
  });

  it('is not measured where it was not', async () => {
    const { tasks, tiers } = await read(hook('pytest -q -x tests'));
    expect(tasks['t']).toEqual({ uses: 'pytest', options: { coverage: false, args: ['-x', 'tests'] } });
    expect(tiers['thorough']).not.toHaveProperty('gates');
  });
});

describe('commands', () => {
  const task = async (keys: string) => {
    const { tasks, left } = await read(local(`- {id: t, language: system, ${keys}}\n`), { 'src/a.py': '' });
    return tasks['t'] ?? left;
  };

  it.each([
    ['entry: ruff check', { run: ['ruff', 'check', '{files}'] }],
    [
      'entry: ruff check --fix src',
      { run: ['ruff', 'check', 'src', '{files}'], fix: ['ruff', 'check', '--fix', 'src', '{files}'] },
    ],
    ['entry: ruff format', { uses: 'ruff-format' }],
    ['entry: black --check', { run: ['black', '--check', '{files}'] }],
    [
      'entry: isort --profile black',
      {
        run: ['isort', '--check-only', '--profile', 'black', '{files}'],
        fix: ['isort', '--profile', 'black', '{files}'],
      },
    ],
    ['entry: mypy src, pass_filenames: false', { uses: 'mypy', options: { args: ['src'] } }],
    ['entry: prettier --write', { uses: 'prettier' }],
    ['entry: eslint --fix', { uses: 'eslint', options: { args: ['--max-warnings=-1'] } }],
    ['entry: ./tools/check.sh, args: [--strict]', { run: ['./tools/check.sh', '--strict', '{files}'] }],
    ['entry: lychee --offline', { uses: 'doc-links' }],
    ['entry: make check, pass_filenames: false', { run: ['make', 'check'] }],
  ])('%s', async (keys, expected) => {
    expect(await task(keys)).toEqual(expected);
  });

  it('that look for an expression do so with grep, where it means the same there', async () => {
    const { tasks } = await read(local('- {id: t, entry: "console\\\\.log", language: pygrep, types: [ts]}\n'));
    expect(tasks['t']).toMatchObject({
      run: ['sh', '-c', 'grep "$@"; test $? -eq 1', 'sh', '-nHE', '-e', 'console\\.log', '--', '{files}'],
      files: '**/*.ts',
      scope: 'file',
    });
  });

  it('that only Python can look for, and containers, are named', async () => {
    const { left } = await read(
      local('- {id: word, entry: "\\\\bfoo", language: pygrep}\n- {id: box, entry: lint, language: docker_image}\n'),
    );
    expect(left).toEqual([
      `${FILE}:4 hook word: \`entry: \\bfoo\` is an expression that only Python knows`,
      `${FILE}:5 hook box: it runs in a container: start that in a script of the project`,
    ]);
  });

  it('of packages that pre-commit installed say what is to be installed now', async () => {
    const { notes } = await read(
      local('- {id: t, entry: vulture, language: python, additional_dependencies: [vulture==2.1]}\n'),
    );
    expect(notes).toEqual(['t: needs to be installed now: pip install vulture==2.1']);
  });
});

describe('files', () => {
  const selection = async (keys: string, files: Readonly<Record<string, string>> = {}, top = '') => {
    const { tasks, left } = await read(local(`- {id: t, entry: x, language: system, ${keys}}\n`, top), files);
    return {
      files: tasks['t']?.['files'],
      exclude: tasks['t']?.['exclude'],
      left: left.map((one) => one.split(': `')[1]),
    };
  };

  it('are those of both the expression and the types', async () => {
    expect(await selection('files: ^src/, types_or: [ts, tsx]')).toMatchObject({
      files: 'src/**/*.{ts,tsx}',
      left: [],
    });
    expect(await selection('files: "^(a|b)/.*\\\\.ts$", types: [ts]')).toMatchObject({
      files: ['a/**/*.ts', 'b/**/*.ts'],
    });
  });

  it('are not those of any exclusion', async () => {
    const found = await selection('exclude: "^vendor/", exclude_types: [svg]', {}, 'exclude: "\\\\.min\\\\.js$"\n');
    expect(found).toMatchObject({ exclude: ['vendor/**', '**/*.min.js', '**/*.svg'], left: [] });
  });

  it('of a type that their first line tells are named one by one', async () => {
    const files = { 'bin/tool': '#!/usr/bin/env python3\n', 'bin/other': '#!/bin/sh\n', 'bin/TOOL.PY': '' };
    expect(await selection('types: [python]', files)).toMatchObject({
      files: ['**/*.{py,pyw,pyt,gyp,gypi,tac,wsgi}', 'bin/tool', 'bin/TOOL.PY'],
    });
  });

  it('are more where no glob can say it, and that is told', async () => {
    expect(await selection('files: "^(?!vendor/)", types: [ts]')).toEqual({
      files: '**/*.ts',
      exclude: undefined,
      left: ['files: ^(?!vendor/)` cannot be said in globs, so it is about more files'],
    });
    expect(await selection('types: [executable]')).toMatchObject({ files: undefined, left: [expect.any(String)] });
  });

  it('that cannot be there are no task', async () => {
    const { plan, left } = await read(
      local('- {id: t, entry: x, language: system, files: "\\\\.md$", types: [python]}\n'),
    );
    expect(plan.tiers).toEqual([]);
    expect(left).toEqual([`${FILE}:4 hook t: no file can be of its \`files\` and its \`types\`, so it never ran`]);
  });

  it('without a type never are binary ones of a known ending', async () => {
    const { tasks } = await read(
      `repos: [{repo: 'https://github.com/pre-commit/pre-commit-hooks', rev: v5.0.0, hooks: [{id: end-of-file-fixer}]}]`,
    );
    expect(tasks['end-of-file-fixer']).toEqual({
      fix: ['end-of-file-fixer', '{files}'],
      exclude: expect.stringContaining('png'),
    });
  });
});

it('reads words for yes and no as Python does', async () => {
  const { tasks } = await read(
    local('- {id: t, entry: x, language: system, pass_filenames: no, always_run: yes, types: [ts]}\n'),
  );
  expect(tasks['t']).toEqual({ run: ['x'] });
});

describe('stages', () => {
  const stagesOf = async (hook: string, top = '') => {
    const { plan } = await read(local(`- {id: t, entry: x, language: system${hook}}\n`, top));
    return plan.tiers.map(({ name, on }) => [name, ...on].join(' '));
  };

  it.each([
    ['', '', 'fast pre-commit'],
    [', stages: [commit]', '', 'fast pre-commit'],
    [', stages: [push]', '', 'thorough pre-push'],
    [', stages: [merge-commit]', '', 'pre-merge-commit pre-merge-commit'],
    [', stages: [pre-commit, pre-push]', '', 'fast pre-commit pre-push'],
    [', stages: [manual]', '', 'manual manual'],
    ['', 'default_stages: [pre-push]\n', 'thorough pre-push'],
    ['', 'default_install_hook_types: [pre-commit, commit-msg, pre-push]\n', 'fast pre-commit pre-push'],
  ])('%s %s', async (hook, top, expected) => {
    expect(await stagesOf(hook, top)).toEqual([expected]);
  });

  it('about the message hand its file over', async () => {
    const { tasks } = await read(local('- {id: t, entry: check-message, language: system, stages: [commit-msg]}\n'));
    expect(tasks['t']).toEqual({ run: ['check-message', '{message}'] });
  });
});

describe('published hooks', () => {
  const published = (repo: string, hook: string) => read(`repos: [{repo: '${repo}', rev: v1.2.3, hooks: [${hook}]}]`);

  it('are kinds of ours where there is one, and it is told what to install', async () => {
    const { tasks, notes } = await published('https://github.com/psf/black', '{id: black}');
    expect(tasks['black']).toMatchObject({ uses: 'black' });
    expect(notes).toEqual(['black: needs to be installed by the project now: pip install black==1.2.3']);
  });

  it('say which packages they need besides', async () => {
    const { notes } = await published(
      'https://github.com/pre-commit/mirrors-mypy',
      '{id: mypy, additional_dependencies: [types-requests]}',
    );
    expect(notes).toEqual(['mypy: needs to be installed by the project now: pip install mypy==1.2.3 types-requests']);
  });

  it('that only looked and now repair say so', async () => {
    const { tasks, notes } = await published('https://github.com/astral-sh/ruff-pre-commit', '{id: ruff-check}');
    expect(tasks['ruff-check']).toMatchObject({ uses: 'ruff' });
    expect(notes).toContain('ruff-check: repairs at the commit what it only refused before');
  });

  it('are commands where they are known', async () => {
    const { tasks } = await published('git@github.com:PyCQA/flake8.git', '{id: flake8, args: [--max-line-length=100]}');
    expect(tasks['flake8']).toMatchObject({ run: ['flake8', '--max-line-length=100', '{files}'] });
  });

  it('nobody here knows are named with their line', async () => {
    const { left, plan } = await published('https://example.com/a/b', '{id: x}');
    expect(plan.tiers).toEqual([]);
    expect(left).toEqual([
      `${FILE}:1 hook x: what it starts is written down in https://example.com/a/b alone: add its command as a task`,
    ]);
  });
});

it('names keys that mean nothing here', async () => {
  const { left } = await read(local('- {id: t, entry: x, language: system}\n', 'fail_fast: true\nci: {skip: [t]}\n'));
  expect(left.map((one) => one.split(':')[1])).toEqual(['2 `ci`', '1 `fail_fast`']);
});

it('gives hooks of one id names of their own, and takes an alias for one', async () => {
  const { tasks } = await read(
    local(
      '- {id: a b, entry: x, language: system}\n- {id: a b, entry: y, language: system}\n- {id: a b, alias: z, entry: z, language: system}\n',
    ),
  );
  expect(Object.keys(tasks)).toEqual(['a-b', 'a-b-2', 'z']);
});
