// Put together, so that no scanner of this repository finds it.
const KEY = ['AKIA', 'QYLPMN5HHHFPZAM2'].join('');
const LEAK = { 'key.py': `key = "${KEY}"\n` };
const RULE = 'aws-access-token';

export const install = { go: ['github.com/zricethezav/gitleaks/v8@v8.30.1'] };

export const cases = [
  {
    name: 'clean',
    files: { 'a.txt': 'a\n' },
    staged: { 'b.txt': 'b\n' },
    select: ['--staged'],
    expect: { status: 'passed' },
  },
  {
    name: 'what is staged',
    files: { 'a.txt': 'a\n' },
    staged: LEAK,
    select: ['--staged'],
    expect: {
      status: 'failed',
      findings: [{ file: 'key.py', line: 1, rule: RULE, rank: 'critical' }],
      hidden: [KEY],
    },
  },
  {
    name: 'a commit in between, of which nothing is left',
    files: { 'a.txt': 'a\n' },
    commits: [LEAK, { 'key.py': 'key = None\n' }],
    select: ['--from', 'HEAD~2'],
    expect: { status: 'failed', findings: [{ file: 'key.py', rule: RULE }], hidden: [KEY] },
  },
  {
    name: 'not what was there before',
    files: LEAK,
    commits: [{ 'key.py': 'key = None\n' }],
    select: ['--from', 'HEAD~1'],
    expect: { status: 'passed' },
  },
  {
    name: 'a config that it cannot read',
    files: { '.gitleaks.toml': 'x = [\n' },
    staged: { 'b.txt': 'b\n' },
    select: ['--staged'],
    expect: { status: 'broken', message: /unable to load gitleaks config/ },
  },
  {
    name: 'a gate judges in its place',
    files: { 'a.txt': 'a\n' },
    staged: LEAK,
    select: ['--staged'],
    gates: { findings: { input: '{scratch}/gitleaks.json', failOn: 'critical' } },
    expect: { status: 'passed', gate: 'failed', hidden: [KEY] },
  },
];
