/** Actions whose failure says that something is wrong with the project; a `/` at the end stands for all below. */
const ACTIONS = [
  'aquasecurity/trivy-action gitleaks/gitleaks-action github/codeql-action/analyze returntocorp/semgrep-action',
  'semgrep/semgrep-action super-linter/super-linter github/super-linter oxsecurity/megalinter lycheeverse/lychee-action',
  'google/osv-scanner-action/ snyk/actions/ pre-commit/action golangci/golangci-lint-action astral-sh/ruff-action',
  'chartboost/ruff-action psf/black wagoid/commitlint-github-action actions/dependency-review-action',
  'bridgecrewio/checkov-action hadolint/hadolint-action anchore/scan-action ludeeus/action-shellcheck',
  'davidanson/markdownlint-cli2-action crate-ci/typos codespell-project/actions-codespell pypa/gh-action-pip-audit',
  'pycqa/bandit-action cypress-io/github-action trufflesecurity/trufflehog zizmorcore/zizmor-action',
].flatMap((names) => names.split(' '));

/** Whether an action checks something, as far as it is known; `id`: its name in lower case. */
export function isCheckingAction(id: string): boolean {
  return ACTIONS.some((name) => id === name || id.startsWith(name.endsWith('/') ? name : `${name}/`));
}
