import type { ReportBackground } from '../core/contracts/reports.ts';
import type { RepoPath } from '../core/files.ts';
import type { RunRecord } from '../core/record.ts';
import { filesWithSecrets } from '../core/secrets/files.ts';
import { holdsPrivateKey } from '../core/secrets/forms.ts';
import { linesOfText } from '../core/source-text.ts';

/** Lines of files that may be shown, as they are: an excerpt makes them harmless. */
export interface ShownSource {
  readonly lines: readonly string[];
  /** Whether it is what was judged, and not what stands on disk now. */
  readonly isJudged: boolean;
}

/** The source of a file; else why there is none. */
export type FindSource = (path: RepoPath) => ShownSource | 'secret' | 'unknown';

/** Finds sources, each split once. */
export function sourceFinder(records: readonly RunRecord[], background: ReportBackground | undefined): FindSource {
  const secret = filesWithSecrets(records);
  const kept = new Map<RepoPath, ReturnType<FindSource>>();
  return (path) => {
    const known = kept.get(path);
    if (known !== undefined) return known;
    const source = background?.sources.get(path);
    const found =
      source === undefined ? 'unknown' : secret.has(path) || holdsPrivateKey(source.text) ? 'secret' : shown(source);
    kept.set(path, found);
    return found;
  };
}

function shown({ text, isJudged }: { readonly text: string; readonly isJudged: boolean }): ShownSource {
  return { lines: linesOfText(text), isJudged };
}

/** Said of a source that may not be what was judged. */
export function caveatOf(source: ReturnType<FindSource>): string {
  if (source === 'secret') return 'Its lines are not shown, because there may be a secret among them.';
  if (source === 'unknown' || source.isJudged) return '';
  return 'As the file is on disk now.';
}
