import { describe, expect, it } from 'vitest';
import {
  candidates,
  isConfigText,
  namedPackages,
  namedPaths,
  relevantText,
  setupFiles,
} from '../../src/core/config-references.ts';

describe('the paths that a config names', () => {
  it.each<[string, string, readonly string[]]>([
    ['eslint.config.js', "import { rules } from './tools/rules.js';", ['./tools/rules.js']],
    ['eslint.config.js', 'export * from "../base.js"', ['../base.js']],
    ['eslint.config.cjs', 'const a = require(`./a`), b = require.resolve("..");', ['./a', '..']],
    ['eslint.config.js', "await import('./late.js')", ['./late.js']],
    ['eslint.config.js', "includeIgnoreFile(fileURLToPath(new URL('.gitignore', import.meta.url)))", ['./.gitignore']],
    ['eslint.config.cjs', "path.join(__dirname, 'tools/rules.js')", ['./tools/rules.js']],
    ['eslint.config.js', "resolve(import.meta.dirname, 'tools')", ['./tools']],
    ['.prettierrc', '{ "plugins": ["./plugin.mjs"] }', ['./plugin.mjs']],
    ['.prettierrc.yml', 'overrides:\n  - ./one.yml\nextends: ../base.yml\n', ['./one.yml', '../base.yml']],
    ['eslint.config.js', "import js from '@eslint/js'; // ./no.js", []],
    ['biome.json', '{ "extends": ["shared.jsonc"], "plugins": ["p.grit"] }', ['./shared.jsonc', './p.grit']],
    ['.oxlintrc.json', '{ "extends": ["base.json", "@acme/oxlint.json"], "x": "**/*.json" }', ['./base.json']],
  ])('are found in %s: %s', (path, text, named) => {
    expect(namedPaths(path, text)).toEqual(named);
  });

  it('may be any of those that an import can mean, nearest first', () => {
    const places = candidates('tools/a.js', './rules');

    expect(places[0]).toBe('tools/rules');
    expect(places).toEqual(expect.arrayContaining(['tools/rules.js', 'tools/rules.mts', 'tools/rules/index.ts']));
    expect(candidates('a.ts', './b.js')).toContain('b.ts');
    expect(candidates('tools/a.js', '../../outside.js')).toEqual([]);
  });
});

describe('what a config of tests sets up', () => {
  const tree = new Set(['src/index.ts', 'test/setup.ts', 'test/more/index.ts', 'tools/env.js', 'a.js']);
  const isThere = (path: string) => tree.has(path);

  it.each<[string, string, readonly string[]]>([
    ['vitest.config.ts', "setupFiles: ['test/setup.ts']", ['test/setup.ts']],
    ['vitest.config.ts', 'setupFiles: "./test/setup"', ['test/setup.ts']],
    ['package.json', '{"setupFiles":["<rootDir>/test/setup.js"]}', ['test/setup.ts']],
    ['vitest.config.ts', "import './test/more'; await import('./src');", ['test/more/index.ts', 'src/index.ts']],
    ['vitest.config.ts', "alias: { '@': './src' }, include: ['src/**/*.ts'], 'vitest/config'", []],
    ['tools/vitest.config.ts', "environment: 'env.js'", ['tools/env.js']],
  ])('is what %s names: %s', (path, text, files) => {
    expect(setupFiles(path, text, isThere, isThere)).toEqual(files);
  });
});

describe('the packages that a config names', () => {
  it.each<[string, string, readonly string[]]>([
    ['eslint.config.js', "import a from 'plugin'; import b from '@acme/plugin/flat';", ['plugin', '@acme/plugin']],
    ['.prettierrc', '{ "plugins": ["prettier-plugin-acme"] }', ['plugins', 'prettier-plugin-acme']],
    ['.prettierrc.yaml', 'plugins:\n  - "@acme/one"\n  - two\n', ['@acme/one', 'two']],
    ['eslint.config.js', "import a from './plugin';", []],
  ])('are found in %s: %s', (path, text, named) => {
    expect(namedPackages(path, text)).toEqual(named);
  });
});

describe('what counts of a file', () => {
  it('is what stands in package.json for the tool', () => {
    const text = '{ "name": "x", "main": "./src/x.js", "prettier": "@acme/style", "jest": { "preset": "./preset" } }';

    expect(relevantText('package.json', text, 'prettier')).toBe('"@acme/style"');
    expect(relevantText('packages/a/package.json', text, 'jest')).toBe('{"preset":"./preset"}');
    expect(relevantText('package.json', 'no JSON', 'prettier')).toBe('');
  });

  it('is what a tsconfig extends, and none of the sources that it names', () => {
    const text = '{ "extends": ["./base.json"], "files": ["./src/main.ts"] }';
    expect(namedPaths('tsconfig.build.json', relevantText('tsconfig.build.json', text, 'tsc'))).toEqual([
      './base.json',
    ]);
  });

  it.each<[string, string | undefined, boolean]>([
    ['eslint.config.mts', 'eslint', true],
    ['.prettierrc', 'prettier', true],
    ['biome.jsonc', 'biome', true],
    ['package.json', 'prettier', true],
    ['package.json', 'eslint', false],
    ['package-lock.json', 'eslint', false],
    ['pnpm-lock.yaml', 'eslint', false],
    ['.gitignore', 'ruff', false],
    ['yarn.lock', 'eslint', false],
  ])('is looked for in %s for %s: %s', (path, uses, expected) => {
    expect(isConfigText(path, uses)).toBe(expected);
  });
});
