import type { JsonObject } from '../core/json-shape.ts';
import { textsOf } from './values.ts';

/** Names of stages from before version 3.2. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  commit: 'pre-commit',
  push: 'pre-push',
  'merge-commit': 'pre-merge-commit',
};

/** Stages that are about files, where hooks run that name none. */
const FILE_STAGES = ['pre-commit', 'pre-merge-commit', 'pre-push'];

/**
 * The git hooks at which a hook of pre-commit runs, in the order of the config. One that names no stage runs wherever
 * pre-commit is installed, which is at the commit unless the config says more. `own`: what its publisher says.
 */
export function hooksOf(hook: JsonObject, top: JsonObject, own: readonly string[] = []): readonly string[] {
  const named = [hook['stages'], own, top['default_stages']].map(textsOf).find((stages) => stages.length > 0);
  const installed = stagesIn(top['default_install_hook_types']).filter((stage) => FILE_STAGES.includes(stage));
  if (named !== undefined) return stagesIn(named);
  return installed.length === 0 ? ['pre-commit'] : installed;
}

function stagesIn(value: unknown): readonly string[] {
  return [...new Set(textsOf(value).map((stage) => OLD_NAMES[stage] ?? stage))];
}
