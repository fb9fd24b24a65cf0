const RULES = `rules:
  - id: no-eval
    languages: [python]
    severity: ERROR
    message: eval runs whatever it is given
    pattern: eval(...)
  - id: no-print
    languages: [python]
    severity: WARNING
    message: print is for scripts
    pattern: print(...)
`;
const BAD = { '.semgrep.yml': RULES, 'bad.py': 'def f(x):\n    print(x)\n    return eval(x)\n' };

export const install = { pypi: ['semgrep==1.185.0'] };

export const cases = [
  { name: 'clean', files: { '.semgrep.yml': RULES, 'a.py': 'x = 1\n' }, expect: { status: 'passed' } },
  {
    name: 'findings',
    files: BAD,
    expect: {
      status: 'failed',
      findings: [
        { file: 'bad.py', line: 2, column: 5, rule: 'no-print', rank: 'medium' },
        { file: 'bad.py', line: 3, column: 12, rule: 'no-eval', rank: 'high' },
      ],
    },
  },
  {
    name: 'with a severity, nothing else',
    files: BAD,
    task: { options: { severity: 'ERROR' } },
    expect: { status: 'failed', findings: [{ rule: 'no-eval' }] },
  },
  {
    name: 'no rules',
    files: { 'a.py': 'x = 1\n' },
    expect: { status: 'broken', message: /unable to find a config; path `\.semgrep\.yml` does not exist/ },
  },
  {
    name: 'rules that are none',
    files: { '.semgrep.yml': 'rules:\n  - id: x\n', 'a.py': 'x = 1\n' },
    expect: { status: 'broken', message: /semgrep met an error/ },
  },
  {
    name: 'no network for rules of the registry',
    files: { 'a.py': 'x = 1\n' },
    task: { options: { config: 'p/python' } },
    env: { HTTPS_PROXY: 'http://127.0.0.1:9' },
    expect: { status: 'broken', message: /semgrep\.dev/ },
  },
];
