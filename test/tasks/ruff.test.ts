import { describe, expect, it } from 'vitest';
import ruff from '../../src/tasks/ruff.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

const context = contextIn('/project', ['bad.py', 'clean.py']);
const fixing = contextIn('/project', ['bad.py', 'clean.py'], { fixing: true });

/** As Ruff 0.17 writes it, spread over lines, without a line break at the end. */
const report = (...findings: readonly object[]) => JSON.stringify(findings, undefined, 2);
const UNDEFINED = {
  cell: null,
  code: 'F821',
  end_location: { column: 19, row: 3 },
  filename: '/project/bad.py',
  fix: null,
  location: { column: 5, row: 3 },
  message: 'Undefined name `undefined_name`',
  name: 'undefined-name',
  noqa_row: 3,
  severity: 'error',
  url: 'https://docs.astral.sh/ruff/rules/undefined-name',
};
const UNREAD = {
  ...UNDEFINED,
  code: 'E902',
  location: { column: 1, row: 1 },
  message: 'Permission denied (os error 13)',
};
const IN_CELL = { ...UNDEFINED, cell: 2, filename: '/project/n.ipynb' };
const SYNTAX = { ...UNDEFINED, code: null, message: 'SyntaxError: Expected a parameter' };

describe('judging ruff', () => {
  it('reads places and rules', () => {
    expect(ruff.judge(exited(1, report(UNDEFINED)), context)).toEqual({
      status: 'failed',
      othersPassed: true,
      findings: [
        {
          severity: 'error',
          message: 'Undefined name `undefined_name`',
          file: 'bad.py',
          line: 3,
          column: 5,
          rule: 'F821',
        },
      ],
    });
  });

  it('names a notebook without a line, as lines count within its cells', () => {
    expect(ruff.judge(exited(1, report(IN_CELL)), context)).toMatchObject({
      findings: [{ severity: 'error', message: 'Undefined name `undefined_name`', file: 'n.ipynb', rule: 'F821' }],
    });
    expect(JSON.stringify(ruff.judge(exited(1, report(IN_CELL)), context))).not.toContain('"line"');
  });

  it('gives syntax errors of older versions their rule', () => {
    expect(ruff.judge(exited(1, report(SYNTAX)), context)).toMatchObject({
      findings: [{ rule: 'invalid-syntax', line: 3 }],
    });
  });

  it('passes when it ends with 1 because it has fixed everything', () => {
    expect(ruff.judge(exited(1, '[]'), fixing)).toEqual({ status: 'passed' });
    expect(ruff.judge(exited(1, report(UNDEFINED)), fixing)).toMatchObject({
      status: 'failed',
      findings: [{ rule: 'F821' }],
    });
  });

  it('is broken by a file that it cannot read', () => {
    expect(ruff.judge(exited(1, report(UNDEFINED, UNREAD)), context)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining('bad.py: Permission denied (os error 13)'),
    });
  });

  it('passes when all files are excluded', () => {
    const stderr = 'warning: No Python files found under the given path(s)\n';
    expect(ruff.judge(exited(0, '[]', stderr), context)).toEqual({ status: 'passed' });
  });

  it.each([
    [1, '', ''],
    [1, '[]', ''],
    [2, '', 'ruff failed\n  Cause: Unknown rule selector `NOPE` in `select` from `/project/pyproject.toml`\n'],
  ])('is broken by code %i with "%s"', (code, stdout, stderr) => {
    expect(ruff.judge(exited(code, stdout, stderr), context).status).toBe('broken');
    expect(ruff.judge(exited(code === 1 ? 101 : code, stdout, stderr), fixing).status).toBe('broken');
  });

  it('says what is wrong with its config', () => {
    const stderr = 'ruff failed\n  Cause: Unknown rule selector `NOPE` in `select` from `/project/pyproject.toml`\n';
    expect(ruff.judge(exited(2, '', stderr), context)).toMatchObject({
      message:
        'Ruff could not check (exit code 2): Unknown rule selector `NOPE` in `select` from `/project/pyproject.toml`',
    });
  });
});

describe('detecting ruff', () => {
  it.each([
    [factsOf({ 'ruff.toml': '' }), 'ruff.toml'],
    [factsOf({ 'pyproject.toml': '[project]\nname = "x"\n\n[tool.ruff.lint]\n' }), 'pyproject.toml [tool.ruff]'],
    [factsOf({}, { python: ['ruff'] }), 'Python package ruff'],
  ])('finds it by config or package (%#)', (repository, because) => {
    expect(ruff.detect(repository)).toEqual({ found: true, pace: 'fast', because });
  });

  it('has nothing to say elsewhere', () => {
    expect(ruff.detect(factsOf({ 'pyproject.toml': '[tool.ruffian]\n# [tool.ruff]\n' }))).toBeUndefined();
  });
});
