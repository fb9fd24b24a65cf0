import type { TaskKind } from '../../core/contracts/tasks.ts';
import { globProblem, unreadable } from '../globs.ts';
import type { TaskConfig } from '../shape.ts';
import type { Complain } from './commands.ts';

/** Keys whose globs are matched against the files below the config's folder. */
const KEYS = ['files', 'exclude', 'inputs', 'outputs'] as const;

/** Globs of the files that a task is about. */
export function fileGlobs(config: TaskConfig, kind: TaskKind | undefined): readonly string[] {
  return [...list(config.files ?? kind?.files ?? '**'), ...alsoAbout(config, kind)];
}

/** Complains of all globs of a task that cannot be used. */
export function checkGlobs(config: TaskConfig, kind: TaskKind | undefined, complain: Complain): void {
  const globs = KEYS.flatMap((key) => list(config[key]).map((glob) => ({ key, glob })));
  const branches = list(config.when?.branches).map((glob) => ({ key: 'when', glob }));
  const named = alsoAbout(config, kind).map((glob) => ({ key: 'options', glob }));
  for (const { key, glob } of [...globs, ...branches, ...named]) {
    const problem = globProblem(glob);
    if (problem !== undefined) complain({ key, message: `\`${glob}\` ${problem}` });
  }
  // Reports may lie above the config's folder.
  for (const glob of list(config.coverage)) {
    const problem = unreadable(glob.replace(/^\{scratch\}/, ''));
    if (problem !== undefined) complain({ key: 'coverage', message: `\`${glob}\` ${problem}` });
  }
}

/** What may be written as one text or as a list of them. */
export function list(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}

function alsoAbout({ options = {} }: TaskConfig, kind: TaskKind | undefined): readonly string[] {
  return kind?.alsoAbout?.(options) ?? [];
}
