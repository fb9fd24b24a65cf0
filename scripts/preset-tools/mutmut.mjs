const PROJECT = {
  'pyproject.toml': '[tool.mutmut]\nsource_paths = ["src"]\n[tool.pytest.ini_options]\npythonpath = ["src"]\n',
  'src/shop/__init__.py': '',
  'src/shop/price.py':
    'def total(prices, discount=0):\n    result = sum(prices)\n    if discount > 10:\n        result = result - discount\n    return result\n',
  '.gitignore': 'node_modules\n__pycache__\n.pytest_cache\nmutants\n',
};
const tests = (asserts) => ({
  'tests/test_price.py': `from shop.price import total\n\n\ndef test_total():\n    ${asserts}\n`,
});
const WEAK = tests('assert total([1, 2]) == 3');
const STRONG = tests('assert total([1, 2], 10) == 3\n    assert total([10, 20], 11) == 19\n    assert total([0]) == 0');

export const install = { pypi: ['mutmut==3.8.1', 'pytest==9.1.1'] };

export const cases = [
  { name: 'tests that notice enough', files: { ...PROJECT, ...STRONG }, expect: { status: 'passed' } },
  {
    name: 'tests that notice too few',
    files: { ...PROJECT, ...WEAK },
    expect: { status: 'failed' },
  },
  {
    name: 'a score that is low enough',
    files: { ...PROJECT, ...WEAK },
    task: { options: { score: '28.5', args: ['--max-children', '2'] } },
    expect: { status: 'passed' },
  },
  {
    name: 'results of an earlier run, with better tests, are not believed',
    files: { ...PROJECT, ...WEAK },
    earlier: STRONG,
    expect: { status: 'failed' },
  },
  {
    name: 'tests that fail as they are',
    files: { ...PROJECT, ...tests('assert total([1]) == 2') },
    expect: { status: 'broken', message: /the tests fail as they are/ },
  },
  {
    name: 'no tests',
    files: { ...PROJECT, 'tests/none.py': '' },
    expect: { status: 'broken', message: /there are no tests/ },
  },
];
