import { askedMetrics, type Measured } from './evidence.ts';
import { type Measurement, shareOfAll } from './merge.ts';
import type { CoveragePolicy } from './policy.ts';
import { unmatchedText } from './summary.ts';

const PATHS_SHOWN = 5;

/** Why the merged reports cannot be judged; undefined when they can. */
export function measurementProblem(
  measurement: Measurement,
  policy: CoveragePolicy,
  { affectedBy }: Pick<Measured, 'affectedBy'>,
): string | undefined {
  const problem = tooManyUnmatched(measurement) ?? contradiction(measurement, policy);
  return problem ?? (affectedBy.size > 0 ? undefined : nothingLeft(measurement));
}

/** The numbers of a report are those of other files when more than a tenth of its paths lead nowhere. */
function tooManyUnmatched({ unmatched, pathCount }: Measurement): string | undefined {
  if (unmatched.length * 10 <= pathCount) return undefined;
  const shown = unmatched.slice(0, PATHS_SHOWN).map(unmatchedText).join(', ');
  const more = unmatched.length > PATHS_SHOWN ? ` and ${unmatched.length - PATHS_SHOWN} more` : '';
  return `${unmatched.length} of ${pathCount} paths of the coverage reports match no file: ${shown}${more}; set pathMap`;
}

function contradiction({ files }: Measurement, policy: CoveragePolicy): string | undefined {
  const asked = askedMetrics(policy);
  for (const [path, { disputed }] of files) {
    for (const [metric, line] of disputed) {
      if (asked.has(metric)) return `coverage reports contradict each other about the ${metric} at ${path}:${line}`;
    }
  }
  return undefined;
}

/** All of nothing would pass. */
function nothingLeft(measurement: Measurement): string | undefined {
  if (shareOfAll(measurement, 'lines').total > 0) return undefined;
  return 'no line of the coverage reports is left to judge once excluded and unmatched files are left out';
}
