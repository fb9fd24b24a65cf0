import { extname } from 'node:path/posix';
import type { RepoPath } from '../core/files.ts';
import { relativeTo } from '../core/globs.ts';

/** What decides whether a changed file should be in the report. */
export interface Expectation {
  /** Folder of the config: files outside are none of its business. */
  readonly root: RepoPath;
  /** Tests of the policy's `include`, for paths relative to `root`; undefined where it has none. */
  readonly include: readonly ((path: string) => boolean)[] | undefined;
  /** Files of the report. */
  readonly measured: Iterable<RepoPath>;
  /** Files that some tests were chosen by: these have seldom run enough to tell by the report what is measured. */
  readonly affectedBy?: ReadonlySet<RepoPath>;
}

const TEST_NAME =
  /(\.|_|-)(test|tests|spec|specs)\.[^.]+$|^test_[^/]*\.py$|^conftest\.py$|(Test|Tests|Spec)\.(java|kt|cs|swift|scala)$/;
const TEST_FOLDER = /(^|\/)(test|tests|__tests__|__mocks__|spec|specs|e2e)\//;

/**
 * A test for changed files that the report does not hold: whether it should. Without `include`, a file is expected whose
 * extension and whose top folder both occur among the measured ones.
 */
export function expectationTest({ root, include, measured, affectedBy }: Expectation): (path: RepoPath) => boolean {
  const extensions = new Set<string>();
  const folders = new Set<string>();
  for (const path of measured) {
    const inside = relativeTo(root, path);
    if (inside === undefined) continue;
    extensions.add(extname(inside));
    folders.add(topFolder(inside));
  }
  return (path) => {
    const inside = relativeTo(root, path);
    if (inside === undefined || isNeverMeasured(inside)) return false;
    if (include !== undefined) return include.some((test) => test(inside));
    if (affectedBy?.has(path) === true) return true;
    return extensions.has(extname(inside)) && folders.has(topFolder(inside));
  };
}

/** Tests, declarations and configs of tools, by their names. */
function isNeverMeasured(path: RepoPath): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return TEST_FOLDER.test(path) || TEST_NAME.test(name) || /\.d\.[cm]?ts$|\.config\.[^.]+$/.test(name);
}

function topFolder(path: RepoPath): string {
  const slash = path.indexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}
