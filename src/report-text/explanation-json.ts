import type { Explanation } from '../core/explain/explain.ts';
import type { LastTime } from '../core/explain/last-time.ts';
import type { Origin } from '../core/memory/origin.ts';
import type { Standing } from '../core/standing.ts';
import { causeText, type Setting } from './causes.ts';
import { jsonText } from './json-text.ts';
import { becauseText } from './last-time.ts';
import { nextStep } from './next-step.ts';
import { answerText, fullName, prospectOf } from './prospect.ts';

/** Explanations for scripts. */
export function explanationJson(explanations: readonly Explanation[]): string {
  return jsonText({ version: 1, tasks: explanations.map(taskOf) });
}

function taskOf(explanation: Explanation) {
  const { task, tier, viewpoint, written, whyNot, file, shared, last, knowledge } = explanation;
  const { rewriters, gates, uncovered, notes } = explanation;
  const setting = { now: knowledge?.versions ?? {}, places: written.places };
  const step = nextStep(explanation);
  return {
    tier: tier.name,
    task: task.name,
    ...(task.root === '' ? {} : { root: task.root }),
    on: tier.on,
    places: written.places,
    scope: task.scope,
    viewpoint,
    ...prospectOf(explanation),
    answer: `${fullName(explanation)} ${answerText(explanation)}`,
    ...(whyNot === undefined ? {} : { whyNot }),
    ...(file === undefined ? {} : { file }),
    ...knownOf(explanation, setting),
    needs: task.needs,
    rewriters,
    gates,
    ...(shared === undefined ? {} : { shared }),
    ...(last === undefined ? {} : { last: lastOf(last, setting) }),
    uncovered,
    ...(step === undefined ? {} : { next: step[1].join(' ') }),
    notes,
  };
}

function knownOf({ knowledge, commits }: Explanation, setting: Setting) {
  if (knowledge === undefined) return {};
  const { check, commands, remembered, total, fixed, standings } = knowledge;
  return {
    files: check.files.length,
    dependsOn: check.dependsOn.length,
    ...(check.tests === undefined ? {} : { tests: check.tests }),
    commands,
    remembered,
    total,
    fixed,
    standings: standings.map((standing) => standingOf(standing, commits, setting)),
  };
}

/** The pass as it is told of, without what its key was made of: of that, what differs is there. */
function standingOf(
  { file, remembered, fixKnown, origin, differences }: Standing,
  commits: Explanation['commits'],
  setting: Setting,
) {
  const both = { ...setting, before: origin?.versions ?? {} };
  return {
    ...(file === undefined ? {} : { file }),
    remembered,
    ...(fixKnown === undefined ? {} : { fixKnown }),
    ...(origin === undefined ? {} : { passed: passedOf(origin, commits) }),
    differences: differences.map((one) => ({ ...one, text: causeText(one, both, 'full') })),
  };
}

function passedOf({ at, worktree, trigger, seen }: Origin, commits: Explanation['commits']) {
  const commit = commits.get(at);
  return {
    ...{ at, worktree, trigger },
    ...(commit === undefined ? {} : { commit }),
    ...(seen === undefined ? {} : { provenBy: seen }),
  };
}

function lastOf(last: LastTime, setting: Setting) {
  const { standings: _compared, ...told } = last;
  const because = becauseText(last, setting);
  return { ...told, ...(because === undefined ? {} : { because }) };
}
