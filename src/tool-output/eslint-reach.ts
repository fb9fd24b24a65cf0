import type { EslintSettings, PluginRule } from '../core/eslint-settings.ts';

/**
 * Plugins of which the rules look at the one file that they are given, those apart that are named. What a plugin reads
 * besides belongs to ESLint's inputs, or its rule is named here. Of a plugin that is missing, nothing is known.
 */
const SINGLE_FILE: Readonly<Record<string, readonly string[]>> = {
  '@eslint-community/eslint-plugin-eslint-comments': [],
  '@eslint/css': [],
  '@eslint/json': [],
  '@eslint/markdown': [],
  '@stylistic/eslint-plugin': [],
  '@stylistic/eslint-plugin-js': [],
  '@stylistic/eslint-plugin-jsx': [],
  '@stylistic/eslint-plugin-ts': [],
  '@typescript-eslint/eslint-plugin': [],
  '@vitest/eslint-plugin': [],
  'eslint-plugin-cypress': [],
  'eslint-plugin-eslint-comments': [],
  'eslint-plugin-jest': ['valid-mock-module-path'],
  'eslint-plugin-jest-dom': [],
  'eslint-plugin-jsdoc': ['imports-as-dependencies'],
  'eslint-plugin-jsx-a11y': [],
  'eslint-plugin-mocha': [],
  'eslint-plugin-no-only-tests': [],
  'eslint-plugin-perfectionist': ['sort-imports'],
  'eslint-plugin-playwright': [],
  'eslint-plugin-prettier': [],
  'eslint-plugin-promise': [],
  'eslint-plugin-react': [],
  'eslint-plugin-react-hooks': [],
  'eslint-plugin-react-refresh': [],
  'eslint-plugin-regexp': [],
  'eslint-plugin-security': [],
  'eslint-plugin-simple-import-sort': [],
  'eslint-plugin-testing-library': [],
  // It looks at the date.
  'eslint-plugin-unicorn': ['expiring-todo-comments', 'no-unnecessary-polyfills'],
  'eslint-plugin-unused-imports': [],
};

/** Of plugins that resolve imports, the rules that only read them. */
const SYNTAX_OF_IMPORTS: ReadonlySet<string> = new Set([
  'consistent-type-specifier-style',
  'dynamic-import-chunkname',
  'exports-last',
  'first',
  'group-exports',
  'max-dependencies',
  'newline-after-import',
  'no-amd',
  'no-anonymous-default-export',
  'no-commonjs',
  'no-default-export',
  'no-dynamic-require',
  'no-empty-named-blocks',
  'no-mutable-exports',
  'no-named-export',
  'no-namespace',
  'no-webpack-loader-syntax',
  'prefer-default-export',
  'unambiguous',
]);
const IMPORT_PLUGINS: ReadonlySet<string> = new Set(['eslint-plugin-import', 'eslint-plugin-import-x']);

/** Whether each file is judged by itself with these settings. */
export function judgesByFile({ rules, hasProgram }: EslintSettings): boolean {
  return !hasProgram && rules.every(isSingleFile);
}

function isSingleFile({ plugin, name, isTyped }: PluginRule): boolean {
  if (isTyped) return false;
  if (IMPORT_PLUGINS.has(plugin)) return SYNTAX_OF_IMPORTS.has(name);
  return Object.hasOwn(SINGLE_FILE, plugin) && SINGLE_FILE[plugin]?.includes(name) === false;
}
