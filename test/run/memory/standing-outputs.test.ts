import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutputFile } from '../../../src/core/outputs.ts';
import { findRepository } from '../../../src/git/repository.ts';
import { outputsOf } from '../../../src/run/memory/outputs.ts';
import { placeOfOutputs, standingOutputs } from '../../../src/run/memory/standing-outputs.ts';
import type { Scene } from '../../../src/run/scene.ts';
import { makeOutputsLab, type OutputsLab } from '../../support/outputs-lab.ts';
import { makeTask } from '../../support/work-lab.ts';

const WORLD = { startedAt: '2026-01-01T00:00:00.000Z' };
const task = makeTask({ name: 'build', outputs: ['dist/**'] });

let lab: OutputsLab;
let kept: readonly OutputFile[];
beforeEach(async () => {
  lab = makeOutputsLab();
  kept = (await lab.build(() => lab.write('dist/a.js', 'one'))) ?? [];
});
afterEach(() => lab.remove());

/** A scene of a commit, or of what is staged. */
async function sceneOf(commit?: string): Promise<Scene> {
  const repository = await findRepository(lab.root, lab.env);
  const snapshot = { tree: new Map(), changed: new Map() };
  return {
    repository,
    directory: lab.root,
    place: lab.place,
    captured: {
      snapshot: commit === undefined ? { source: 'index', ...snapshot } : { source: 'commit', commit, ...snapshot },
      before: new Map(),
    },
    circumstances: { branches: [], merging: false, rebasing: false },
    selection: [],
  };
}

const areThere = async (commit?: string) =>
  standingOutputs(await sceneOf(commit), WORLD).bringBack(task, kept, new Map());

describe('a run that does nothing', () => {
  it('wants outputs to stand in the worktree, and brings none back', async () => {
    expect(await areThere()).toBe(true);
    lab.write('dist/a.js', 'two');
    expect(await areThere()).toBe(false);
    expect(lab.read('dist/a.js')).toBe('two');
    await expect(standingOutputs(await sceneOf(), WORLD).watch(task)).rejects.toThrow('nothing runs');
  });

  it('wants those of a commit only where the worktree holds it', async () => {
    lab.write('dist/a.js', 'two');
    const commit = lab.git('rev-parse', 'HEAD');
    expect(await areThere(commit)).toBe(false);
    lab.write('edited.txt');
    expect(await areThere(commit)).toBe(true);
    expect(await areThere('0'.repeat(40))).toBe(true);
  });
});

describe('a run that may do something', () => {
  it('keeps and brings back what tasks of its tiers leave', async () => {
    const rival = makeTask({ name: 'bundle', outputs: ['dist/*.css'] });
    const tier = { name: 'fast', root: '', nested: [], on: [], gates: {}, tasks: [task, rival, makeTask()] };
    const notices: string[] = [];
    const outputs = outputsOf(await sceneOf(), [tier], WORLD, lab.keeping.contents, (text) => notices.push(text));
    lab.write('dist/a.js', 'two');
    expect(await outputs.bringBack(task, kept, new Map())).toBe(true);
    expect(lab.read('dist/a.js')).toBe('one');
    const keep = await outputs.watch(task);
    lab.write('dist/a.css');
    expect(await keep(true, new Map())).toBeUndefined();
    expect(notices).toEqual([expect.stringContaining('dist/a.css is one of `bundle` as well')]);
  });

  it('remembers what it left in a worktree, and nothing of a checkout, which is emptied', async () => {
    const scene = await sceneOf();
    expect(placeOfOutputs(scene, WORLD).notes).toBe(path.join(lab.root, '.git/lattice-hooks/outputs'));
    expect(placeOfOutputs({ ...scene, directory: '/elsewhere' }, WORLD).notes).toBeUndefined();
  });
});
