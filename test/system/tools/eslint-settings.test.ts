import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEslintSettings } from '../../../src/system/tools/eslint-settings.ts';

// With the real ESLint, whose rules and plugins are known by what they say of themselves.

const TYPED = `import tseslint from 'typescript-eslint';
export default tseslint.config(...tseslint.configs.recommendedTypeChecked, {
  languageOptions: { parserOptions: { projectService: true } },
});`;

describe('the settings of ESLint', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'eslint-settings-'));
    symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'));
    write('package.json', '{ "type": "module" }');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const read = (config: string, name = 'eslint.config.js') => {
    write(name, config);
    return readEslintSettings(folder, [name]);
  };

  it('are rules of plugins, and nothing of rules of its own', async () => {
    const config = `export default [{ plugins: { own: { rules: { one: {} } } }, rules: { 'no-var': 'error', 'own/one': ['warn'] } }];`;

    expect(await read(config)).toEqual({
      rules: [{ plugin: 'eslint-plugin-own', name: 'one', isTyped: false }],
      hasProgram: false,
    });
  });

  it('tell rules that need types, and whether there is a program', async () => {
    const { rules, hasProgram } = await read(TYPED);

    expect(hasProgram).toBe(true);
    expect(new Set(rules.map(({ plugin }) => plugin))).toEqual(new Set(['@typescript-eslint/eslint-plugin']));
    expect(rules).toContainEqual(expect.objectContaining({ name: 'no-floating-promises', isTyped: true }));
    expect(rules).toContainEqual(expect.objectContaining({ name: 'no-explicit-any', isTyped: false }));
  });

  it('tell that no rule needs types where none does', async () => {
    const config = `import tseslint from 'typescript-eslint';\nexport default tseslint.configs.recommended;`;
    const { rules, hasProgram } = await read(config);

    expect(hasProgram).toBe(false);
    expect(rules.filter(({ isTyped }) => isTyped)).toEqual([]);
    expect(rules.length).toBeGreaterThan(0);
  });

  it('count what is off for all files as off, and what is off for some as on', async () => {
    const off = (more: string) =>
      `export default [{ rules: { 'a/one': 2, 'a/two': 1 } }, { ${more} rules: { 'a/one': 'off', 'a/two': [0] } }];`;

    expect((await read(off(''))).rules).toEqual([]);
    rmSync(path.join(folder, 'eslint.config.js'));
    expect((await read(off("files: ['**/*.js'],"), 'eslint.config.mjs')).rules).toHaveLength(2);
  });

  it('are those of all configs, and of the named one where one is named', async () => {
    write('eslint.config.js', `export default [{ rules: { 'a/one': 2 } }];`);
    write('packages/b/eslint.config.js', `export default Promise.resolve([[{ rules: { 'b/two': 2 } }]]);`);
    write('tools/other.js', `export default { rules: { 'c/three': 2 } };`);
    const names = async (named?: string) =>
      (await readEslintSettings(folder, ['eslint.config.js', 'packages/b/eslint.config.js'], named)).rules.map(
        ({ name }) => name,
      );

    expect(await names()).toEqual(['one', 'two']);
    expect(await names('tools/other.js')).toEqual(['three']);
  });

  it.each([
    ['throws', 'throw new Error("no")'],
    ['extends others by name', 'export default [{ extends: ["acme/base"] }]'],
  ])('cannot be read of a config that %s', async (_, config) => {
    await expect(read(config)).rejects.toThrow();
  });

  it('cannot be read where there is no config', async () => {
    await expect(readEslintSettings(folder, [])).rejects.toThrow();
  });
});
