import { pathTest } from '../globs.ts';
import type { SharedSettings } from './settings.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Where results were made, for people. Never what they are believed for. */
export interface CiOrigin {
  readonly commit: string;
  /** Name of the branch. */
  readonly branch: string;
  /** Page of the run; absent where CI does not say it. */
  readonly page?: string;
}

/** Whether results may be signed here. */
export type Signing =
  | { readonly type: 'allowed'; readonly origin: CiOrigin }
  /** Why not: a sentence without its period. */
  | { readonly type: 'refused'; readonly why: string };

/** What a CI says of a run by its variables. */
interface CiRun {
  readonly branch: string;
  readonly commit: string;
  /** Whether it runs what somebody only proposes: a pull request, or what one has started. */
  readonly isProposal: boolean;
  /** Whether it says that the branch is protected. Some never do. */
  readonly isProtected: boolean;
  readonly page: string | undefined;
}

/**
 * Events of GitHub that run what is on a branch itself. All others are left out: `pull_request_target`, `workflow_run` and
 * `issue_comment` have the rights of the default branch and run for what somebody else has sent.
 */
const OWN_EVENTS: ReadonlySet<string> = new Set(['push', 'schedule', 'workflow_dispatch']);
/** The same of GitLab's `CI_PIPELINE_SOURCE`. */
const OWN_SOURCES: ReadonlySet<string> = new Set(['push', 'schedule', 'web']);

/**
 * Whether results that pass here may be signed: in CI, for a branch itself, and one that is protected. `branches` are those
 * that the project takes for protected where it names any, else CI has to say so.
 */
export function signingPlace(env: Variables, branches: SharedSettings['branches']): Signing {
  const run = CI_RUNS.map((read) => read(env)).find((found) => found !== undefined);
  if (run === undefined) return refused('this is no CI that says which branch it runs');
  if (run.isProposal || run.branch === '') return refused('it runs for no branch of its own');
  if (branches === undefined && !run.isProtected) {
    return refused(
      `CI does not say that \`${run.branch}\` is protected: such branches may be named in \`shared.branches\``,
    );
  }
  if (branches !== undefined && !pathTest(branches)(run.branch)) {
    return refused(`\`${run.branch}\` is none of \`shared.branches\``);
  }
  const { commit, branch, page } = run;
  return { type: 'allowed', origin: { commit, branch, ...(page === undefined ? {} : { page }) } };
}

function refused(why: string): Signing {
  return { type: 'refused', why };
}

const CI_RUNS: readonly ((env: Variables) => CiRun | undefined)[] = [
  gitHub,
  gitLab,
  (env) =>
    simpleRun(env, 'BUILDKITE', 'BUILDKITE_BRANCH', 'BUILDKITE_COMMIT', env['BUILDKITE_PULL_REQUEST'] !== 'false'),
  (env) => simpleRun(env, 'CIRCLECI', 'CIRCLE_BRANCH', 'CIRCLE_SHA1', isSet(env['CIRCLE_PULL_REQUEST'])),
  (env) =>
    simpleRun(env, 'BITBUCKET_BUILD_NUMBER', 'BITBUCKET_BRANCH', 'BITBUCKET_COMMIT', isSet(env['BITBUCKET_PR_ID'])),
  (env) =>
    simpleRun(env, 'TF_BUILD', 'BUILD_SOURCEBRANCH', 'BUILD_SOURCEVERSION', env['BUILD_REASON'] === 'PullRequest'),
  (env) => simpleRun(env, 'JENKINS_URL', 'BRANCH_NAME', 'GIT_COMMIT', isSet(env['CHANGE_ID'])),
];

function gitHub(env: Variables): CiRun | undefined {
  if (env['GITHUB_ACTIONS'] !== 'true') return undefined;
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  return {
    branch: branchOf(env['GITHUB_REF']),
    commit: env['GITHUB_SHA'] ?? '',
    isProposal: !OWN_EVENTS.has(env['GITHUB_EVENT_NAME'] ?? ''),
    isProtected: env['GITHUB_REF_PROTECTED'] === 'true',
    page: server && repository && id && `${server}/${repository}/actions/runs/${id}`,
  };
}

function gitLab(env: Variables): CiRun | undefined {
  if (env['GITLAB_CI'] !== 'true') return undefined;
  return {
    // Empty for tags and merge requests.
    branch: env['CI_COMMIT_BRANCH'] ?? '',
    commit: env['CI_COMMIT_SHA'] ?? '',
    isProposal: !OWN_SOURCES.has(env['CI_PIPELINE_SOURCE'] ?? ''),
    isProtected: env['CI_COMMIT_REF_PROTECTED'] === 'true',
    page: env['CI_JOB_URL'],
  };
}

/** A CI that says nothing of protection. */
function simpleRun(
  env: Variables,
  sign: string,
  branch: string,
  commit: string,
  isProposal: boolean,
): CiRun | undefined {
  if (!isSet(env[sign])) return undefined;
  return { branch: branchOf(env[branch]), commit: env[commit] ?? '', isProposal, isProtected: false, page: undefined };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

/** The name of a branch, of a ref that may be written in full; empty where it is none. */
function branchOf(ref = ''): string {
  if (ref.startsWith('refs/heads/')) return ref.slice('refs/heads/'.length);
  return ref.startsWith('refs/') ? '' : ref;
}
