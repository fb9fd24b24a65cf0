import type { Explanation, Standing } from '../core/explain.ts';
import type { Origin } from '../core/origin.ts';
import { jsonText } from './json-text.ts';
import { prospectOf } from './prospect.ts';

/** Explanations for scripts. */
export function explanationJson(explanations: readonly Explanation[]): string {
  return jsonText({ version: 1, tasks: explanations.map(taskOf) });
}

function taskOf(explanation: Explanation) {
  const { task, tier, viewpoint, whyNot, file, knowledge, uncovered, lastFailure, notes } = explanation;
  return {
    tier: tier.name,
    task: task.name,
    ...(task.root === '' ? {} : { root: task.root }),
    on: tier.on,
    scope: task.scope,
    viewpoint,
    ...prospectOf(explanation),
    ...(whyNot === undefined ? {} : { whyNot }),
    ...(file === undefined ? {} : { file }),
    ...(knowledge === undefined
      ? {}
      : {
          files: knowledge.check.files.length,
          dependsOn: knowledge.check.dependsOn.length,
          ...(knowledge.check.tests === undefined ? {} : { tests: knowledge.check.tests }),
          commands: knowledge.commands,
          remembered: knowledge.remembered,
          total: knowledge.total,
          standings: knowledge.standings.map(standingOf),
        }),
    ...(lastFailure === undefined ? {} : { lastFailure }),
    uncovered,
    notes,
  };
}

/** The pass as it is told of, without what its key was made of: of that, what differs is there. */
function standingOf({ file, remembered, fixKnown, origin, differences }: Standing) {
  return {
    ...(file === undefined ? {} : { file }),
    remembered,
    ...(fixKnown === undefined ? {} : { fixKnown }),
    ...(origin === undefined ? {} : { passed: passedOf(origin) }),
    differences,
  };
}

function passedOf({ at, worktree, trigger, seen }: Origin) {
  return { at, worktree, trigger, ...(seen === undefined ? {} : { provenBy: seen }) };
}
