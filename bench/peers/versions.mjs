// The one place that says which versions are compared. lint-staged 16 is the last that runs on Node 20.

/** From npm: the peers, and the tools that they start. */
export const NPM = {
  '@j178/prek': '0.5.3',
  eslint: '10.15.0',
  husky: '9.1.7',
  lefthook: '2.2.2',
  'lint-staged': '16.4.0',
  prettier: '3.10.1',
  'remark-cli': '12.0.1',
  'remark-validate-links': '13.1.0',
  'simple-git-hooks': '2.14.0',
  typescript: '5.9.3',
  'typescript-eslint': '8.73.0',
};

/** From PyPI. */
export const PYPI = { 'pre-commit': '4.6.2' };
