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
    name: 'what somebody wrote into a merge by hand',
    files: { 'a.txt': '1\n' },
    history(git, write) {
      git('checkout', '-q', '-b', 'side');
      write({ 'a.txt': '2\n' });
      git('commit', '-q', '-a', '-m', 'side');
      git('checkout', '-q', 'main');
      write({ 'a.txt': '3\n' });
      git('commit', '-q', '-a', '-m', 'main');
      git('merge', 'side');
      write({ 'a.txt': LEAK['key.py'] });
      git('add', '--all');
      git('commit', '-q', '-m', 'merge');
    },
    select: ['--from', 'HEAD~2'],
    expect: { status: 'failed', findings: [{ file: 'a.txt', rule: RULE }], hidden: [KEY] },
  },
  {
    name: 'what was committed long ago, where all files are meant',
    files: LEAK,
    commits: [{ 'a.txt': 'a\n' }],
    select: ['--all'],
    expect: { status: 'failed', findings: [{ file: 'key.py', line: 1, rule: RULE }], hidden: [KEY] },
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
