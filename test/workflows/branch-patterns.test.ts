import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isBranchName, isExcluding, patternExpression } from '../../src/workflows/branch-patterns.ts';
import { generated } from './planned.ts';

describe('a pattern of branches', () => {
  // From GitHub's cheat sheet of filter patterns.
  it.each<[string, readonly string[], readonly string[]]>([
    ['main', ['main'], ['mains', 'feature/main', 'Main']],
    ['feature/*', ['feature/my-branch'], ['feature/beta-a/my-branch', 'feature']],
    ['feature/**', ['feature/beta-a/my-branch', 'feature/your-branch'], ['features/a']],
    ['releases/mona-the-octocat', ['releases/mona-the-octocat'], ['releases/mona']],
    ['*', ['main', 'releases'], ['all/the/branches']],
    ['**', ['all/the/branches', 'every'], []],
    ['*feature', ['mona-feature', 'feature'], ['feature/x']],
    ['v2*', ['v2', 'v2.0', 'v2.9'], ['v1']],
    ['v[12].[0-9]+.[0-9]+', ['v1.10.1', 'v2.0.0'], ['v3.0.0', 'v1x10.1']],
    ['**/main', ['main', 'a/b/main'], ['amain']],
    ['a+b', ['aab'], ['b', 'a+b']],
    ['colou?r', ['color', 'colour'], ['colouur']],
    ['a.(b)', ['a.(b)'], ['axb']],
  ])('%s', (pattern, matching, others) => {
    const expression = new RegExp(patternExpression(pattern));
    expect([...matching, ...others].filter((branch) => expression.test(branch))).toEqual(matching);
  });

  it('is a name, or excludes what it matches', () => {
    expect(['main', 'a/b-c_1.2', 'a(b)'].every(isBranchName)).toBe(true);
    expect(['a*', 'a?', 'a+', '[a]', '!a'].some(isBranchName)).toBe(false);
    expect([isExcluding('!a'), isExcluding('a')]).toEqual([true, false]);
  });
});

describe('tiers of different branches', () => {
  const tier = (...on: readonly string[]) => ({ on: on.map((branch) => `push:${branch}`), tasks: { a: { run: 'a' } } });

  async function push(tiers: object) {
    const text = (await generated({ tiers })).get('lattice-push.yml') as string;
    return parse(text) as {
      on: { push: { branches: string[] } };
      jobs: Record<string, { if?: string; needs?: string[]; steps: { run: string }[] }>;
    };
  }

  it('need no condition where all have the same', async () => {
    const { on, jobs } = await push({ a: tier('release/**', '!release/x'), b: tier('release/**', '!release/x') });
    expect(on.push.branches).toEqual(['release/**', '!release/x']);
    expect([Object.keys(jobs), jobs['a']?.if]).toEqual([['a', 'b'], undefined]);
  });

  it('are told apart by names, which may have quotes', async () => {
    const { jobs } = await push({ a: tier('main', "it's"), b: tier('dev'), all: tier('dev', 'main', "it's") });
    expect([jobs['a']?.if, jobs['b']?.if, jobs['all']?.if]).toEqual([
      "github.ref_name == 'main' || github.ref_name == 'it''s'",
      "github.ref_name == 'dev'",
      undefined,
    ]);
  });

  it('are told apart by a job where there are patterns, of which the last that matches counts', async () => {
    const { on, jobs } = await push({ a: tier('r/*', "!r/it's", 'r/it-*'), main: tier('main'), branches: tier('r/*') });
    expect(on.push.branches).toEqual(['r/*', 'r/it-*', 'main']);
    expect(jobs['a']).toMatchObject({ needs: ['branches'], if: "needs.branches.outputs.a == 'true'" });
    expect(jobs['branches-2']).toMatchObject({ if: "needs.branches.outputs.branches-2 == 'true'" });
    const run = jobs['branches']?.steps[0]?.run as string;
    const outputs = ['r/a', "r/it's", 'r/it-is', 'r/a/b', 'main', '$(touch x)'].map((branch) => {
      const script = run.replaceAll('>> "$GITHUB_OUTPUT"', '');
      const { stdout } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
        env: { ...process.env, BRANCH: branch },
      });
      return stdout.toString().trim().replaceAll('\n', ' ');
    });
    expect(outputs).toEqual([
      'a=true branches-2=true',
      'a=false branches-2=true',
      'a=true branches-2=true',
      'a=false branches-2=false',
      'a=false branches-2=false',
      'a=false branches-2=false',
    ]);
  });
});
