import { entryNames } from '../catalog.ts';
import { LatticeError } from '../core/errors.ts';
import type { GuidePlace } from '../core/guide.ts';
import { valueAt } from '../core/json-shape.ts';
import { lastWord } from './last-word.ts';
import { showPlace } from './places.ts';
import type { Source, ValuePath } from './source.ts';

/** One thing that is wrong in a config. */
export interface Problem {
  readonly path: ValuePath;
  /** What is wrong and what would be right, without a final period. */
  readonly message: string;
}

/** Keys at the top that have a section of their own. */
const OBJECTS: ReadonlyMap<unknown, GuidePlace> = new Map([
  ['ci', 'config.md#the-key-ci'],
  ['skips', 'config.md#the-key-skips'],
  ['shared', 'config.md#the-key-shared'],
]);
/** Gates, likewise. */
const GATES: ReadonlyMap<unknown, GuidePlace> = new Map([
  ['coverage', 'config.md#the-coverage-gate'],
  ['findings', 'config.md#the-findings-gate'],
]);

/** More than that nobody reads: the rest is counted. */
const MOST_SHOWN = 20;

/**
 * The error for everything that is wrong: one problem a line, each with the place in the file that has the last word on it.
 * `sources`: the config and what it extends or is overridden by, the last word last. `main` is the config itself.
 */
export function configError(main: Source, sources: readonly Source[], problems: readonly Problem[]): LatticeError {
  const lines = problems.map(({ path, message }) => `${placeOf(main, sources, path)} ${message}`);
  const rest = lines.length - MOST_SHOWN;
  const shown = rest > 0 ? [...lines.slice(0, MOST_SHOWN), `and ${rest} more`] : lines;
  const see = placeInGuide(problems[0]?.path ?? [], sources);
  return new LatticeError('config', shown.join('\n'), 'Keys are described in schema.json.', undefined, see);
}

/**
 * Where a key is described: the section on the object that it stands in, and for options the page of the kind.
 * @internal Exported for its test.
 */
export function placeInGuide(path: ValuePath, sources: readonly Pick<Source, 'value'>[]): GuidePlace {
  if (path.join('.') === 'shared.store' && namesModule(path, sources)) return 'library.md#a-store-of-your-own';
  if (path[0] !== 'tiers') return OBJECTS.get(path[0]) ?? 'config.md#top-level';
  const [, , part, name, key] = path;
  if (part === 'gates') return GATES.get(name) ?? 'config.md#a-tier';
  if (part !== 'tasks' || name === undefined) return 'config.md#a-tier';
  return (key === 'options' ? placeOfKind(path.slice(0, 4), sources) : undefined) ?? 'config.md#a-task';
}

/** The page of the kind that a task uses. Undefined: it does not say one of ours in any way. */
function placeOfKind(task: ValuePath, sources: readonly Pick<Source, 'value'>[]): GuidePlace | undefined {
  const path = [...task, 'uses'];
  if (namesModule(path, sources)) return 'library.md#a-task-kind-of-your-own';
  const uses = lastValue(path, sources);
  return typeof uses === 'string' && entryNames('tasks').includes(uses) ? `kinds/${uses}.md` : undefined;
}

/** Whether a module of the project's own is named there. */
function namesModule(path: ValuePath, sources: readonly Pick<Source, 'value'>[]): boolean {
  const name = lastValue(path, sources);
  return typeof name === 'string' && name.startsWith('.');
}

function lastValue(path: ValuePath, sources: readonly Pick<Source, 'value'>[]): unknown {
  return sources.map(({ value }) => valueAt(value, path)).findLast((value) => value !== undefined);
}

/** `the config`, or the path in backticks. */
export function showValuePath(path: ValuePath): string {
  return path.length === 0 ? 'the config' : `\`${path.join('.')}\``;
}

/** The nearest thing that is written down: the value itself, else what it would stand in. */
function placeOf(main: Source, sources: readonly Source[], path: ValuePath): string {
  for (let length = path.length; length > 0; length -= 1) {
    const start = path.slice(0, length);
    const source = lastWord(sources, start);
    if (source !== undefined) return showPlace(source.shown, source.locate(start));
  }
  return showPlace(main.shown, main.locate([]));
}
