import { describe, expect, it } from 'vitest';
import { judgePlain } from '../../src/work/judge-plain.ts';
import { contextIn } from '../support/preset-lab.ts';

const files = new Set(['src/a.ts', 'src/b.ts']);
const context = {
  ...contextIn('/project', []),
  toRepoPath: (name: string) => (files.has(name) ? name : undefined),
};

const judge = (code: number, stdout: string, stderr = '') => judgePlain({ code, stdout, stderr }, context, 'tool');

describe('judging a plain command', () => {
  it('passes with 0 and fails with anything else', () => {
    expect(judge(0, 'all is well\n')).toEqual({ status: 'passed', findings: [] });
    for (const code of [1, 2, 3, 125, 128, 255])
      expect(judge(code, 'no\n')).toEqual({ status: 'failed', findings: [] });
  });

  it('says how it ended where the command says nothing', () => {
    expect(judge(3, '', '\n')).toEqual({ status: 'failed', findings: [], output: 'tool ended with 3, silently' });
  });

  it('finds what lines of both outputs say about files', () => {
    expect(judge(1, 'src/a.ts:3:7: wrong\n', 'src/b.ts:4 warning odd\nnowhere.ts:1: x\n')).toEqual({
      status: 'failed',
      findings: [
        { severity: 'error', message: 'wrong', file: 'src/a.ts', line: 3, column: 7 },
        { severity: 'warning', message: 'odd', file: 'src/b.ts', line: 4 },
      ],
    });
  });

  it('refuses for nothing that a command says which passed', () => {
    expect(judge(0, 'src/a.ts:3:7: error: wrong\nsrc/b.ts:4: warning: odd\n')).toEqual({
      status: 'passed',
      findings: [
        { severity: 'warning', message: 'wrong', file: 'src/a.ts', line: 3, column: 7 },
        { severity: 'warning', message: 'odd', file: 'src/b.ts', line: 4 },
      ],
    });
  });

  it.each([126, 127])('is broken by %i, with which shells say that something cannot be run', (code) => {
    expect(judge(code, '', 'sh: nope: not found\n')).toEqual({
      status: 'broken',
      message: `tool ended with ${code}: something that it starts cannot be run`,
      output: 'sh: nope: not found',
    });
  });
});
