import { describe, expect, it } from 'vitest';
import pytestMarkdownDocs from '../../src/tasks/pytest-markdown-docs.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

// Written by pytest-markdown-docs 0.9.2 with pytest 9.2.0.

const FAILURES = `.FF.F                                                                    [100%]
=================================== FAILURES ===================================
____________________________ [CodeFence#2][line:10] ____________________________
Error in code block:
     \`\`\`
11   from shop import total
12   y = 2
13   assert total(y) == 3, "no"
     \`\`\`
Traceback (most recent call last):
  File "/project/README.md", line 13, in <module>
    assert total(y) == 3, "no"
  File "/project/shop.py", line 7, in total
    raise ValueError("no.")
ValueError: no.

____________________________ [CodeFence#3][line:20] ____________________________
Error in code block:
     \`\`\`
21   def f(:
     \`\`\`
Traceback (most recent call last):

  File "/project/README.md", line 21
    def f(:
          ^
SyntaxError: invalid syntax

____________________________ [CodeFence#1][line:3] _____________________________
Error in code block:
    \`\`\`
4   quit()
    \`\`\`
=========================== short test summary info ============================
FAILED README.md::[CodeFence#2][line:10] - Error in code block:
FAILED README.md::[CodeFence#3][line:20] - Error in code block:
FAILED docs/a b.md::[CodeFence#1][line:3] - Error in code block:
3 failed, 2 passed in 0.18s
`;
const UNKNOWN = 'ERROR: usage: pytest [options]\npytest: error: unrecognized arguments: --markdown-docs\n';

const judge = (exit: ReturnType<typeof exited>) => pytestMarkdownDocs.judge(exit, contextIn('/project', []));

describe('judging pytest-markdown-docs', () => {
  it('finds each failing block at the line of the document where it fails', () => {
    expect(judge(exited(1, FAILURES))).toEqual({
      status: 'failed',
      findings: [
        { severity: 'error', message: 'ValueError: no', file: 'README.md', line: 13 },
        { severity: 'error', message: 'SyntaxError: invalid syntax', file: 'README.md', line: 21 },
        { severity: 'error', message: 'the code block fails', file: 'docs/a b.md', line: 3 },
      ],
    });
  });

  it('passes, and has nothing to say where no document has a block', () => {
    expect(judge(exited(0, '4 passed in 0.1s\n'))).toEqual({ status: 'passed' });
    expect(judge(exited(5, 'no tests ran in 0.09s\n'))).toMatchObject({ status: 'skipped' });
  });

  it.each([
    [4, '', UNKNOWN, 'pip install pytest-markdown-docs'],
    [1, '1 failed\n', '', 'exit code 1'],
    [2, FAILURES, '', 'exit code 2'],
    [3, '', 'INTERNALERROR> boom\n', 'exit code 3'],
  ])('is broken by code %i (%#)', (code, stdout, stderr, message) => {
    expect(judge(exited(code, stdout, stderr))).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });

  it('is proposed where it is installed', () => {
    const facts = factsOf({}, { python: ['pytest-markdown-docs'] });
    expect(pytestMarkdownDocs.detect(facts)).toMatchObject({ found: true, pace: 'thorough' });
    expect(pytestMarkdownDocs.detect(factsOf({}))).toBeUndefined();
  });
});
