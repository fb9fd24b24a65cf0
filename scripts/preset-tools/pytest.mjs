const FILES = {
  'test_a.py': 'def test_a():\n    assert True\n',
  '.gitignore': 'node_modules\n__pycache__\n.pytest_cache\n.hypothesis\n',
};
const PROPERTY =
  'from hypothesis import given, settings, strategies\n\nsettings.register_profile("loud", print_blob=True)\n\n\n@given(strategies.integers())\ndef test_small(n):\n    assert n < 1000\n';
const with_ = (options) => ({ options: { coverage: false, ...options } });

export const install = {
  pypi: [
    'pytest==9.1.1',
    'hypothesis==6.170.17',
    'pytest-xdist==3.8.0',
    'pytest-timeout==2.4.0',
    'pytest-benchmark==5.3.1',
  ],
};

export const cases = [
  {
    name: 'every plugin it has options for',
    files: FILES,
    task: with_({ seed: 1, xdist: true, timeout: 60 }),
    expect: { status: 'passed' },
  },
  {
    name: 'an example that falsifies, and what makes it again',
    files: { ...FILES, 'conftest.py': PROPERTY.split('\n\n\n')[0], 'test_a.py': PROPERTY },
    task: with_({ profile: 'loud', seed: 1 }),
    expect: { status: 'failed', findings: [{ file: 'test_a.py', line: 8 }, { rule: 'hypothesis' }] },
  },
  {
    name: 'a plugin that is not there',
    files: FILES,
    task: { options: {} },
    expect: { status: 'broken', message: /pip install pytest-cov/ },
  },
];
