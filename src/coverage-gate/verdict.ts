import type { GateVerdict, Upkeep } from '../core/contracts/gates.ts';
import type { RepoPath } from '../core/files.ts';
import { baselinePath, baselineText, parseBaseline } from './baseline.ts';
import type { ChangedMeasure } from './changed.ts';
import type { FilesTest } from './demands.ts';
import type { Standing } from './evidence.ts';
import { findingsOf } from './findings.ts';
import type { Held } from './held.ts';
import { type Judgment, judge } from './judgments.ts';
import type { Measurement } from './merge.ts';
import type { CoveragePolicy } from './policy.ts';
import { questionsOf } from './questions.ts';
import { raisedBaseline } from './ratchet.ts';
import { extraOf, gapText, waiversIn } from './record.ts';
import { sharesOf } from './shares.ts';
import { readSources } from './sources.ts';
import { summaryLines } from './summary.ts';
import { refusingLines, type Told } from './told.ts';
import { waiverNotes } from './waiver-notes.ts';
import type { Waivers } from './waivers.ts';

/** All that was measured, and what it is judged by. */
export interface Measured {
  readonly policy: CoveragePolicy;
  readonly standing: Extract<Standing, { readonly status: 'measured' }>;
  readonly measurement: Measurement;
  /** Undefined where the policy does not ask for changed lines. */
  readonly changed: ChangedMeasure | undefined;
  /** Undefined where nothing is held to a baseline, or cannot be. */
  readonly held: Held | undefined;
  /** What was compared with: id of the merge base, and for people. */
  readonly compared: { readonly base: string; readonly since: string } | undefined;
  readonly waivers: Waivers;
  readonly filesTest: FilesTest;
}

/** Where the gate stands, and how it reads files under check. */
export interface Stand {
  readonly tier: string;
  readonly root: RepoPath;
  readonly read: (path: RepoPath) => Promise<string>;
}

/** Judges all that the policy asks. */
export async function verdictOn(measured: Measured, { tier, root, read }: Stand): Promise<GateVerdict> {
  const { policy, standing, measurement, changed, held, compared, waivers } = measured;
  const completeness = { isPartial: standing.isPartial, isMissing: standing.missing !== undefined };
  const judgments: Judgment[] = [];
  const shares = sharesOf(measurement);
  for (const one of questionsOf({ ...measured, shares, baseline: held?.baseline }))
    judgments.push(judge(one, completeness));
  const ratchet = policy.ratchet === undefined ? ('off' as const) : (held ?? ('unjudged' as const));
  if (judgments.length === 0 && ratchet === 'off') return unjudged('skipped', ASKS_NOTHING, waivers);
  const gap = gapText(standing, tier);
  const plain = { judgments, measurement, shares, changed, ratchet, waivers, since: compared?.since, gap };
  const told = { ...plain, sources: await readSources(refusingLines(plain), read) };
  const summary = summaryLines(told);
  const statuses = new Set(summary.map(({ status }) => status));
  const passed = statuses.has('passed') ? 'passed' : 'skipped';
  return {
    status: statuses.has('failed') ? 'failed' : passed,
    findings: findingsOf(told),
    summary,
    extra: extraOf(told, compared?.base),
    ...(held === undefined || gap !== undefined ? {} : { upkeep: upkeepOf(held, shares, root) }),
  };
}

const ASKS_NOTHING = 'the policy asks for nothing: set lines, branches or changed';

/** An end without a judgment. */
export function unjudged(
  status: 'broken' | 'skipped',
  reason: string,
  waivers: Waivers,
  extra: Readonly<Record<string, unknown>> = {},
): GateVerdict {
  const findings = status === 'broken' ? [{ severity: 'error' as const, message: reason }] : [];
  const summary = [{ status, text: reason }, ...waiverNotes(waivers, [])];
  const told = { ...extra, ...waiversIn(waivers, []) };
  return { status, findings, summary, ...(Object.keys(told).length === 0 ? {} : { extra: told }) };
}

/** The baseline that is there is raised, and else that of the merge base. */
function upkeepOf({ baseline }: Held, shares: Told['shares'], root: RepoPath): Upkeep {
  return {
    path: baselinePath(root),
    revise: (present) => {
      const own = present === undefined ? undefined : parseBaseline(present, root);
      const text = baselineText(raisedBaseline(own ?? baseline, shares), root);
      return own !== undefined && baselineText(own, root) === text ? undefined : text;
    },
  };
}
