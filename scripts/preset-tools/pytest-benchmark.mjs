const FILES = {
  'test_speed.py':
    'import time\n\n\ndef test_nap(benchmark):\n    benchmark.pedantic(time.sleep, args=(0.002,), rounds=3)\n',
  '.gitignore': 'node_modules\n__pycache__\n.pytest_cache\n.benchmarks\n',
};
const limit = (pattern, mean) => ({ options: { limits: { [pattern]: { mean } } } });

export const install = { pypi: ['pytest==9.1.1', 'pytest-benchmark==5.3.1'] };

export const cases = [
  { name: 'within its limits', files: FILES, task: limit('test_*', 2000), expect: { status: 'passed' } },
  { name: 'beyond them', files: FILES, task: limit('test_nap', 1), expect: { status: 'failed' } },
  {
    name: 'a limit for nothing',
    files: FILES,
    task: limit('nope', 1),
    expect: { status: 'broken', message: /of nope/ },
  },
  {
    name: 'nothing measured, after which it ends with 0',
    files: { ...FILES, 'test_speed.py': 'def test_x():\n    pass\n' },
    expect: { status: 'broken', message: /no benchmark was measured/ },
  },
  {
    name: 'nothing to compare with',
    files: FILES,
    task: { options: { compare: 'mean:10%' } },
    expect: { status: 'broken', message: /requires valid --benchmark-compare/ },
  },
  {
    name: 'slower than what was saved',
    files: { ...FILES, 'test_speed.py': FILES['test_speed.py'].replace('0.002', '0.2') },
    earlier: FILES,
    task: { options: { compare: 'mean:50%', args: ['--benchmark-autosave'] } },
    expect: { status: 'failed' },
  },
];
