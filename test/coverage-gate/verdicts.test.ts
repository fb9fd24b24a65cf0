import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packLines } from '../../src/core/coverage/pack.ts';
import gate from '../../src/gates/coverage.ts';
import { gateContext } from '../support/gate-context.ts';

/** Covered and total. */
type Pair = readonly [covered: number, total: number];

/** One file of a project: hits by line, lines that changed, what its baseline says. */
const file = fc.record({
  folder: fc.constantFrom('core', 'old', 'web'),
  hits: fc.array(fc.nat({ max: 1 }), { minLength: 1, maxLength: 9 }),
  changed: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }),
  was: fc.option(pair(9), { nil: undefined }),
});
/** New files that no report knows, by how many lines of code they have. */
const unknown = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 });
/** Percent in hundredths, or so many uncovered as a negative number. */
const floor = fc.oneof(fc.nat({ max: 10_000 }), fc.integer({ min: -6, max: -1 }));
const FLOORS = ['lines', 'changed', 'each', 'eachOfCore', 'eachChanged', 'group', 'groupChanged'] as const;
/** Few floors at once, so that each decides now and then. */
const floors = fc
  .subarray([...FLOORS], { maxLength: 2 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, floor]))))
  .map((some): Partial<Record<(typeof FLOORS)[number], number>> => some);
const policy = fc
  .record({
    floors,
    tolerance: fc.option(fc.nat({ max: 2_000 }), { nil: undefined, freq: 2 }),
    waivesOld: fc.boolean(),
    until: fc.constantFrom('2026-11-21', '2026-11-22'),
  })
  .map(({ floors: some, ...others }) => ({ ...some, ...others }));
const project = fc.record({
  files: fc.array(file, { minLength: 1, maxLength: 5 }),
  unknown,
  total: fc.option(pair(30), { nil: undefined }),
});

function pair(most: number): fc.Arbitrary<Pair> {
  return fc.nat({ max: most }).chain((total) => fc.nat({ max: total }).map((covered): Pair => [covered, total]));
}

type Project = typeof project extends fc.Arbitrary<infer T> ? T : never;
type Policy = typeof policy extends fc.Arbitrary<infer T> ? T : never;

interface Counted {
  readonly folder: string;
  readonly whole: Pair;
  readonly changed: Pair;
  readonly was: Pair | undefined;
}

/** What the verdict has to be. */
function oracle({ files, unknown: missing, total }: Project, asked: Policy): 'passed' | 'failed' {
  const count = (hits: readonly number[]): Pair => [hits.filter((one) => one > 0).length, hits.length];
  const counted: readonly Counted[] = [
    ...files.map(({ folder, hits, changed, was }) => {
      return { folder, whole: count(hits), changed: count(changed.flatMap((line) => hits[line - 1] ?? [])), was };
    }),
    ...missing.map((lines) => ({ folder: 'web', whole: [0, 0] as Pair, changed: [0, lines] as Pair, was: undefined })),
  ];
  const sum = (pairs: readonly Pair[]) => pairs.reduce(([a, b], [c, d]): Pair => [a + c, b + d], [0, 0]);
  const ok = ([covered, all]: Pair, least: number | undefined) =>
    least === undefined || (least < 0 ? all - covered <= -least : covered * 10_000 >= least * all);
  const fell = ([covered, all]: Pair, was: Pair | undefined) =>
    asked.tolerance !== undefined &&
    was !== undefined &&
    all - covered > was[1] - was[0] &&
    (was[0] * all - covered * was[1]) * 10_000 > asked.tolerance * was[1] * all;
  const isWaived = ({ folder }: Counted) => asked.waivesOld && asked.until >= '2026-11-22' && folder === 'old';
  const isGood = (list: readonly Counted[], least: number | undefined) =>
    ok(sum(list.map((one) => one.changed)), least) ||
    ok(sum(list.filter((one) => !isWaived(one) || one.changed[0] === one.changed[1]).map((one) => one.changed)), least);
  const core = counted.filter(({ folder }) => folder === 'core');
  const now = counted.map(({ whole }) => whole);
  const untouched = counted.map((one) => {
    const isExcused = one.was?.[1] ? fell(one.whole, one.was) : one.whole[0] < one.whole[1];
    return isWaived(one) && isExcused ? (one.was ?? ([0, 0] as Pair)) : one.whole;
  });
  const isFileGood = (one: Counted) =>
    isWaived(one) ||
    ((one.whole[1] === 0 || ok(one.whole, (one.folder === 'core' ? asked.eachOfCore : undefined) ?? asked.each)) &&
      (one.changed[1] === 0 || ok(one.changed, asked.eachChanged)) &&
      (one.was?.[1] === 0 || !fell(one.whole, one.was)));
  const isHeld = total?.[1] === 0 || !fell(sum(now), total) || !fell(sum(untouched), total);
  const isGroupGood = ok(sum(core.map(({ whole }) => whole)), asked.group) && isGood(core, asked.groupChanged);
  const isWholeGood = ok(sum(now), asked.lines) && isGood(counted, asked.changed);
  return isWholeGood && (core.length === 0 || isGroupGood) && counted.every(isFileGood) && isHeld ? 'passed' : 'failed';
}

function written(least: number | undefined): string | number | undefined {
  return least === undefined || least < 0 ? least : (least / 100).toFixed(2);
}

function configOf({ files }: Project, asked: Policy): Readonly<Record<string, unknown>> {
  const hasCore = files.some(({ folder }) => folder === 'core');
  const group = { files: 'src/core/**', lines: written(asked.group), changed: written(asked.groupChanged) };
  return {
    lines: written(asked.lines),
    changed: written(asked.changed),
    perFile: [
      { lines: written(asked.each), changed: written(asked.eachChanged) },
      { files: 'src/core/**', lines: written(asked.eachOfCore) },
    ],
    groups: hasCore ? [group] : [],
    ...(asked.tolerance === undefined ? {} : { ratchet: { tolerance: written(asked.tolerance) } }),
    waivers: asked.waivesOld ? [{ files: ['src/old/**'], reason: 'goes', until: asked.until }] : [],
  };
}

function contextOf({ files, unknown: missing, total }: Project) {
  const named = files.map((one, index) => ({ ...one, path: `src/${one.folder}/${index}.ts` }));
  const fresh = missing.map((lines, index) => ({ path: `src/web/new${index}.ts`, lines }));
  const changed = [
    ...named.map((one) => [one.path, one.changed] as const),
    ...fresh.map(({ path, lines }) => [path, Array.from({ length: lines }, (_, line) => line + 1)] as const),
  ];
  const held = named.flatMap(({ path, was }) => (was === undefined ? [] : [[path, was] as const]));
  return gateContext({
    reports: [
      {
        format: 'lcov',
        roots: [],
        files: named.map(({ path, hits }) => ({ path, lines: packLines(hits.map((hit, at) => [at + 1, hit])) })),
      },
    ],
    files: Object.fromEntries(fresh.map(({ path, lines }) => [path, 'run();\n'.repeat(lines)])),
    changed: Object.fromEntries(changed),
    before: {
      '.lattice/coverage-baseline.json': JSON.stringify({
        version: 1,
        total: total ?? [0, 0],
        files: Object.fromEntries(held),
      }),
    },
  });
}

it('judges random reports and changes as counted by hand', async () => {
  await fc.assert(
    fc.asyncProperty(project, policy, async (one, asked) => {
      const verdict = await gate.judge(configOf(one, asked), contextOf(one));
      expect(['broken', 'failed'].includes(verdict.status) ? verdict.status : 'passed').toBe(oracle(one, asked));
    }),
    { numRuns: 600, endOnFailure: true },
  );
});
