import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Evidence, GateVerdict } from '../../../src/core/contracts/gates.ts';
import { packLines } from '../../../src/core/coverage/pack.ts';
import type { FileSet } from '../../../src/core/files.ts';
import type { Tier } from '../../../src/core/task.ts';
import { hashObjects } from '../../../src/git/objects/hash-files.ts';
import type { LocalSelection } from '../../../src/run/capture.ts';
import { baseHints, gateJudge } from '../../../src/run/gates/judge.ts';
import { hookRequest } from '../../../src/run/hook-request.ts';
import { onCommit } from '../../../src/run/pushes/commit-scene.ts';
import type { Scene } from '../../../src/run/scene.ts';
import { makeRequest, makeRunLab, type RunLab } from '../../support/run-lab.ts';

describe('gateJudge', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.commit({ 'src/a.ts': 'one();\n', '.gitignore': 'node_modules\n' });
    lab.repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  });
  afterEach(() => lab.repository.remove());

  const tier = (policy: Readonly<Record<string, unknown>>): Tier => ({
    name: 'slow',
    root: '',
    nested: [],
    on: [],
    tasks: [],
    gates: { coverage: policy },
  });
  /** A report that knows lines of `src/a.ts` and how often they ran. */
  const evidence = (...hits: readonly (readonly [number, number])[]): readonly Evidence[] => [
    {
      task: 'unit-tests',
      status: 'measured',
      partial: false,
      reports: [{ format: 'lcov', roots: [], files: [{ path: 'src/a.ts', lines: packLines(hits) }] }],
    },
  ];
  const judge = (
    scene: Scene,
    policy: Readonly<Record<string, unknown>>,
    given: readonly Evidence[],
    tree: FileSet = scene.captured.snapshot.tree,
    gate = 'coverage',
  ): Promise<GateVerdict> =>
    gateJudge(scene, { remote: 'origin', pullRequestBase: undefined }, lab.world)(
      tier(policy),
      gate,
      { evidence: given, scans: [] },
      tree,
    );
  const said = ({ status, summary }: GateVerdict) => `${status}: ${summary.map(({ text }) => text).join('; ')}`;
  const changed = async (selection: LocalSelection, ...hits: readonly (readonly [number, number])[]) =>
    said(await judge(await lab.scene(selection), { changed: 100 }, evidence(...hits)));

  it('judges what was measured', async () => {
    const scene = await lab.scene({ type: 'all' });

    expect((await judge(scene, { lines: 50 }, evidence([1, 1], [2, 0]))).status).toBe('passed');
    expect((await judge(scene, { lines: 60 }, evidence([1, 1], [2, 0]))).status).toBe('failed');
  });

  it.each<[string, LocalSelection]>([
    ['the worktree', { type: 'worktree' }],
    ['the index', { type: 'staged' }],
  ])('knows the lines that changed in %s', async (_what, selection) => {
    lab.repository.write('src/a.ts', 'one();\ntwo();\nthree();\n');
    if (selection.type === 'staged') lab.repository.git('add', '-A');

    expect(await changed(selection, [1, 0], [2, 1], [3, 1])).toMatch(/^passed: .*\(2\/2\)/);
    expect(await changed(selection, [1, 1], [2, 1], [3, 0])).toMatch(/^failed: .*\(1\/2\)/);
  });

  it('counts untracked files among what changed', async () => {
    rmSync(path.join(lab.repository.root, 'src/a.ts'));
    lab.repository.commit();
    lab.repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    lab.repository.write('src/a.ts', 'one();\ntwo();\n');

    expect(await changed({ type: 'worktree' }, [1, 1], [2, 0])).toMatch(/^failed: .*\(1\/2\)/);
  });

  it('knows the lines of fixes that were just made', async () => {
    lab.repository.write('notes.md', 'new\n');
    lab.repository.git('add', '-A');
    const scene = await lab.scene({ type: 'staged' });
    lab.repository.write('src/a.ts', 'one();\ntwo();\n');
    const fixes = await hashObjects(lab.repository.place, ['src/a.ts']);
    const tree = new Map([...scene.captured.snapshot.tree, ...fixes]);
    lab.repository.write('src/a.ts', 'edited();\nsince();\nthen();\n');

    expect(said(await judge(scene, { changed: 100 }, evidence([1, 0], [2, 1]), tree))).toMatch(/^passed: .*\(1\/1\)/);
  });

  it('knows the lines that a commit changed, wherever it is judged', async () => {
    const base = lab.repository.git('rev-parse', 'HEAD');
    const commit = lab.repository.commit({ 'src/a.ts': 'one();\ntwo();\n' });
    lab.repository.write('src/a.ts', 'something\nelse\nentirely\n');
    const verdict = await onCommit(await lab.judge(), { commit, bases: [base], branches: [] }, (scene) =>
      judge(scene, { changed: 100 }, evidence([1, 0], [2, 1])),
    );

    expect(said(verdict)).toMatch(/^passed: .*\(1\/1\).*since origin\/main/);
  });

  it('is broken where there is nothing to compare with, and says what helps', async () => {
    const verdict = await judge(
      await lab.scene({ type: 'all' }),
      { changed: 90, base: 'origin/gone' },
      evidence([1, 1]),
    );

    expect(verdict.status).toBe('broken');
    expect(verdict.findings[0]?.message).toMatch(/`origin\/gone` is not known here.*git fetch origin gone/);
  });

  it('is broken when it breaks: what could not be judged is not a pass', async () => {
    const verdict = await judge(await lab.scene({ type: 'all' }), {}, [], undefined, 'no-such-gate');

    expect(verdict).toMatchObject({ status: 'broken', summary: [{ status: 'broken' }] });
  });

  it('is broken by attributes that a hostile file name could keep busy for ever', async () => {
    lab.repository.commit({ '.gitattributes': '*a*a*a*a*a*b linguist-generated\n' });
    const verdict = await judge(await lab.scene({ type: 'all' }), { changed: 100 }, evidence([1, 1]));

    expect(said(verdict)).toBe('broken: `**/*a*a*a*a*a*b` holds more than 4 wildcards between two slashes');
  });

  it('is broken where a file is not in what is judged, instead of taking it for an empty one', async () => {
    lab.repository.write('src/a.ts', 'one();\ntwo();\n');
    const scene = await lab.scene({ type: 'worktree' });
    const tree = new Map([
      ...scene.captured.snapshot.tree,
      ['.gitattributes', { mode: '100644', id: 'a'.repeat(40) }] as const,
    ]);
    const verdict = await judge(scene, { changed: 90 }, evidence([1, 1], [2, 1]), tree);

    expect(verdict.status).toBe('broken');
  });
});

describe('baseHints', () => {
  const world = { env: { GITHUB_BASE_REF: 'main' } };

  it('compares with the remote that is pushed to', () => {
    expect(baseHints(hookRequest('pre-push', ['company', 'git@example.com:x']), world).remote).toBe('company');
  });

  it('takes the arguments of no other hook for a remote', () => {
    expect(baseHints(hookRequest('commit-msg', ['.git/COMMIT_EDITMSG']), world).remote).toBe('origin');
    expect(baseHints(makeRequest('slow', { type: 'all' }), { env: {} })).toEqual({
      remote: 'origin',
      pullRequestBase: undefined,
    });
  });

  it("hears of a pull request's base from the CI", () => {
    expect(baseHints(makeRequest('slow', { type: 'all' }), world).pullRequestBase).toBe('main');
  });
});
