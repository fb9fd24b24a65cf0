import { describe, expect, it } from 'vitest';
import black from '../../src/tasks/black.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

const context = contextIn('/project', ['-- $(y) ".py', 'multi.py', 'clean.py']);
const header = (name: string, at = '') =>
  `--- ${name}\t2026-11-24 16:23:10.834331+00:00${at}\n+++ ${name}\t2026-11-24 16:28:48.535819+00:00${at}\n`;
const ODD = `${header('-- $(y) ".py')}@@ -1 +1 @@\n-x  = 1\n+x = 1\n`;
const MULTI = `${header('multi.py')}@@ -11,7 +11,4 @@\n a = 1\n \n \n+def f():\n+    return 1\n \n \n---- gone\t2026-01-01 \n-x  = 3\n+x = 3\n`;

describe('judging black', () => {
  it('names each file that its difference is about, at the first line that differs', () => {
    const message = 'not formatted as Black formats it';
    expect(black.judge(exited(1, ODD + MULTI), context)).toEqual({
      status: 'failed',
      othersPassed: true,
      findings: [
        { severity: 'error', message, file: '-- $(y) ".py', line: 1 },
        { severity: 'error', message, file: 'multi.py', line: 14 },
      ],
    });
  });

  it('reads the difference of a file with the line ends of Windows', () => {
    const crlf = `${header('multi.py', '\r')}@@ -1,2 +1,2 @@\r\n x = 1\r\n-x  = 2\r\n+x = 2\r\n`;
    expect(black.judge(exited(1, crlf), context)).toMatchObject({
      status: 'failed',
      findings: [{ file: 'multi.py', line: 2 }],
    });
  });

  it('is broken by a file that does not parse, and says where', () => {
    const stderr = 'error: cannot parse: syntax.py:1:6\n    def f(:\n         ^\nParseError: bad input\n';
    expect(black.judge(exited(123, ODD, stderr), context)).toMatchObject({
      status: 'broken',
      message: 'Black could not check (exit code 123): cannot parse: syntax.py:1:6',
    });
  });

  it.each([
    [
      1,
      "Usage: black [OPTIONS] SRC ...\n\nOne of 'SRC' or 'code' is required.\n",
      "One of 'SRC' or 'code' is required",
    ],
    [
      2,
      "Usage: black [OPTIONS] SRC ...\nTry 'black --help' for help.\n\nError: Invalid value for '-l'\n",
      "Invalid value for '-l'",
    ],
    [
      1,
      'Traceback (most recent call last):\n  File "/v/bin/black", line 8, in <module>\n    sys.exit(patched_main())\ntomllib.TOMLDecodeError: Expected \']\'\n',
      "TOMLDecodeError: Expected ']'",
    ],
    [1, '', 'exit code 1'],
  ])('is broken by code %i without a difference (%#)', (code, stderr, message) => {
    expect(black.judge(exited(code, '', stderr), context)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });
});

describe('the command of black', () => {
  it('leaves the pattern of excluded files to the project', () => {
    expect(black.check().flat().join(' ')).not.toContain('--force-exclude');
  });
});

describe('detecting black', () => {
  it('finds it by config or package', () => {
    expect(black.detect(factsOf({ 'pyproject.toml': '[tool.black]\n' }))).toMatchObject({
      because: 'pyproject.toml [tool.black]',
    });
    expect(black.detect(factsOf({}, { python: ['black'] }))).toMatchObject({ found: true, pace: 'fast' });
    expect(black.detect(factsOf({}))).toBeUndefined();
  });
});
