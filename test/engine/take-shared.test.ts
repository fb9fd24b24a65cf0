import { describe, expect, it } from 'vitest';
import type { PassStore, StoredPass } from '../../src/core/contracts/stores.ts';
import type { FileSet } from '../../src/core/files.ts';
import type { ToolEnvironment } from '../../src/core/memory/fingerprint.ts';
import type { Remembered } from '../../src/core/memory/origin.ts';
import type { Check } from '../../src/core/plan.ts';
import type { OfferedPasses, SharedResults, TakenPass, WantedPasses } from '../../src/core/shared/results.ts';
import { Memory } from '../../src/engine/memory.ts';
import { takeShared } from '../../src/engine/take-shared.ts';
import { makeCheck } from '../support/plans.ts';

const TREE: FileSet = new Map(
  ['src/a.ts', 'src/b.ts'].map((path) => [
    path,
    { mode: '100644', id: path.length.toString(16).repeat(40).slice(0, 40) },
  ]),
);
const SEEN = { at: '2026-01-01T00:00:00.000Z', commit: 'c0ffee', branch: 'main' };
const PASS: StoredPass = { findings: [] };

const NONE = { include: [], exclude: [] };
const AFFECTED = { check: [['vitest', 'related', '{changed}']], sources: NONE, always: NONE };

const environment = (programs: string): ToolEnvironment => ({
  product: '1',
  platform: 'linux',
  node: '20',
  programs: [programs],
  installed: [],
  variables: {},
  filters: '',
});

/** Two machines whose programs lie elsewhere, and what the other one has offered. */
function lab(isShared = true) {
  const passes = new Map<string, StoredPass>();
  const wanted: WantedPasses[] = [];
  const offered: OfferedPasses[] = [];
  const remembered: Remembered[] = [];
  const store: PassStore = {
    name: 'fake',
    recall: async (keys) => new Map([...passes].filter(([key]) => keys.includes(key))),
    remember: async (more) => more.forEach((pass, key) => void passes.set(key, pass)),
    recallFixes: async () => new Map(),
    rememberFixes: async () => undefined,
  };
  const shared: SharedResults = {
    environmentOf: async () => (isShared ? environment('everywhere') : undefined),
    take: async (some) => {
      wanted.push(...some);
      const known = new Map(offered.flatMap((one) => [...one.passes]));
      const found = some.flatMap(({ keys }) => [...keys].filter(([everybodys]) => known.has(everybodys)));
      return new Map(found.map(([, own]): [string, TakenPass] => [own, { pass: PASS, seen: SEEN }]));
    },
    offer: (one) => void offered.push(one),
  };
  const ports = {
    store,
    shared: async () => shared,
    remembered: (one: Remembered) => void remembered.push(one),
    environmentOf: async () => environment('here'),
    notice: () => undefined,
  };
  const memory = new Memory(ports);
  const recall = async (check: Check) => {
    const known = await memory.recall(check, TREE);
    const [taken] = await takeShared({ tiers: [], checks: [check], leftOut: [] }, [known], TREE, { memory, ports });
    return taken;
  };
  /** Passes on the other machine, and is forgotten here. */
  const passThere = async (check: Check, files = check.files) => {
    const recalled = await memory.recall(check, TREE);
    await memory.remember(check, { files: [{ files, pass: PASS }], before: new Map(), tree: TREE }, recalled);
    passes.clear();
    remembered.length = 0;
  };
  return { recall, passThere, wanted, offered, remembered, passes };
}

describe('what other machines have proven', () => {
  it('is remembered under the keys of this one, and noted with who has seen it', async () => {
    const { recall, passThere, wanted, remembered, passes } = lab();
    const check = makeCheck();
    await passThere(check);
    expect(await recall(check)).toMatchObject({ complete: true, missing: [] });
    expect(wanted).toHaveLength(1);
    expect(passes.size).toBe(2);
    expect(remembered).toMatchObject([
      { seen: SEEN, files: new Map(check.files.map((path) => [path, expect.any(String)])) },
    ]);
  });

  it('is asked for where something is missing, and of nothing else', async () => {
    const { recall, passThere, wanted } = lab();
    const check = makeCheck();
    await passThere(check, ['src/b.ts']);
    expect(await recall(check)).toMatchObject({ complete: false, missing: ['src/a.ts'] });
    await recall(check);
    expect(wanted.map(({ keys }) => keys.size)).toEqual([2, 1]);
  });

  it('is of a whole check where its task looks at all files together', async () => {
    const { recall, passThere, wanted } = lab();
    const check = makeCheck({ scope: 'project' });
    await passThere(check);
    expect(await recall(check)).toMatchObject({ complete: true });
    expect(wanted.map(({ entry, keys }) => [...keys.keys()].includes(entry))).toEqual([true]);
  });

  it('answers with a pass of all tests for those that a change leads to, and not the other way round', async () => {
    const affected = (by: readonly string[]): Check => ({
      ...makeCheck({ scope: 'project', check: [['vitest', 'run']], affected: AFFECTED }),
      tests: { type: 'affected', by },
    });
    const all: Check = { ...affected([]), tests: { type: 'all', because: { type: 'asked' } } };
    const one = lab();
    await one.passThere(all);
    expect(await one.recall(affected(['src/a.ts']))).toMatchObject({ complete: true, isOfAll: true });
    expect(one.remembered).toMatchObject([{ seen: SEEN }]);
    const other = lab();
    await other.passThere(affected(['src/a.ts']));
    expect(await other.recall(all)).toMatchObject({ complete: false });
    expect(await other.recall(affected(['src/a.ts']))).toMatchObject({ complete: true });
  });

  it('is neither asked for nor offered where a task shares nothing', async () => {
    const { recall, passThere, wanted, offered } = lab(false);
    const check = makeCheck();
    await passThere(check);
    expect(await recall(check)).toMatchObject({ complete: false });
    expect([wanted.flatMap(({ keys }) => [...keys]), offered]).toEqual([[], []]);
  });

  it('is offered under keys that do not hang on where programs lie', async () => {
    const { passThere, offered, recall, passes } = lab();
    const check = makeCheck();
    await passThere(check);
    await recall(check);
    const everybodys = offered.flatMap((one) => [...one.passes.keys()]);
    expect(everybodys).toHaveLength(2);
    expect(everybodys.some((key) => passes.has(key))).toBe(false);
  });
});
