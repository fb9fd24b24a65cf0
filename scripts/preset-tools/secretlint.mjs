// Put together, so that no scanner of this repository finds them.
const SLACK = ['xoxb', '123456789012', '1234567890123', 'abcdefghijklmnopqrstuvwx'].join('-');
const RULES = '{ "rules": [{ "id": "@secretlint/secretlint-rule-preset-recommend" }] }\n';
const LEAK = { '.secretlintrc.json': RULES, 'app/[slug]/page.txt': `token: ${SLACK}\n`, 'clean.txt': 'clean\n' };

export const install = {
  npm: ['secretlint@12.0.0', '@secretlint/secretlint-rule-preset-recommend@12.0.0'],
};

export const cases = [
  { name: 'clean', files: { '.secretlintrc.json': RULES, 'clean.txt': 'clean\n' }, expect: { status: 'passed' } },
  {
    name: 'a secret, in a file whose name is a glob, shown nowhere',
    files: LEAK,
    expect: {
      status: 'failed',
      findings: [{ file: 'app/[slug]/page.txt', line: 1, column: 8, rank: 'critical' }],
      hidden: [SLACK],
    },
  },
  {
    name: 'what is staged',
    files: { '.secretlintrc.json': RULES },
    staged: { 'new.txt': `token: ${SLACK}\n` },
    select: ['--staged'],
    expect: { status: 'failed', findings: [{ file: 'new.txt' }], hidden: [SLACK] },
  },
  {
    name: 'without a config, by the rules that `init` proposes',
    files: { 'leak.txt': `token: ${SLACK}\n` },
    task: { options: { args: ['--secretlintrcJSON', RULES.trim()] } },
    expect: { status: 'failed', findings: [{ file: 'leak.txt' }], hidden: [SLACK] },
  },
  {
    name: 'a gate judges in its place, and secrets are critical',
    files: LEAK,
    gates: { findings: { input: '{scratch}/secretlint.json' } },
    expect: { status: 'passed', gate: 'failed', hidden: [SLACK] },
  },
  {
    name: 'no config',
    files: { 'clean.txt': 'clean\n' },
    expect: { status: 'broken', message: /secretlint config is not found/ },
  },
  {
    name: 'a rule that is not installed',
    files: { '.secretlintrc.json': '{ "rules": [{ "id": "@secretlint/secretlint-rule-nope" }] }', 'clean.txt': '' },
    expect: { status: 'broken', message: /install it with: npm i -D @secretlint\/secretlint-rule-nope/ },
  },
  {
    name: 'a config that it cannot read',
    files: { '.secretlintrc.json': '{ "rules": ', 'clean.txt': '' },
    expect: { status: 'broken', message: /Cannot read config file/ },
  },
];
