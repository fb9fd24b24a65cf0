import type { Gate, GateContext, GateVerdict } from '../core/contracts/gates.ts';
import { errorMessage } from '../core/errors.ts';
import { isRegular } from '../core/files.ts';
import { relativeTo } from '../core/globs.ts';
import { badSample } from '../findings-gate/bad-sample.ts';
import { noveltyTest } from '../findings-gate/changed.ts';
import { type Standing, weighScans } from '../findings-gate/evidence.ts';
import { type Ignores, ignoresOf } from '../findings-gate/ignore.ts';
import { type Judgments, judgeScans, onlyNew } from '../findings-gate/judgments.ts';
import { type FindingsPolicy, globsOf, policySchema, readPolicy } from '../findings-gate/policy.ts';
import { ranker } from '../findings-gate/rank.ts';
import { extraOf } from '../findings-gate/record.ts';
import { findingsOf, summaryLines } from '../findings-gate/summary.ts';

/** What is judged, and what changed lines were compared with where that was asked. */
interface Weighed extends Judgments {
  /** Id of the merge base. */
  readonly base?: string;
  readonly since?: string;
}

export default {
  summary: 'what scanners and linters found, by how grave it is',

  policy: policySchema,

  globs: globsOf,

  reports: (raw) => readPolicy(raw).inputs,

  badSample: (raw, root) => badSample(readPolicy(raw), root),

  async judge(raw, context) {
    const policy = readPolicy(raw);
    const standing = await weighScans(context.scans, policy, context.reportsAt);
    if (standing.status !== 'scanned') return ended(standing);
    const ignores = ignoresIn(policy, context);
    const rank = ranker(policy, context.globTest);
    try {
      const weighed = await weigh(judgeScans(standing.scans, policy, rank, ignores), policy, context);
      return verdict(weighed, standing, policy, ignores);
    } catch (error) {
      return ended({ status: 'broken', reasons: [errorMessage(error)] });
    }
  },
} satisfies Gate;

function ignoresIn(policy: FindingsPolicy, { today, root, globTest }: GateContext): Ignores {
  const fileTest = (glob: string) => {
    const test = globTest(glob);
    return (file: string) => {
      const inside = relativeTo(root, file);
      return inside !== undefined && test(inside);
    };
  };
  return ignoresOf(policy, { today, fileTest, globTest });
}

/** Rejects when there is nothing to compare with. Where nothing would refuse, nothing is compared. */
async function weigh(judgments: Judgments, { newOnly, base }: FindingsPolicy, context: GateContext): Promise<Weighed> {
  if (!newOnly || !judgments.judged.some(({ isGrave }) => isGrave)) return judgments;
  const { tree } = context.snapshot;
  const changed = await context.changedLines(base);
  const isTracked = (path: string) => {
    const entry = tree.get(path);
    return entry !== undefined && isRegular(entry);
  };
  const judged = onlyNew(judgments.judged, noveltyTest(changed.lines, isTracked));
  const short = changed.base.slice(0, 7);
  const since = changed.since.includes(short) ? changed.since : `${changed.since}, ${short}`;
  return { ...judgments, judged, base: changed.base, since };
}

function verdict(
  weighed: Weighed,
  { scans, idle }: Extract<Standing, { readonly status: 'scanned' }>,
  policy: FindingsPolicy,
  { dead }: Ignores,
): GateVerdict {
  const { judged, ignored, base, since } = weighed;
  return {
    status: judged.some(({ isBlocking }) => isBlocking) ? 'failed' : 'passed',
    findings: findingsOf(judged),
    summary: summaryLines({ judged, ignored, policy, scans, dead, idle, since }),
    extra: extraOf(weighed, base),
  };
}

/** An end without a judgment. */
function ended({ status, reasons }: Exclude<Standing, { readonly status: 'scanned' }>): GateVerdict {
  const findings = status === 'broken' ? reasons.map((message) => ({ severity: 'error' as const, message })) : [];
  return { status, findings, summary: reasons.map((text) => ({ status, text })) };
}
