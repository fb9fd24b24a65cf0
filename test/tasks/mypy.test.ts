import { describe, expect, it } from 'vitest';
import mypy from '../../src/tasks/mypy.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

const context = contextIn('/project', []);

describe('judging mypy', () => {
  it('reads errors and leaves out notes', () => {
    const stdout =
      'b c.py:1:1: error: Library stubs not installed for "requests"  [import-untyped]\n' +
      'b c.py:1:1: note: Hint: "python3 -m pip install types-requests"\n' +
      'b c.py:4:12: error: Incompatible return value type (got "int", expected "str")  [return-value]\n' +
      'b c.py:5:13: note: Revealed type is "int"\n';
    expect(mypy.judge(exited(1, stdout), context)).toEqual({
      status: 'failed',
      findings: [
        {
          severity: 'error',
          message: 'Library stubs not installed for "requests"',
          file: 'b c.py',
          line: 1,
          column: 1,
          rule: 'import-untyped',
        },
        {
          severity: 'error',
          message: 'Incompatible return value type (got "int", expected "str")',
          file: 'b c.py',
          line: 4,
          column: 12,
          rule: 'return-value',
        },
      ],
    });
  });

  it('reads places that say where they end', () => {
    const stdout = 'a.py:4:12:4:20: error: No return value expected  [return-value]\n';
    expect(mypy.judge(exited(1, stdout), context)).toMatchObject({ findings: [{ file: 'a.py', line: 4, column: 12 }] });
  });

  it.each([
    [2, 's.py:1:8: error: Expected a parameter or the end of the parameter list  [syntax]\n', '', 's.py:1:8'],
    [
      2,
      '',
      'mypy.ini:4:1: error: Error importing plugin "nopeplugin": No module named \'nopeplugin\'  [misc]\n',
      'nopeplugin',
    ],
    [
      2,
      '',
      'usage: mypy [-h] [-v]\n            [files ...]\nmypy: error: Missing target module, package, files, or command.\n',
      '"args": ["."]',
    ],
    [1, '', '', 'exit code 1'],
    [1, 'a.py:1:1: note: only this\n', '', 'exit code 1'],
  ])('is broken by code %i (%#)', (code, stdout, stderr, message) => {
    expect(mypy.judge(exited(code, stdout, stderr), context)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });
});

describe('detecting mypy', () => {
  it('leaves to the config what is checked, where that says it', () => {
    expect(mypy.detect(factsOf({ 'pyproject.toml': '[tool.mypy]\nfiles = ["src"]\n' }))).toEqual({
      found: true,
      pace: 'thorough',
      because: 'pyproject.toml [tool.mypy]',
    });
    expect(mypy.detect(factsOf({ 'setup.cfg': '[mypy]\npackages = x\n' }))).toMatchObject({
      because: 'setup.cfg [mypy]',
    });
  });

  it('has everything checked where nothing says what', () => {
    expect(mypy.detect(factsOf({ 'mypy.ini': '[mypy]\nstrict = True\n' }))).toMatchObject({
      because: 'mypy.ini',
      task: { options: { args: ['.'] } },
    });
    expect(mypy.detect(factsOf({}, { python: ['mypy'] }))).toMatchObject({ because: 'Python package mypy' });
    expect(mypy.detect(factsOf({}))).toBeUndefined();
  });
});
