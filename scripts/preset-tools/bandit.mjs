const BAD = {
  'bad.py':
    'import hashlib\nimport subprocess\n\npassword = "hunter2hunter2"\n\n\ndef run(command):\n    assert command\n    return subprocess.run(command, shell=True)\n',
};

export const install = { pypi: ['bandit==1.9.4'] };

export const cases = [
  { name: 'clean', files: { 'clean.py': 'x = 1\n' }, expect: { status: 'passed' } },
  {
    name: 'what is of high severity refuses',
    files: BAD,
    expect: {
      status: 'failed',
      findings: [{ file: 'bad.py', line: 9, column: 12, rule: 'B602', rank: 'high' }],
      hidden: ['hunter2'],
    },
  },
  {
    name: 'with `severity` what is below too, and no password is shown',
    files: BAD,
    task: { options: { severity: 'low' } },
    expect: {
      status: 'failed',
      findings: [{ rule: 'B404' }, { rule: 'B105', rank: 'low' }, { rule: 'B101' }, { rule: 'B602', rank: 'high' }],
      hidden: ['hunter2'],
    },
  },
  {
    name: 'a file that it cannot parse is not clean',
    files: { 'syntax.py': 'def f(:\n' },
    expect: { status: 'broken', message: /syntax error while parsing AST from file/ },
  },
  {
    name: 'a config that it cannot read',
    files: { 'clean.py': 'x = 1\n', 'bandit.yaml': 'x: [' },
    task: { options: { args: ['-c', 'bandit.yaml'] } },
    expect: { status: 'broken', message: /^bandit could not check \(exit code 2\): .*while parsing a flow node/ },
  },
  {
    name: 'a gate judges in its place',
    files: BAD,
    gates: { findings: { input: '{scratch}/bandit.json', failOn: 'critical' } },
    expect: { status: 'passed', findings: [{ rule: 'B602', severity: 'warning' }], gate: 'passed' },
  },
];
