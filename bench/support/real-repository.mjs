import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { giveModules } from './install.mjs';
import { exitCode, run } from './processes.mjs';
import { commitFirst } from './repository.mjs';

/**
 * The commands that peers start, and the bench by hand; lattice-hooks has presets for the first two. Markdown links are checked by remark for all of them, our own
 * check being none that they could run.
 * @type {readonly import('../peers/all.mjs').Task[]}
 */
export const TOOLS = [
  { name: 'eslint', words: ['node_modules/.bin/eslint', '--max-warnings', '0'], extensions: ['ts'] },
  { name: 'prettier', words: ['node_modules/.bin/prettier', '--check'], extensions: ['ts', 'md'] },
  {
    name: 'links',
    words: [
      'node_modules/.bin/remark',
      '--frail',
      '--quiet',
      '--no-stdout',
      '--use',
      'remark-validate-links=repository:false',
    ],
    extensions: ['md'],
  },
];

const ESLINT = `import tseslint from 'typescript-eslint';
export default tseslint.config(tseslint.configs.recommended, {
  rules: { '@typescript-eslint/no-unused-vars': 'off', '@typescript-eslint/no-explicit-any': 'off', 'no-debugger': 'error' },
});
`;

/** The committed sources of this repository, as the tools want them, so that nothing but a round's change is in question. @param {import('./install.mjs').Tools} tools @param {string} target */
export function makeRealRepository(tools, target) {
  const { env } = tools;
  const archive = `${target}.tar`;
  mkdirSync(target);
  const root = path.resolve(import.meta.dirname, '../..');
  run(
    root,
    env,
    'git',
    'archive',
    '-o',
    archive,
    'HEAD',
    'src',
    'test',
    'docs',
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'LICENSE',
  );
  run(target, env, 'tar', '-xf', archive);
  rmSync(archive);
  for (const folder of run(target, env, 'find', 'test', '-type', 'd', '-name', 'fixtures').split('\n').filter(Boolean))
    rmSync(path.join(target, folder), { recursive: true, force: true });
  writeFileSync(path.join(target, 'eslint.config.mjs'), ESLINT);
  writeFileSync(path.join(target, '.prettierrc.json'), '{ "singleQuote": true, "printWidth": 120 }\n');
  commitFirst(target, env);
  giveModules(tools, target);
  const files = listStageable(target, env, 200);
  run(target, env, 'node_modules/.bin/prettier', '--log-level=warn', '--write', ...files);
  for (const { name, words, extensions } of TOOLS) {
    const own = files.filter((file) => extensions.some((extension) => file.endsWith(`.${extension}`)));
    if (exitCode(target, env, 'sh', '-c', `${words.join(' ')} ${own.join(' ')}`) !== 0)
      run(
        target,
        env,
        'sh',
        '-c',
        `${words.join(' ')} ${own.join(' ')} | tail -30; echo ${name} finds faults in the sources; exit 1`,
      );
  }
  run(target, env, 'git', 'commit', '-qam', 'format');
  run(target, env, 'cp', '-a', target, byHandIn(target));
  rmSync(path.join(target, 'node_modules'), { recursive: true, force: true });
}

/** That many files of the repository, one in twenty a document. @param {string} repository @param {NodeJS.ProcessEnv} env @param {number} count */
export function listStageable(repository, env, count) {
  const list = (/** @type {string} */ pattern) => run(repository, env, 'git', 'ls-files', '--', pattern).split('\n');
  const documents = list('*.md').slice(0, Math.floor(count / 20));
  return [...list('src/*.ts').slice(0, count - documents.length), ...documents];
}

/** Where the tools are started without any hook. @param {string} template */
export function byHandIn(template) {
  return `${template}-by-hand`;
}
