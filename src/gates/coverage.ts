import type { Gate, GateContext } from '../core/contracts/gates.ts';
import { errorMessage } from '../core/errors.ts';
import { isRegular, type RepoPath } from '../core/files.ts';
import { relativeTo } from '../core/globs.ts';
import { badSample } from '../coverage-gate/bad-sample.ts';
import { baselinePath } from '../coverage-gate/baseline.ts';
import { type ChangedMeasure, measureChanged } from '../coverage-gate/changed.ts';
import { askedOf, asksForChange, emptyGroup, type FilesTest } from '../coverage-gate/demands.ts';
import { type Measured, unknownMetric, weighEvidence } from '../coverage-gate/evidence.ts';
import { expectationTest } from '../coverage-gate/expected.ts';
import { type AttributesFile, generatedTest } from '../coverage-gate/generated.ts';
import { comparedWith, readHeld } from '../coverage-gate/held.ts';
import { measure } from '../coverage-gate/measure.ts';
import type { Measurement } from '../coverage-gate/merge.ts';
import { type CoveragePolicy, readPolicy } from '../coverage-gate/policy.ts';
import { globsOf, policySchema } from '../coverage-gate/policy-schema.ts';
import { leftOut } from '../coverage-gate/record.ts';
import { measurementProblem } from '../coverage-gate/trust.ts';
import { unjudged, verdictOn } from '../coverage-gate/verdict.ts';
import { waiversOf } from '../coverage-gate/waivers.ts';

/** The changed lines with what they were compared with; empty where the policy does not ask for them. */
interface Changed {
  readonly measure?: ChangedMeasure;
  readonly compared?: { readonly base: string; readonly since: string };
}

export default {
  summary: 'how much of the code, of the changed lines and of every file the tests run',

  policy: policySchema,

  globs: globsOf,

  keeps: (raw, root) => (readPolicy(raw).ratchet === undefined ? [] : [baselinePath(root)]),

  badSample: (raw, root) => badSample(readPolicy(raw), root),

  async judge(raw, context) {
    const policy = readPolicy(raw);
    const filesTest: FilesTest = (globs) => anyOf(globs, context);
    const waivers = waiversOf(policy.waivers, context.today, filesTest);
    const standing = weighEvidence(context.evidence);
    if (standing.status !== 'measured') return unjudged(standing.status, standing.reason, waivers);
    const isExcluded = filesTest(policy.exclude);
    let unmatched: readonly string[] = [];
    try {
      const measurement = await measure(standing.reports, policy, context, isExcluded);
      unmatched = leftOut(measurement);
      const problem =
        unknownMetric(standing.reports, policy) ??
        measurementProblem(measurement, askedOf(policy, filesTest), standing) ??
        (standing.isPartial || standing.missing !== undefined ? undefined : emptyGroup(policy, measurement, filesTest));
      if (problem !== undefined) return unjudged('broken', problem, waivers, { unmatched });
      const { measure: changed, compared } = await judgeableChange(
        policy,
        context,
        { ...standing, ...measurement },
        isExcluded,
      );
      const isHeld = policy.ratchet !== undefined && !standing.isPartial;
      const held = isHeld ? await readHeld(policy.base, context) : undefined;
      const measured = { policy, standing, measurement, changed, held, compared: compared ?? held, waivers, filesTest };
      return await verdictOn(measured, context);
    } catch (error) {
      return unjudged('broken', errorMessage(error), waivers, { unmatched });
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

/** Rejects when there is nothing to compare with. */
async function judgeableChange(
  policy: CoveragePolicy,
  context: GateContext,
  { files, affectedBy }: Measurement & Measured,
  isExcluded: (path: string) => boolean,
): Promise<Changed> {
  if (!asksForChange(policy)) return {};
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
  return { measure: measured, compared: { base, since: comparedWith(since, base) } };
}

function readAttributes(context: GateContext): Promise<readonly AttributesFile[]> {
  const paths = [...context.snapshot.tree.keys()].filter((path) => /(^|\/)\.gitattributes$/.test(path));
  const read = async (path: RepoPath): Promise<AttributesFile> => {
    return { folder: path.replace(/\/?\.gitattributes$/, ''), text: await context.read(path) };
  };
  return Promise.all(paths.map(read));
}
