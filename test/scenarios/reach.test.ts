import { readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// What ESLint's verdict of a file depends on besides the file, with the real ESLint.

const CONFIG = {
  tiers: { fast: { on: ['pre-commit'], tasks: { lint: { uses: 'eslint', options: { args: ['--quiet'] } } } } },
};
const PLAIN = `import plugin from 'eslint-plugin-own';
import { rules } from './tools/rules.js';
export default [{ files: ['src/**'], plugins: { react: plugin }, rules }];
`;
const TYPED = `import tseslint from 'typescript-eslint';
export default tseslint.config({
  files: ['**/*.ts'],
  plugins: { '@typescript-eslint': tseslint.plugin },
  languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
  rules: { '@typescript-eslint/no-floating-promises': 'error', 'prefer-const': 'error' },
});
`;

/** A rule that refuses a name. */
const plugin = (name: string) => `export default { rules: { 'no-name': { create: (context) => ({
  Identifier: (node) => node.name === '${name}' && context.report({ node, message: 'no ${name}' }),
}) } } };
`;

describe('a commit that ESLint has accepted before', () => {
  let project: Project;
  beforeEach(() => {
    const files = {
      'package.json': '{ "type": "module" }',
      'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "types": [] } }',
      'eslint.config.js': PLAIN,
      'tools/rules.js': "export const rules = { 'no-var': 'error', 'react/no-name': 'error' };\n",
      'plugin/package.json': '{ "name": "eslint-plugin-own", "type": "module", "exports": "./index.js" }',
      'plugin/index.js': plugin('never'),
      'src/a.js': 'export const a = 1;\n',
    };
    project = makeProject(files, CONFIG);
    symlinkSync(path.join(project.root, 'plugin'), path.join(project.root, 'node_modules/eslint-plugin-own'));
  });
  afterEach(() => project.remove());

  /** What a run over the file would do. */
  const wouldDo = (file = 'src/a.js') => {
    const { output } = project.lattice(['run', 'fast', '--files', file, '--dry-run']);
    return /would (recall|run)/.exec(output)?.[1];
  };
  const check = (file = 'src/a.js') => project.lattice(['run', 'fast', '--files', file]);

  it('is looked at again with another plugin of the workspace, or another file that the config imports', () => {
    expect(check().output).toContain('passed');
    expect(wouldDo()).toBe('recall');
    expect(project.lattice(['list']).output).toMatch(/lint\s+eslint\s+file/);
    project.write('README.md', 'nobody reads it\n');
    expect(wouldDo()).toBe('recall');

    project.write('plugin/index.js', plugin('a'));
    expect(check()).toMatchObject({ code: 1, output: expect.stringContaining('no a') });
    project.git('checkout', '-q', '.');
    expect(wouldDo()).toBe('recall');
    project.write('tools/rules.js', "export const rules = { 'sort-vars': 'error' };\n");
    expect(wouldDo()).toBe('run');
  });

  it('is known to the shell script of the hook', () => {
    project.write('src/b.js', 'export const b = 1;\n');
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(readdirSync(path.join(project.root, '.git/lattice-hooks/known/pre-commit'))).not.toEqual([]);
  });

  it('is refused for a file that it does not touch and that it breaks, and fixes none of those', () => {
    project.write('eslint.config.js', TYPED);
    project.write('src/load.ts', 'export function load(): number {\n  return 1;\n}\n');
    project.write('src/use.ts', "import { load } from './load.js';\n\nload();\n");
    project.git('add', '--all');
    project.git('commit', '-q', '--no-verify', '-m', 'types');

    project.write('src/load.ts', 'export async function load(): Promise<void> {\n  let one = 1;\n  await one;\n}\n');
    const refused = project.tryCommit('break');
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('src/use.ts:3') });

    project.write('src/use.ts', "import { load } from './load.js';\n\nawait load();\n");
    expect(project.tryCommit('mend')).toMatchObject({ code: 0 });
    expect(project.git('show', 'HEAD:src/load.ts')).toContain('const one = 1;');
    expect(project.lattice(['list']).output).toMatch(/lint\s+eslint\s+project/);
  });
});
