import { describe, expect, it } from 'vitest';
import black from '../../src/tasks/black.ts';
import ruffFormat from '../../src/tasks/ruff-format.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

const context = contextIn('/project', ['a b.py', 'clean.py']);
const SUMMARY = '1 file would be reformatted, 1 file already formatted\n';
const FULL = `unformatted: File would be reformatted\n --> a b.py:2:3\n  |\n  - x  = 1\n1 + x = 1\n  |\n\n`;
const JSON_FORM = JSON.stringify([
  {
    cell: null,
    code: 'unformatted',
    filename: '/project/a b.py',
    location: { column: 3, row: 2 },
    message: 'File would be reformatted',
  },
]);

describe('judging ruff-format', () => {
  it.each([
    ['full', FULL + SUMMARY, 2],
    ['concise', `a b.py:2:3: unformatted: File would be reformatted\n${SUMMARY}`, 2],
    ['old', `Would reformat: a b.py\n${SUMMARY}`, undefined],
    ['JSON', JSON_FORM, 2],
  ])('reads the %s form of its output', (_, stdout, line) => {
    const judgment = ruffFormat.judge(exited(1, stdout), context);
    expect(judgment).toMatchObject({
      status: 'failed',
      othersPassed: true,
      findings: [{ severity: 'error', file: 'a b.py' }],
    });
    expect('findings' in judgment ? judgment.findings?.[0]?.line : 0).toBe(line);
  });

  it('claims no pass for the rest when it counts more files than it names', () => {
    const stdout = `${FULL}2 files would be reformatted\n`;
    expect(ruffFormat.judge(exited(1, stdout), context)).toMatchObject({ status: 'failed', othersPassed: false });
  });

  it('is broken by a file that does not parse, fixing or not, and says where', () => {
    const checked = `${FULL}invalid-syntax: Expected a parameter or the end of the parameter list\n --> syntax.py:1:7\n`;
    expect(ruffFormat.judge(exited(2, checked), context)).toMatchObject({
      status: 'broken',
      output: expect.stringContaining('syntax.py:1:7'),
    });
    const stderr = 'error: Failed to parse syntax.py:1:7: Expected a parameter or the end of the parameter list\n';
    expect(ruffFormat.judge(exited(2, '1 file left unchanged\n', stderr), context)).toMatchObject({
      status: 'broken',
      message:
        'Ruff could not check (exit code 2): Failed to parse syntax.py:1:7: Expected a parameter or the end of the parameter list',
    });
  });

  it('is broken by code 1 without a file', () => {
    expect(ruffFormat.judge(exited(1, '', 'error: something else\n'), context).status).toBe('broken');
  });
});

describe('detecting ruff-format', () => {
  it('finds it where Ruff is and Black is not', () => {
    expect(ruffFormat.detect(factsOf({}, { python: ['ruff'] }))).toMatchObject({ found: true, pace: 'fast' });
    expect(ruffFormat.detect(factsOf({ '.ruff.toml': '' }))).toMatchObject({ because: '.ruff.toml' });
    expect(ruffFormat.detect(factsOf({}, { python: ['ruff', 'black'] }))).toBeUndefined();
    expect(ruffFormat.detect(factsOf({ 'pyproject.toml': '[tool.ruff]\n[tool.black]\n' }))).toBeUndefined();
    expect(ruffFormat.detect(factsOf({}))).toBeUndefined();
  });

  it.each([
    { 'pyproject.toml': '[tool.ruff.format]\nquote-style = "single"\n' },
    { 'ruff.toml': '[format]\nquote-style = "single"\n' },
    { '.ruff.toml': 'line-length = 99\n\n[format]\n' },
  ])('takes it before a Black that is merely installed, where Ruff is told how to format: %o', (files) => {
    const repository = factsOf(files, { python: ['ruff', 'black'] });
    expect(ruffFormat.detect(repository)).toMatchObject({ found: true });
    expect(black.detect(repository)).toBeUndefined();
  });

  it('leaves formatting to Black where that is configured', () => {
    const repository = factsOf(
      { 'pyproject.toml': '[tool.black]\n[tool.ruff.format]\n' },
      { python: ['ruff', 'black'] },
    );
    expect(ruffFormat.detect(repository)).toBeUndefined();
    expect(black.detect(repository)).toMatchObject({ found: true });
  });
});
