import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EslintSettings } from '../../core/eslint-settings.ts';

/** What we know of an object of a project's flat config, see "Configuration Files" in ESLint's documentation. */
interface ConfigObject {
  readonly files?: unknown;
  readonly ignores?: unknown;
  readonly basePath?: unknown;
  readonly extends?: unknown;
  readonly rules?: Readonly<Record<string, unknown>>;
  readonly plugins?: Readonly<Record<string, Plugin | undefined>>;
  readonly languageOptions?: { readonly parserOptions?: Readonly<Record<string, unknown>> };
}

interface Plugin {
  readonly meta?: { readonly name?: unknown };
  readonly rules?: Readonly<Record<string, { readonly meta?: { readonly docs?: unknown } } | undefined>>;
}

/** The project's own ESLint, from version 9 on. */
interface Eslint {
  readonly ESLint: {
    new (options: {
      readonly cwd: string;
      readonly overrideConfigFile?: string;
    }): { findConfigFile(file?: string): Promise<string | undefined> };
    readonly version: string;
  };
}

/** Options of a parser that let it look at more than the file that it is given. */
const PROGRAM_OPTIONS = ['project', 'projectService', 'programs', 'program', 'EXPERIMENTAL_useProjectService'];

/**
 * Reads what is switched on in the flat configs of a project, for whatever files: its configs are loaded as its ESLint loads
 * them. `configs`: names of config files relative to `cwd`; those that this version would not look at are passed over.
 * `named`: the one that is used in their place. Rejects where one cannot be read.
 */
export async function readEslintSettings(
  cwd: string,
  configs: readonly string[],
  named?: string,
): Promise<EslintSettings> {
  const project = createRequire(join(cwd, 'package.json'));
  const { ESLint }: Eslint = project('eslint');
  const eslint = new ESLint({ cwd, ...(named === undefined ? {} : { overrideConfigFile: named }) });
  const governing = await eslint.findConfigFile(join(cwd, 'any.js'));
  if (governing === undefined) throw new Error('there is no flat config');
  // Up to version 9 the config is looked for from the working directory, later from each file.
  const isNested = Number.parseInt(ESLint.version, 10) >= 10 && named === undefined;
  const files = new Set([governing, ...(isNested ? configs.map((config) => join(cwd, config)) : [])]);
  const all: EslintSettings[] = [];
  for (const file of files) all.push(switchedOn(await loadConfig(file, project)));
  return { rules: all.flatMap(({ rules }) => rules), hasProgram: all.some(({ hasProgram }) => hasProgram) };
}

async function loadConfig(file: string, project: NodeJS.Require): Promise<readonly ConfigObject[]> {
  const canStrip = 'typescript' in process.features && Boolean(process.features.typescript);
  const isTyped = /\.[cm]?ts$/.test(file) && !canStrip;
  const module = isTyped ? await loadTyped(file, project) : await import(pathToFileURL(file).href);
  const value: unknown = await Promise.resolve(module.default);
  return [value].flat(Number.POSITIVE_INFINITY) as readonly ConfigObject[];
}

/** By the library with which ESLint does it. */
async function loadTyped(file: string, project: NodeJS.Require): Promise<{ readonly default?: unknown }> {
  const { createJiti } = await import(pathToFileURL(project.resolve('jiti')).href);
  return createJiti(pathToFileURL(file).href, { interopDefault: false }).import(file);
}

/**
 * What is on in any part of a config. Only what is off for all files counts as off: which files there will be, nobody knows.
 */
function switchedOn(objects: readonly ConfigObject[]): EslintSettings {
  const rules = new Set<string>();
  let hasProgram = false;
  for (const one of objects) {
    if (one.extends !== undefined) throw new Error('the config extends others by name');
    const isForAll = one.files === undefined && one.ignores === undefined && one.basePath === undefined;
    for (const [id, value] of Object.entries(one.rules ?? {})) {
      if (!isOff(value)) rules.add(id);
      else if (isForAll) rules.delete(id);
    }
    const options = PROGRAM_OPTIONS.map((name) => one.languageOptions?.parserOptions?.[name]);
    hasProgram ||= options.some((option) => Boolean(option));
  }
  const plugins = new Map(objects.flatMap((one) => Object.entries(one.plugins ?? {})));
  return { hasProgram, rules: [...rules].flatMap((id) => ruleOf(id, plugins)) };
}

function isOff(value: unknown): boolean {
  const [severity] = [value].flat();
  return severity === 0 || severity === 'off' || severity === '0';
}

/** Rules of ESLint itself, which have no prefix, look at one file and are left out. */
function ruleOf(id: string, plugins: ReadonlyMap<string, Plugin | undefined>): EslintSettings['rules'] {
  const end = id.lastIndexOf('/');
  if (end === -1) return [];
  const [prefix, name] = [id.slice(0, end), id.slice(end + 1)];
  const plugin = plugins.get(prefix);
  const docs = plugin?.rules?.[name]?.meta?.docs;
  const isTyped = typeof docs === 'object' && docs !== null && 'requiresTypeChecking' in docs;
  const named = plugin?.meta?.name;
  return [
    {
      plugin: typeof named === 'string' ? named : packageOf(prefix),
      name,
      isTyped: isTyped && Boolean(docs.requiresTypeChecking),
    },
  ];
}

/** The package that a prefix stands for by convention. */
function packageOf(prefix: string): string {
  const [scope = '', name] = prefix.split('/');
  if (!prefix.startsWith('@')) return `eslint-plugin-${prefix}`;
  return name === undefined ? `${scope}/eslint-plugin` : `${scope}/eslint-plugin-${name}`;
}
