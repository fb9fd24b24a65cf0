import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryNames, loadAll } from '../../src/catalog.ts';
import { globTest } from '../../src/config/globs.ts';
import type { GateContext } from '../../src/core/contracts/gates.ts';
import { decodeReport } from '../../src/core/coverage/decode.ts';
import type { CoverageReport } from '../../src/core/coverage/report.ts';
import gate from '../../src/gates/coverage.ts';
import { asText } from '../support/coverage-reports.ts';
import { WRITERS, type WrittenFile } from '../support/written-coverage.ts';

const formats = await loadAll('coverage');
const names = Object.keys(WRITERS);
const entry = { mode: '100644' as const, id: '0' };

const lines = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 3 })), {
  minLength: 1,
  maxLength: 30,
});
const project = fc
  .array(lines, { minLength: 1, maxLength: 4 })
  .map((files): readonly WrittenFile[] =>
    files.map((list, at) => ({ path: `src/part ${at}/näme${at}.go`, lines: new Map(list) })),
  );
/** Two decimals at most, as a person writes it; or so many uncovered. */
const threshold = fc.oneof(
  fc.integer({ min: 0, max: 10_000 }).map((hundredths) => String(hundredths / 100)),
  fc.integer({ min: 1, max: 40 }).map((most) => String(-most)),
);

function read(name: string, files: readonly WrittenFile[]): CoverageReport {
  const text = WRITERS[name]?.(files) ?? '';
  const decoded = decodeReport(asText(text, 1000), formats);
  if (decoded.status === 'problem') throw new Error(`${name}: ${decoded.problem}`);
  expect(decoded.report.format).toBe(name);
  return decoded.report;
}

async function judge(reports: readonly CoverageReport[], files: readonly WrittenFile[], floor: string) {
  const context: unknown = {
    root: '',
    directory: '/repo',
    snapshot: { source: 'commit', tree: new Map(files.map(({ path }) => [path, entry])), changed: new Map() },
    evidence: [{ task: 'unit', status: 'measured', reports, partial: false }],
    changedLines: () => Promise.reject(new Error('not asked')),
    read: () => Promise.resolve(''),
    globTest,
  };
  const verdict = await gate.judge({ lines: floor }, context as GateContext);
  const metrics = (verdict.extra?.['metrics'] ?? []) as readonly Readonly<Record<string, number>>[];
  const { covered, total, short } = metrics[0] ?? {};
  return { status: verdict.status, covered, total, short };
}

/** What the verdict has to be, counted by hand. */
function oracle(files: readonly WrittenFile[], floor: string) {
  const hits = files.flatMap((file) => [...file.lines.values()]);
  const [covered, total] = [hits.filter((count) => count > 0).length, hits.length];
  const most = Number(floor) < 0 ? -Number(floor) : undefined;
  const hundredths = Math.round(Number(floor) * 100);
  const needed = most === undefined ? Math.ceil((hundredths * total) / 10_000) : total - most;
  const short = Math.max(0, needed - covered);
  return { status: short === 0 ? 'passed' : 'failed', covered, total, short };
}

describe('the same measurement', () => {
  it('is written in every form that is read', () => {
    expect([...names].sort()).toEqual(entryNames('coverage'));
  });

  it.each(names)('is judged the same as %s as by hand', async (name) => {
    await fc.assert(
      fc.asyncProperty(project, threshold, async (files, floor) => {
        expect(await judge([read(name, files)], files, floor)).toEqual(oracle(files, floor));
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  // Lines of the other two end whole: nothing tells that there were more.
  it.each(names.filter((name) => name !== 'lcov' && name !== 'go'))(
    'is refused where %s is cut short anywhere',
    (name) => {
      const whole = (WRITERS[name]?.([{ path: 'src/ä.go', lines: new Map([[1, 0]]) }]) ?? '').trimEnd();
      const kept = Array.from({ length: whole.length }, (_, length) => whole.slice(0, length)).filter(
        (text) => decodeReport(asText(text), formats).status === 'decoded',
      );
      expect([kept, decodeReport(asText(whole), formats).status]).toEqual([[], 'decoded']);
    },
  );

  it('of two runs in two forms is covered where either covers', async () => {
    const placed = names.filter((name) => name !== 'istanbul-summary');
    const form = fc.constantFrom(...placed);
    await fc.assert(
      fc.asyncProperty(project, project, form, form, threshold, async (one, other, first, second, floor) => {
        const union = new Map<string, Map<number, number>>();
        for (const { path, lines: counts } of [...one, ...other]) {
          const merged = union.get(path) ?? new Map<number, number>();
          union.set(path, merged);
          for (const [line, hits] of counts) merged.set(line, (merged.get(line) ?? 0) + hits);
        }
        const files = [...union].map(([path, counts]) => ({ path, lines: counts }));
        expect(await judge([read(first, one), read(second, other)], files, floor)).toEqual(oracle(files, floor));
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});
