import { LatticeError } from '../core/errors.ts';
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
const OBJECTS: readonly string[] = ['ci', 'skips', 'shared'];
/** Gates, likewise. */
const GATES: readonly string[] = ['coverage', 'findings'];

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
  return new LatticeError(
    'config',
    shown.join('\n'),
    `Keys are described in schema.json and ${pageOf(problems[0]?.path ?? [])}.`,
  );
}

/**
 * Where a config is described, in the documents of this repository: the page, and the section on the object that is wrong.
 * @internal Exported for its test.
 */
export function pageOf(path: ValuePath): string {
  if (path[0] !== 'tiers')
    return OBJECTS.includes(String(path[0])) ? section(`the-key-${path[0]}`) : section('top-level');
  const [, , part, name, key] = path;
  if (part === 'gates') return GATES.includes(String(name)) ? section(`the-${name}-gate`) : section('a-tier');
  if (part !== 'tasks' || name === undefined) return section('a-tier');
  return key === 'options' ? 'docs/kinds.md' : section('a-task');
}

function section(name: string): string {
  return `docs/config.md#${name}`;
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
