import type { UnknownFile } from '../core/contracts/hosting.ts';
import type { Tools } from '../core/contracts/tools.ts';
import type { RepoPath } from '../core/files.ts';
import type { Change } from './change.ts';
import type { Reference } from './references.ts';
import type { Suggestions } from './suggestions.ts';

/** More are a folder that nobody has built, and one hint is enough for that. */
const ASKED = 200;

/** What links miss although it is on disk, as git does not have it: there the author sees nothing wrong. */
export async function unknownAmong(
  references: readonly Reference[],
  change: Change,
  suggestions: Suggestions,
  tools: Tools,
): Promise<ReadonlyMap<RepoPath, UnknownFile>> {
  const missing = references.flatMap(({ question }) =>
    question.type === 'missing' && question.place.type === 'missing' ? [question.place.path] : [],
  );
  const asked = [...new Set(missing)].filter((path) => change.fateOf(path) === undefined).slice(0, ASKED);
  if (asked.length === 0) return new Map();
  const unknown = await tools.unknown(asked);
  // Where letter case does not count, a disk shows a file under names that it does not have.
  const isOther = (path: RepoPath) => suggestions.path(path)?.toLowerCase() !== path.toLowerCase();
  return new Map([...unknown].filter(([path]) => isOther(path)));
}
