import type { ScanEvidence } from '../core/contracts/gates.ts';
import { skipWords } from '../core/outcome.ts';
import type { Scan } from '../core/scan.ts';
import type { FindingsPolicy } from './policy.ts';

/** What the tasks' reports allow to judge. */
export type Standing =
  | { readonly status: 'broken' | 'skipped'; readonly reasons: readonly string[] }
  | {
      readonly status: 'scanned';
      readonly scans: readonly Scan[];
      /** Tasks that did not run, and so left nothing. */
      readonly idle: readonly string[];
    };

/** Files that lie on disk where an input leads. */
type Lying = (input: string) => Promise<readonly string[]>;

const HINT = 'name it in the command or the `outputs` of the task that leaves it';

/** Weighs what the tasks left: a report that should be there and is not, or that nobody wrote, breaks the gate. */
export async function weighScans(
  evidence: readonly ScanEvidence[],
  { inputs }: FindingsPolicy,
  lying: Lying,
): Promise<Standing> {
  const scans = evidence.flatMap(({ result }) => (result.status === 'scanned' ? result.scans : []));
  const read = new Set(scans.map(({ path }) => path));
  const missing = missingReports(evidence, scans);
  const reasons = [
    ...evidence.flatMap(({ result }) => (result.status === 'broken' ? [result.message] : [])),
    ...missing.map(({ task, message }) => `${task}: ${message}`),
  ];
  const idle: string[] = [];
  for (const { path: input } of inputs) {
    const isTold = missing.some((one) => one.input === input);
    const problem = isTold ? undefined : inputProblem(input, evidence, scans);
    if (problem?.status === 'broken') reasons.push(problem.reason);
    if (problem?.status === 'idle') idle.push(problem.reason);
    // Of a task that did not run, what it left before may lie there still.
    if (problem?.status === 'idle') continue;
    const stray = (await lying(input)).filter((path) => !read.has(path));
    reasons.push(...stray.filter((path) => !reasons.some((reason) => reason.includes(path))).map(strayText));
  }
  if (reasons.length > 0) return { status: 'broken', reasons: [...new Set(reasons)] };
  if (scans.length === 0) return { status: 'skipped', reasons: [...new Set(idle)] };
  return { status: 'scanned', scans: distinct(scans), idle: [...new Set(idle)] };
}

/** A report that another task has left is none that is missing, unless it lies in a folder of the task's own. */
function missingReports(evidence: readonly ScanEvidence[], scans: readonly Scan[]) {
  return evidence.flatMap(({ task, result }) => {
    const unscanned = result.status === 'scanned' ? result.unscanned : [];
    return unscanned
      .filter(({ path }) => path.startsWith('{scratch}') || !scans.some((scan) => scan.path === path))
      .map((one) => ({ ...one, task }));
  });
}

function inputProblem(
  input: string,
  evidence: readonly ScanEvidence[],
  scans: readonly Scan[],
): { readonly status: 'broken' | 'idle'; readonly reason: string } | undefined {
  const own = evidence.filter(({ inputs }) => inputs.some((one) => one.input === input));
  const skipped = own.flatMap(({ task, result }) =>
    result.status === 'skipped' ? [`${task} did not run (${skipWords(result.reason)})`] : [],
  );
  const isLeft = scans.some((scan) => scan.input === input);
  const hasSure = own.some(({ inputs }) => inputs.some((one) => one.input === input && one.isSure));
  if (own.length === 0) return { status: 'broken', reason: `no task of the tier leaves ${input}: ${HINT}` };
  // Who is known to leave it has had to; where that is nobody, one that did not run may be the one, and may not.
  if (skipped.length > 0 && (hasSure || skipped.length === own.length))
    return { status: 'idle', reason: skipped.join('; ') };
  if (isLeft) return undefined;
  return { status: 'broken', reason: [`no task left a findings report at ${input}: ${HINT}`, ...skipped].join('; ') };
}

function strayText(path: string): string {
  return `${path} was left by no task of this run: remove it, or ${HINT}`;
}

/** One report may be read by two inputs. */
function distinct(scans: readonly Scan[]): readonly Scan[] {
  const contentOf = ({ path, format, findings }: Scan) => JSON.stringify([path, format, findings]);
  return [...new Map([...scans].reverse().map((scan) => [contentOf(scan), scan])).values()].reverse();
}
