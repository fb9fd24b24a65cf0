import type { Gate, GateContext, GateVerdict } from '../core/contracts/gates.ts';
import type { CoverageReport } from '../core/coverage.ts';
import { isRegular, type RepoPath } from '../core/files.ts';
import { relativeTo } from '../core/globs.ts';
import { badSample } from '../coverage-gate/bad-sample.ts';
import { type ChangedMeasure, measureChanged } from '../coverage-gate/changed.ts';
import { type Measured, unknownMetric, weighEvidence } from '../coverage-gate/evidence.ts';
import { expectationTest } from '../coverage-gate/expected.ts';
import { type AttributesFile, generatedTest } from '../coverage-gate/generated.ts';
import { type GoModule, moduleName, placeModules } from '../coverage-gate/go-modules.ts';
import { judgeAll } from '../coverage-gate/judgments.ts';
import { type Measurement, mergeReports } from '../coverage-gate/merge.ts';
import { pathMatcher } from '../coverage-gate/paths.ts';
import { type CoveragePolicy, policySchema, readPolicy } from '../coverage-gate/policy.ts';
import { extraOf, gapText } from '../coverage-gate/record.ts';
import { withoutSkipped } from '../coverage-gate/skipped.ts';
import { findingsOf, summaryLines, type Told } from '../coverage-gate/summary.ts';
import { measurementProblem } from '../coverage-gate/trust.ts';

/** The changed lines with what they were compared with; empty where the policy does not ask for them. */
interface Changed {
  readonly measure?: ChangedMeasure;
  /** Id of the merge base. */
  readonly base?: string;
  readonly since?: string;
}

export default {
  summary: 'how much of the code, of the changed lines and of every file the tests run',

  policy: policySchema,

  badSample: (_policy, root) => badSample(root),

  async judge(raw, context) {
    const policy = readPolicy(raw);
    const standing = weighEvidence(context.evidence);
    if (standing.status !== 'measured') return ended(standing.status, standing.reason);
    const isExcluded = anyOf(policy.exclude, context);
    let unmatched: readonly string[] = [];
    try {
      const measurement = await measure(standing, policy, context, isExcluded);
      unmatched = measurement.unmatched.map(({ path }) => path);
      const problem = unknownMetric(standing.reports, policy) ?? measurementProblem(measurement, policy, standing);
      if (problem !== undefined) return ended('broken', problem, { unmatched });
      const changed = await judgeableChange(policy, context, { ...standing, ...measurement }, isExcluded);
      return verdict(policy, standing, measurement, changed);
    } catch (error) {
      return ended('broken', error instanceof Error ? error.message : String(error), { unmatched });
    }
  },
} satisfies Gate;

/** For paths of the repository; globs are relative to the config's folder. */
function anyOf(globs: readonly string[], { root, globTest }: GateContext): (path: string) => boolean {
  const tests = globs.map((glob) => globTest(glob));
  return (path) => {
    const inside = relativeTo(root, path) ?? path;
    return tests.some((test) => test(inside));
  };
}

/** Merges the reports, less what comments in the sources leave out. Rejects when one of these cannot be read. */
async function measure(
  { reports }: Measured,
  { pathMap }: CoveragePolicy,
  context: GateContext,
  isExcluded: (path: string) => boolean,
): Promise<Measurement> {
  const { directory, root } = context;
  const tracked = new Set([...context.snapshot.tree].flatMap(([path, entry]) => (isRegular(entry) ? [path] : [])));
  const match = pathMatcher({ tracked, directory, root, pathMap });
  const placed = placeModules(reports, await readModules(reports, context), { directory, pathMap });
  const counted = await withoutSkipped(placed, async (path, roots) => {
    const found = match(path, roots);
    return found.status === 'matched' ? context.read(found.file) : undefined;
  });
  return mergeReports(counted, match, isExcluded);
}

async function readModules(reports: readonly CoverageReport[], context: GateContext): Promise<readonly GoModule[]> {
  if (reports.every(({ format }) => format !== 'go')) return [];
  const paths = [...context.snapshot.tree.keys()].filter((path) => /(^|\/)go\.mod$/.test(path));
  const modules = paths.map(async (path) => {
    const name = moduleName(await context.read(path));
    return name === undefined ? [] : [{ name, folder: path.replace(/\/?go\.mod$/, '') }];
  });
  return (await Promise.all(modules)).flat();
}

/** Rejects when there is nothing to compare with. */
async function judgeableChange(
  policy: CoveragePolicy,
  context: GateContext,
  { files, affectedBy }: Measurement & Measured,
  isExcluded: (path: string) => boolean,
): Promise<Changed> {
  if (policy.changed === undefined) return {};
  const { lines, base, since } = await context.changedLines(policy.base);
  const { tree } = context.snapshot;
  const isGenerated = generatedTest(await readAttributes(context), (glob) => context.globTest(glob));
  const include = policy.include?.map((glob) => context.globTest(glob));
  const isExpected = expectationTest({ root: context.root, include, measured: files.keys(), affectedBy });
  const measured = await measureChanged({
    changed: lines,
    files,
    counts: (path) => {
      const entry = tree.get(path);
      return entry !== undefined && isRegular(entry) && !isExcluded(path);
    },
    isExpected: (path) => isExpected(path) && !isGenerated(path),
    strict: policy.partial === 'uncovered',
    read: (path) => context.read(path),
  });
  const short = base.slice(0, 7);
  return { measure: measured, base, since: since.includes(short) ? since : `${since}, ${short}` };
}

function readAttributes(context: GateContext): Promise<readonly AttributesFile[]> {
  const paths = [...context.snapshot.tree.keys()].filter((path) => /(^|\/)\.gitattributes$/.test(path));
  const read = async (path: RepoPath): Promise<AttributesFile> => {
    return { folder: path.replace(/\/?\.gitattributes$/, ''), text: await context.read(path) };
  };
  return Promise.all(paths.map(read));
}

function verdict(policy: CoveragePolicy, standing: Measured, measurement: Measurement, changed: Changed): GateVerdict {
  const { isPartial, missing } = standing;
  const judgments = judgeAll(policy, measurement, changed.measure, { isPartial, isMissing: missing !== undefined });
  if (judgments.length === 0) return ended('skipped', 'the policy asks for nothing: set lines, branches or changed');
  const told: Told = { judgments, measurement, changed: changed.measure, since: changed.since, gap: gapText(standing) };
  const statuses = new Set(judgments.map((one) => one.status));
  const passed = statuses.has('passed') ? 'passed' : 'skipped';
  return {
    status: statuses.has('failed') ? 'failed' : passed,
    findings: findingsOf(told),
    summary: summaryLines(told),
    extra: extraOf(judgments, measurement, changed.measure, changed.base),
  };
}

/** An end without a judgment. */
function ended(status: 'broken' | 'skipped', reason: string, extra?: Readonly<Record<string, unknown>>): GateVerdict {
  const findings = status === 'broken' ? [{ severity: 'error' as const, message: reason }] : [];
  return { status, findings, summary: [{ status, text: reason }], ...(extra === undefined ? {} : { extra }) };
}
