import { chmodSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { explain } from '../../../src/cli/commands/explain.ts';
import type { RunRecord } from '../../../src/core/record.ts';
import { hookRequest } from '../../../src/run/hook-request.ts';
import type { World } from '../../../src/run/world.ts';
import { Witness } from '../../../src/system/witness.ts';
import { makeTerminal } from '../../support/fake-terminal.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';

// Whatever somebody did before: what is said to run runs on just those files, and nothing else does.

const TIERS = {
  fast: {
    on: ['pre-commit'],
    tasks: {
      format: { run: 'tool {files}', fix: 'tool --fix {files}', files: '*.ts', scope: 'file' },
      lint: { run: 'tool {files}', files: '*.ts', exclude: 'c.ts', scope: 'file', inputs: 'lint.json', env: ['MODE'] },
      types: { run: 'tool types', files: '*.ts', when: { branches: ['main'] } },
      docs: { run: 'tool {files}', files: '*.md', scope: 'file', needs: ['lint'] },
      live: { run: 'tool live', files: 'a.*', cache: false },
    },
  },
};
const NAMES = Object.keys(TIERS.fast.tasks);
const FILES = ['a.ts', 'b.ts', 'c.ts', 'a.md', 'lint.json'];

/** A tool that fails where a file that it is handed says so, and that rewrites those which can be better. */
const TOOL = (version: string) => `#!/bin/sh
# ${version}
for file; do
  grep -q wrong "$file" 2>/dev/null && exit 1
  [ "$1" = --fix ] && grep -q better "$file" 2>/dev/null && printf one >"$file"
done
exit 0
`;

/** Picks at random, the same from the same seed: a linear congruential generator of 31 bits. */
function pickerFrom(seed: number): <T>(of: readonly T[]) => T {
  let state = seed;
  return (of) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    const picked = of[(state >>> 8) % of.length];
    if (picked === undefined) throw new Error('there is nothing to pick from');
    return picked;
  };
}

/** One thing that somebody may do before a commit; returns what it was. */
function act(lab: RunLab, env: Record<string, string>, pick: <T>(of: readonly T[]) => T): string {
  const { repository } = lab;
  const file = pick(FILES);
  switch (pick(['stage', 'stage', 'stage', 'edit', 'remove', 'commit', 'branch', 'tool', 'variable', 'skip'])) {
    case 'stage':
      repository.write(file, pick(['one', 'two', 'better', 'wrong']));
      repository.git('add', '--all', file);
      return `stage ${file}`;
    case 'edit':
      repository.write(file, 'edited');
      return `edit ${file}`;
    case 'remove':
      repository.git('rm', '--quiet', '--force', '--ignore-unmatch', file);
      return `remove ${file}`;
    case 'commit':
      repository.git('commit', '--quiet', '--allow-empty', '--no-verify', '--message', 'more');
      return 'commit';
    case 'branch':
      repository.git('symbolic-ref', 'HEAD', `refs/heads/${pick(['main', 'main', 'other'])}`);
      return 'branch';
    case 'tool':
      writeTool(lab, pick(['1', '2']));
      return 'tool';
    case 'variable':
      env['MODE'] = pick(['x', 'y']);
      return 'variable';
    default:
      env['LATTICE_HOOKS_SKIP'] = pick(['', '', 'types']);
      return 'skip';
  }
}

function writeTool({ repository }: RunLab, version: string): void {
  repository.write('node_modules/.bin/tool', TOOL(version));
  chmodSync(path.join(repository.root, 'node_modules/.bin/tool'), 0o755);
}

/** What becomes of a task: `files` are those that it really looks at. */
interface Fate {
  readonly would: string;
  readonly files: number;
}

/** What is said of a task, and whether others may rewrite its files before. */
async function toldOf(task: string, world: World): Promise<Fate & { readonly mayChange: boolean }> {
  const terminal = makeTerminal({ width: 80 });
  await explain({ task, file: undefined, viewpoint: 'staged', report: 'json' }, world, terminal);
  const [{ would, scope, files, remembered, fixed, dependsOn, rewriters }] = JSON.parse(terminal.text()).tasks;
  const looked = scope === 'file' ? files - remembered - fixed : dependsOn;
  return { would, files: would === 'run' ? looked : 0, mayChange: would !== 'skip' && rewriters.length > 0 };
}

/** What became of a task; undefined where one that it needs failed, so that nothing was the matter with itself. */
function becameOf({ checks }: RunRecord, name: string): Fate | undefined {
  const check = checks.find(({ task }) => task === name);
  if (check?.reason === 'needs') return undefined;
  if (check === undefined || check.status === 'skipped') return { would: 'skip', files: 0 };
  return check.cached ? { would: 'recall', files: 0 } : { would: 'run', files: check.filesRun };
}

async function compareNextCommit(lab: RunLab, world: World, done: readonly string[]): Promise<void> {
  const told = new Map<string, Awaited<ReturnType<typeof toldOf>>>();
  for (const task of NAMES) told.set(task, await toldOf(task, world));
  const record = await lab.run({ ...hookRequest('pre-commit', []), selection: { type: 'staged' } });
  for (const [task, { mayChange, ...fate }] of told) {
    const became = becameOf(record, task);
    if (became === undefined || (mayChange && became.would !== 'skip')) continue;
    expect({ task, ...fate }, done.join(', ')).toEqual({ task, ...became });
  }
}

it.each([1, 2])('What is explained is what the next commit does: seed %i', async (seed) => {
  const lab = makeRunLab();
  const pick = pickerFrom(seed);
  lab.repository.write('.gitignore', 'node_modules\n');
  writeTool(lab, '1');
  lab.configure(TIERS);
  lab.repository.commit({ 'a.ts': 'one', 'b.ts': 'one', 'c.ts': 'one', 'a.md': 'one', 'lint.json': 'one' });
  const env: Record<string, string> = { MODE: 'x' };
  const done: string[] = [];
  for (let round = 0; round < 5; round += 1) {
    for (let step = 0; step < 3; step += 1) done.push(act(lab, env, pick));
    Object.assign(lab.world, { env: { ...lab.world.env, ...env }, look: new Witness(0) });
    await compareNextCommit(lab, lab.world, done);
  }
  lab.repository.remove();
});
