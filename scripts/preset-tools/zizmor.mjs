const CLEAN = `name: ok
on: push
permissions: {}
concurrency:
  group: ok
  cancel-in-progress: true
jobs:
  a:
    name: a
    runs-on: ubuntu-latest
    steps:
      - run: echo hi
`;
const INJECTION = `${CLEAN.replace('on: push', 'on: pull_request_target')}      - run: echo "\${{ github.event.pull_request.title }}"\n`;
const WORKFLOW = '.github/workflows/a.yml';

export const install = { pypi: ['zizmor==1.32.0'] };

export const cases = [
  { name: 'clean', files: { [WORKFLOW]: CLEAN }, expect: { status: 'passed' } },
  {
    name: 'text of others in a script, although it ends with 0',
    files: { [WORKFLOW]: INJECTION },
    task: { options: { severity: 'high' } },
    expect: {
      status: 'failed',
      findings: [
        { file: WORKFLOW, line: 13, rule: 'zizmor/template-injection', rank: 'high' },
        { file: WORKFLOW, rule: 'zizmor/dangerous-triggers', rank: 'high' },
      ],
    },
  },
  {
    name: 'a file that it cannot read is not clean',
    files: { [WORKFLOW]: CLEAN, '.github/workflows/b.yml': 'on: [\n' },
    expect: { status: 'broken', message: /b\.yml/ },
  },
  {
    name: 'a config that it cannot read',
    files: { [WORKFLOW]: CLEAN, 'zizmor.yml': 'rules: [\n' },
    expect: { status: 'broken', message: /configuration/ },
  },
  {
    name: 'settings of Dependabot',
    files: {
      '.github/dependabot.yml':
        'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule: { interval: weekly }\n    insecure-external-code-execution: allow\n',
    },
    expect: { status: 'failed' },
  },
];
