import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generated } from './planned.ts';

interface Job {
  readonly name: string;
  readonly if?: string;
  readonly needs?: readonly string[];
  readonly steps: readonly {
    readonly run?: string;
    readonly uses?: string;
    readonly if?: string;
    readonly env?: Readonly<Record<string, string>>;
  }[];
}

const TASKS = { a: { run: 'a' } };

async function jobsOf(tiers: object, ci: object = {}): Promise<Readonly<Record<string, Job>>> {
  const text = (await generated({ tiers, ci })).get('lattice-pr.yml');
  return text === undefined ? {} : (parse(text) as { jobs: Record<string, Job> }).jobs;
}

/** How the verdict ends when its jobs have ended so. */
function verdict(job: Job | undefined, results: string): number | null {
  const env = { PATH: process.env['PATH'], RESULTS: results };
  return spawnSync('bash', ['-euo', 'pipefail', '-c', job?.steps[0]?.run ?? 'exit 9'], { env }).status;
}

describe('the verdict', () => {
  it('needs all jobs, runs always, and takes nothing but success', async () => {
    const tiers = { fast: { on: 'pull_request', tasks: TASKS }, 'a/b': { on: 'pull_request', tasks: TASKS } };
    const { verdict: job } = await jobsOf(tiers);
    expect(job).toMatchObject({ needs: ['fast', 'a-b'], if: 'always()' });
    const { RESULTS = '' } = job?.steps[0]?.env ?? {};
    expect(RESULTS).toBe(`fast=\${{ needs.fast.result }}\na-b=\${{ needs.a-b.result }}\n`);
    const ended = (fast: string, other = 'success') => verdict(job, `fast=${fast}\na-b=${other}\n`);
    expect(ended('success')).toBe(0);
    for (const result of ['failure', 'cancelled', 'skipped', '']) {
      expect([ended(result), ended('success', result)]).toEqual([1, 1]);
    }
  });

  it('lets a job be skipped for a pull request that is for the merge queue alone', async () => {
    const { slow, verdict: job } = await jobsOf({ slow: { on: 'merge_group', tasks: TASKS } });
    expect(slow?.if).toBe("github.event_name == 'merge_group'");
    expect(job?.steps[0]?.env?.['RESULTS']).toBe(
      `slow=\${{ github.event_name == 'merge_group' && needs.slow.result || 'success' }}\n`,
    );
  });

  it('keeps its name from tiers that are called so', async () => {
    expect(Object.keys(await jobsOf({ VERDICT: { on: 'pull_request', tasks: TASKS } }))).toEqual([
      'VERDICT-2',
      'verdict',
    ]);
  });

  it('is not asked for where no tier is for pull requests', async () => {
    expect(await jobsOf({ fast: { on: ['pre-commit', 'push:main'], tasks: TASKS } })).toEqual({});
  });
});

describe('a job of a tier', () => {
  const runOf = (job: Job | undefined) => job?.steps.map(({ run }) => run).filter((run) => run !== undefined);
  const setsPython = (job: Job | undefined) => job?.steps.some(({ uses }) => uses?.startsWith('actions/setup-python@'));
  const on = 'pull_request';

  it('has Python, and what is installed with it, only where a task needs it or the config says so', async () => {
    const python = (task: object) => ({ on, tasks: { task } });
    const jobs = await jobsOf(
      {
        js: { on, tasks: { lint: { uses: 'eslint' }, pyramid: { run: 'pytest.sh' } } },
        kind: python({ uses: 'ruff' }),
        command: python({ run: '.venv/bin/pytest -q' }),
        fixer: python({ fix: ['uv', 'run', 'x'] }),
        told: python({ run: 'npm run all' }),
      },
      { install: ['npm ci', 'pip install -r dev.txt', 'python3 -m build'], tiers: { told: { python: '3.13' } } },
    );
    expect(Object.keys(jobs).filter((id) => setsPython(jobs[id]))).toEqual(['kind', 'command', 'fixer', 'told']);
    expect(runOf(jobs['js'])?.slice(0, -1)).toEqual(['npm ci']);
    expect(runOf(jobs['kind'])?.slice(0, -1)).toEqual(['npm ci', 'pip install -r dev.txt', 'python3 -m build']);
  });

  it.each<[string, readonly string[]]>([
    ['npx --no-install lattice-hooks', ['npm ci']],
    ['npx --no-install lattice-hooks', []],
    ['pnpm exec lattice-hooks', ['corepack enable', 'pnpm install']],
    ['yarn run lattice-hooks', ['yarn install --immutable']],
    ['bunx --no-install lattice-hooks', ['bun install']],
  ])('starts what is installed by %s', async (command, install) => {
    const { fast } = await jobsOf({ fast: { on, tasks: TASKS } }, { install });
    expect(runOf(fast)?.at(-1)).toBe(`${command} run fast --from "$BASE" --report text github json="$RECORD"`);
  });

  it('hands a name that a shell would read to it in quotes', async () => {
    const { fast } = await jobsOf({ "it's;$(x)": { on, tasks: TASKS }, fast: { on, tasks: TASKS } });
    const { 'it-s-x-': odd } = await jobsOf({ "it's;$(x)": { on, tasks: TASKS } });
    expect(runOf(odd)?.at(-1)).toContain(`run 'it'\\''s;$(x)' --from`);
    expect(runOf(fast)?.at(-1)).toContain('run fast --from');
  });
});
