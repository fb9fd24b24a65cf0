import { describe, expect, it } from 'vitest';
import { signingPlace } from '../../../src/core/shared/ci-origin.ts';

const MAIN = { include: ['^(?:main|release/[^/]*)$'], exclude: [] };
const GITHUB = {
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_PROTECTED: 'true',
  GITHUB_SHA: 'c0ffee',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/web',
  GITHUB_RUN_ID: '42',
};
const GITLAB = {
  GITLAB_CI: 'true',
  CI_PIPELINE_SOURCE: 'push',
  CI_COMMIT_BRANCH: 'main',
  CI_COMMIT_SHA: 'c0ffee',
  CI_COMMIT_REF_PROTECTED: 'true',
  CI_JOB_URL: 'https://gitlab.com/acme/web/-/jobs/1',
};

const allowed = (env: Record<string, string>, branches?: typeof MAIN) => signingPlace(env, branches).type === 'allowed';

describe('results are signed', () => {
  it('at a push to a protected branch, and told where', () => {
    expect(signingPlace(GITHUB, undefined)).toEqual({
      type: 'allowed',
      origin: { commit: 'c0ffee', branch: 'main', page: 'https://github.com/acme/web/actions/runs/42' },
    });
    expect(signingPlace(GITLAB, undefined)).toEqual({
      type: 'allowed',
      origin: { commit: 'c0ffee', branch: 'main', page: 'https://gitlab.com/acme/web/-/jobs/1' },
    });
  });

  it('by schedule and by hand', () => {
    for (const event of ['schedule', 'workflow_dispatch'])
      expect(allowed({ ...GITHUB, GITHUB_EVENT_NAME: event })).toBe(true);
  });

  it('on no laptop, whatever it has', () => {
    expect(allowed({})).toBe(false);
    expect(allowed({ CI: 'true' }, MAIN)).toBe(false);
    expect(allowed({ GITHUB_REF: 'refs/heads/main', GITHUB_REF_PROTECTED: 'true', GITHUB_EVENT_NAME: 'push' })).toBe(
      false,
    );
  });

  it('for nothing that somebody only proposes', () => {
    const events = ['pull_request', 'pull_request_target', 'workflow_run', 'issue_comment', 'merge_group', ''];
    for (const event of events) {
      expect(allowed({ ...GITHUB, GITHUB_EVENT_NAME: event }), event).toBe(false);
      expect(allowed({ ...GITHUB, GITHUB_EVENT_NAME: event }, MAIN), event).toBe(false);
    }
    for (const source of ['merge_request_event', 'external_pull_request_event', 'trigger', ''])
      expect(allowed({ ...GITLAB, CI_PIPELINE_SOURCE: source }, MAIN), source).toBe(false);
  });

  it('for no tag, and for no branch that is not protected', () => {
    expect(allowed({ ...GITHUB, GITHUB_REF: 'refs/tags/main' }, MAIN)).toBe(false);
    expect(allowed({ ...GITHUB, GITHUB_REF_PROTECTED: 'false' })).toBe(false);
    expect(allowed({ ...GITHUB, GITHUB_REF_PROTECTED: '' })).toBe(false);
    expect(allowed({ ...GITLAB, CI_COMMIT_REF_PROTECTED: 'false' })).toBe(false);
    expect(allowed({ ...GITLAB, CI_COMMIT_BRANCH: '' }, MAIN)).toBe(false);
  });

  it('where the project names branches, for these alone', () => {
    expect(allowed(GITHUB, MAIN)).toBe(true);
    expect(allowed({ ...GITHUB, GITHUB_REF_PROTECTED: 'false' }, MAIN)).toBe(true);
    expect(allowed({ ...GITHUB, GITHUB_REF: 'refs/heads/topic' }, MAIN)).toBe(false);
    expect(allowed({ ...GITHUB, GITHUB_REF: 'refs/heads/release/1' }, MAIN)).toBe(true);
  });

  const SIMPLE: readonly (readonly [string, Record<string, string>, Record<string, string>])[] = [
    [
      'Buildkite',
      { BUILDKITE: 'true', BUILDKITE_BRANCH: 'main', BUILDKITE_PULL_REQUEST: 'false' },
      { BUILDKITE_PULL_REQUEST: '7' },
    ],
    ['CircleCI', { CIRCLECI: 'true', CIRCLE_BRANCH: 'main' }, { CIRCLE_PULL_REQUEST: 'https://x/7' }],
    ['Bitbucket', { BITBUCKET_BUILD_NUMBER: '1', BITBUCKET_BRANCH: 'main' }, { BITBUCKET_PR_ID: '7' }],
    [
      'Azure',
      { TF_BUILD: 'True', BUILD_SOURCEBRANCH: 'refs/heads/main', BUILD_REASON: 'IndividualCI' },
      { BUILD_REASON: 'PullRequest' },
    ],
    ['Jenkins', { JENKINS_URL: 'https://ci/', BRANCH_NAME: 'main' }, { CHANGE_ID: '7' }],
  ];
  it.each(SIMPLE)('by %s for branches that the project names, as it says nothing of protection', (_, env, proposal) => {
    expect(allowed(env)).toBe(false);
    expect(allowed(env, MAIN)).toBe(true);
    expect(allowed({ ...env, ...proposal }, MAIN)).toBe(false);
  });

  it('or it is said why not', () => {
    const why = (env: Record<string, string>, branches?: typeof MAIN) => {
      const signing = signingPlace(env, branches);
      return signing.type === 'refused' ? signing.why : '';
    };
    expect(why({})).toBe('this is no CI that says which branch it runs');
    expect(why({ ...GITHUB, GITHUB_EVENT_NAME: 'pull_request' })).toBe('it runs for no branch of its own');
    expect(why({ ...GITHUB, GITHUB_REF_PROTECTED: 'false' })).toContain('`main` is protected');
    expect(why({ ...GITHUB, GITHUB_REF: 'refs/heads/x' }, MAIN)).toBe('`x` is none of `shared.branches`');
  });
});
