import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ToolKind } from '../../src/core/contracts/tasks.ts';
import { runCommands } from '../../src/work/run-commands.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

let lab: WorkLab;
beforeEach(() => {
  lab = makeWorkLab();
});
afterEach(() => lab.remove());

const sh = (script: string) => ['sh', '-c', script];

/** Runs these commands and returns what the judge was given after each. */
async function resultsSeen(scripts: readonly string[], more: Partial<ToolKind>, cwd = '') {
  const seen: (readonly (string | undefined)[])[] = [];
  const kind: ToolKind = {
    type: 'tool',
    summary: '',
    tool: { program: 'sh', ecosystem: 'node', package: 'sh' },
    files: [],
    scope: 'project',
    inputs: [],
    check: () => [],
    judge: (_, { step, results }) => {
      seen[step] = results;
      return { status: 'passed' };
    },
    ...more,
  };
  const check = scripts.map((script) =>
    script.includes('{scratch}') ? [...sh(script.replace('{scratch}', '$1')), 'sh', '{scratch}'] : sh(script),
  );
  await runCommands(kind, lab.work({ check, cwd }), lab.site);
  return seen;
}

describe('the results of a kind', () => {
  it('are what its commands have written so far', async () => {
    const results = () => ['out/a.json', '{scratch}/b.json'];
    const seen = await resultsSeen(['mkdir -p out; echo 1 >out/a.json', 'echo 2 >{scratch}/b.json'], { results });
    expect(seen).toEqual([
      ['1\n', undefined],
      ['1\n', '2\n'],
    ]);
  });

  it('are never those of an earlier run, and neither is what the kind forgets', async () => {
    lab.write({ 'sub/old.json': 'old', 'sub/cache/known': 'old', 'sub/cache/other': 'kept', 'old.json': 'kept' });
    const seen = await resultsSeen(['true'], { results: () => ['old.json'], forgets: ['cache/known'] }, 'sub');
    expect(seen).toEqual([[undefined]]);
    const isThere = (file: string) => existsSync(path.join(lab.directory, file));
    expect(['sub/cache/known', 'sub/cache/other', 'old.json'].map(isThere)).toEqual([false, true, true]);
  });

  it('are no links, and lie nowhere else, whatever a folder leads to', async () => {
    const outside = path.join(lab.directory, '../outside');
    mkdirSync(outside);
    for (const name of ['a.json', 'b.json']) writeFileSync(path.join(outside, name), 'kept');
    symlinkSync(outside, path.join(lab.directory, 'out'));
    symlinkSync(path.join(outside, 'b.json'), path.join(lab.directory, 'b.json'));
    const results = () => ['out/a.json', 'b.json', '../outside/a.json', '{scratch}/../../x'];
    expect(await resultsSeen(['true'], { results })).toEqual([[undefined, undefined, undefined, undefined]]);
    expect(existsSync(path.join(outside, 'a.json'))).toBe(true);
  });
});
