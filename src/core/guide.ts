/**
 * Sections of the documentation that messages lead to, below `docs`. Kinds, diagnoses and rules have places besides, which
 * their names tell.
 * @internal Exported for its test.
 */
export const GUIDE_PLACES = [
  'cache.md',
  'ci.md#drift',
  'ci.md#the-key-ci',
  'ci-lint.md',
  'ci-lint.md#take-a-finding-back',
  'coming-from.md',
  'config.md',
  'config.md#a-task',
  'config.md#a-tier',
  'config.md#the-coverage-gate',
  'config.md#the-findings-gate',
  'config.md#the-key-ci',
  'config.md#the-key-shared',
  'config.md#the-key-skips',
  'config.md#top-level',
  'coverage.md#what-is-judged',
  'coverage.md#when-it-cannot-be-judged',
  'doctor.md',
  'findings.md#how-a-finding-is-ranked',
  'findings.md#which-reports-are-read',
  'isolation.md#accepted-or-refused',
  'isolation.md#when-a-hook-is-interrupted',
  'isolation.md#when-work-cannot-be-put-aside-or-back',
  'library.md',
  'library.md#a-report-of-your-own',
  'library.md#a-store-of-your-own',
  'library.md#a-task-kind-of-your-own',
  'packages.md#one-config-on-another',
  'push.md#the-tree-that-is-tested',
  'push.md#what-no-hook-has-accepted',
  'reports.md',
  'shared-results.md',
  'shared-results.md#when-something-is-wrong',
  'skips.md',
  'skips.md#checks-that-cannot-be-skipped',
  'tasks.md#how-a-check-ends',
] as const;

/** A page below `docs`, and a section of it. A test sees that each exists. */
export type GuidePlace =
  | (typeof GUIDE_PLACES)[number]
  | `kinds/${string}.md`
  | `doctor.md#${string}`
  | `ci-lint.md#${string}`;

/** What `repository` may say, as the workflow that publishes writes it: an HTTPS address of an owner and a name, and nothing else. */
const REPOSITORY = /^git\+(https:\/\/[\w-]+(?:\.[\w-]+)*\/[\w-][\w.-]*\/[\w-][\w.-]*)\.git$/;
const VERSION = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;

/**
 * Where the documentation of a released package begins, from its `package.json`: an address that ends in a slash, at the
 * tag of the version. Undefined where that does not say where the package comes from: then places are files of the repository.
 */
export function guideRoot(manifest: unknown): string | undefined {
  if (typeof manifest !== 'object' || manifest === null) return undefined;
  const { repository, version } = manifest as { readonly repository?: unknown; readonly version?: unknown };
  const url =
    typeof repository === 'object' && repository !== null && 'url' in repository ? repository.url : repository;
  const [, address] = (typeof url === 'string' && REPOSITORY.exec(url)) || [];
  if (address === undefined || typeof version !== 'string' || !VERSION.test(version)) return undefined;
  return `${address}/blob/v${version}/`;
}

/** What leads to a place: an address, or a path in the repository of the package. `root`: see `guideRoot`. */
export function guideLink(place: GuidePlace, root = ''): string {
  return `${root}docs/${place}`;
}
