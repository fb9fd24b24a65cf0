const config = (thresholds) => ({
  'stryker.config.json': JSON.stringify({
    testRunner: 'vitest',
    mutate: ['src/**/*.js'],
    plugins: ['@stryker-mutator/vitest-runner'],
    thresholds: { high: 90, low: 70, ...thresholds },
  }),
});
const SOURCES = {
  '.gitignore': 'node_modules\nreports\n.stryker-tmp\n',
  'package.json': '{ "type": "module" }\n',
  'src/price.js':
    'export function total(prices, discount = 0) {\n  let result = prices.reduce((sum, price) => sum + price, 0);\n  if (discount > 10) result -= discount;\n  return result;\n}\n',
};
const tests = (asserts) => ({
  'test/price.test.js': `import { expect, it } from 'vitest';\nimport { total } from '../src/price.js';\nit('adds', () => { ${asserts} });\n`,
});
const WEAK = tests('expect(total([1, 2])).toBe(3);');
const STRONG = tests('expect([total([1, 2], 10), total([10, 20], 11)]).toEqual([3, 19]);');

export const install = {
  npm: ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1', 'vitest@4.1.9'],
};

export const cases = [
  { name: 'tests that notice enough', files: { ...SOURCES, ...config({}), ...STRONG }, expect: { status: 'passed' } },
  {
    name: 'tests that notice too few',
    files: { ...SOURCES, ...config({}), ...WEAK },
    expect: { status: 'failed' },
  },
  {
    name: 'what its own config asks for counts where the task asks for less',
    files: { ...SOURCES, ...config({ break: 60 }), ...WEAK },
    task: { options: { score: 10 } },
    expect: { status: 'failed' },
  },
  {
    name: 'a runner that is not there',
    files: { ...SOURCES, ...STRONG, 'stryker.config.json': '{ "testRunner": "nope" }' },
    expect: { status: 'broken', message: /Cannot find TestRunner plugin/ },
  },
];
