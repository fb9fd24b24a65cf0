import type { Detection, Pace, RepositoryFacts } from '../core/contracts/detection.ts';
import { isObject } from '../core/json-shape.ts';
import { hasIniSection, hasTomlTable } from '../core/python.ts';
import { findJson } from './json.ts';

/** The first of these files that the repository has. Names are of the top folder: a tool is started there. */
export function firstFile(repository: RepositoryFacts, names: readonly string[]): string | undefined {
  return names.find((name) => repository.files.has(name));
}

/** The names that JavaScript tools give their config: `eslint.config.js`, `.mjs`, `.ts`, … */
export function scriptNames(stem: string, extensions = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts']): readonly string[] {
  return extensions.map((extension) => `${stem}.${extension}`);
}

/** Whether package.json has the key at its top, which is where some tools are configured. */
export function packageKey(repository: RepositoryFacts, key: string): boolean {
  const document = findJson(repository.read('package.json') ?? '');
  return isObject(document) && key in document;
}

/** The file whose table or section configures a Python tool, as in "pyproject.toml [tool.ruff]". */
export function pythonSection(
  repository: RepositoryFacts,
  table: string,
  sections: Readonly<Record<string, string>> = {},
): string | undefined {
  if (hasTomlTable(repository.read('pyproject.toml') ?? '', table)) return `pyproject.toml [${table}]`;
  const found = Object.entries(sections).find(([file, section]) => hasIniSection(repository.read(file) ?? '', section));
  return found === undefined ? undefined : `${found[0]} [${found[1]}]`;
}

/** Whether the repository says how Ruff is to format: then no other formatter that merely happens to be installed is meant. */
export function ruffFormats(repository: RepositoryFacts): boolean {
  const texts = ['ruff.toml', '.ruff.toml'].map((name) => repository.read(name) ?? '');
  return (
    pythonSection(repository, 'tool.ruff.format') !== undefined || texts.some((text) => hasTomlTable(text, 'format'))
  );
}

/** A Node tool that works with a config or without one: either is reason enough, and a missing package is told. */
export function detectNodeTool(
  repository: RepositoryFacts,
  name: string,
  config: string | undefined,
  pace: Pace,
): Detection | undefined {
  if (repository.nodePackages.has(name)) return { found: true, pace, because: config ?? `package.json: ${name}` };
  if (config === undefined) return undefined;
  return { found: true, pace, because: config, note: `${name} is not in package.json: npm i -D ${name}` };
}

const NODE_SOURCES = '**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}';
const PYTHON_SOURCES = '**/*.{py,pyi,ipynb}';
const PROSE = '**/*.{md,mdx,rst}';

/**
 * Globs of what tests of one language hardly read, to stand in the config where everybody sees them: sources of the
 * other language, and prose unless it lies among the tests. Without them every typo in a README runs the tests.
 */
export function untested(repository: RepositoryFacts, language: 'node' | 'python'): readonly string[] {
  const files = [...repository.files];
  const has = (pattern: RegExp) => files.some((file) => pattern.test(file));
  const foreign = language === 'node' ? has(/\.(?:py|pyi|ipynb)$/) : has(/\.[mc]?[jt]sx?$/);
  const prose = has(/\.(?:mdx?|rst)$/) && !has(/(?:^|\/)(?:tests?|__tests__|__fixtures__|fixtures)\/.*\.(?:mdx?|rst)$/);
  return [...(foreign ? [language === 'node' ? PYTHON_SOURCES : NODE_SOURCES] : []), ...(prose ? [PROSE] : [])];
}

/** Keys of a test task: what it leaves out, and no coverage where that cannot be measured. */
export function testTask(
  exclude: readonly string[],
  measures: boolean,
): Pick<Detection & { readonly found: true }, 'task'> {
  const task = { ...(exclude.length === 0 ? {} : { exclude }), ...(measures ? {} : { options: { coverage: false } }) };
  return Object.keys(task).length === 0 ? {} : { task };
}
