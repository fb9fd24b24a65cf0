import type { RepoPath } from '../core/files.ts';
import type { Measured } from './evidence.ts';
import { type FileMeasure, type Measurement, shareOfAll } from './merge.ts';
import type { Metric } from './policy.ts';
import { unmatchedText } from './summary.ts';

const PATHS_SHOWN = 5;

/** The metrics that have to be known of a file. */
type Asked = (path: RepoPath) => ReadonlySet<Metric>;

/** Why the merged reports cannot be judged; undefined when they can. */
export function measurementProblem(
  measurement: Measurement,
  asked: Asked,
  { affectedBy }: Pick<Measured, 'affectedBy'>,
): string | undefined {
  const problem = tooManyUnmatched(measurement) ?? unsure(measurement, asked);
  return problem ?? (affectedBy.size > 0 ? undefined : nothingLeft(measurement));
}

/** The numbers of a report are those of other files when more than a tenth of its paths lead nowhere. */
function tooManyUnmatched({ unmatched, pathCount }: Measurement): string | undefined {
  if (unmatched.length * 10 <= pathCount) return undefined;
  const shown = unmatched.slice(0, PATHS_SHOWN).map(unmatchedText).join(', ');
  const more = unmatched.length > PATHS_SHOWN ? ` and ${unmatched.length - PATHS_SHOWN} more` : '';
  const which = `${unmatched.length} of ${pathCount} paths of the coverage reports match no file that git has: ${shown}${more}`;
  return `${which}; set pathMap where they are called otherwise here, and exclude what is generated or not yours`;
}

/** What the reports contradict each other about, or what none of them knows. */
function unsure({ files }: Measurement, asked: Asked): string | undefined {
  for (const [path, file] of files) {
    for (const metric of asked(path)) {
      const line = file.disputed[metric];
      if (line !== undefined) return `coverage reports contradict each other about the ${metric} at ${path}:${line}`;
      if (!isKnown(file, metric)) return `the coverage reports do not say which ${metric} of ${path} ran`;
    }
  }
  return undefined;
}

function isKnown({ places, tallies }: FileMeasure, metric: Metric): boolean {
  return metric === 'lines' || places[metric] !== undefined || tallies[metric] !== undefined;
}

/** All of nothing would pass. */
function nothingLeft(measurement: Measurement): string | undefined {
  if (shareOfAll(measurement, 'lines').total > 0) return undefined;
  return 'no line of the coverage reports is left to judge once excluded and unmatched files, and those of submodules, are left out';
}
