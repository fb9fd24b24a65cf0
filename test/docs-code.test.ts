import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../src/cli/arguments.ts';
import { type CodeBlock, findBlocks } from '../src/code-blocks/find-blocks.ts';
import { readJsonc } from '../src/config/jsonc.ts';
import { splitCommand } from '../src/config/words.ts';
import { WORLD } from './cli/world.ts';
import { load, writeFolder } from './config/project.ts';
import { makeTerminal } from './support/fake-terminal.ts';

// What the documents for users show to be copied, against those that read it.

const root = path.resolve(import.meta.dirname, '..');
const pages = readdirSync(path.join(root, 'docs'), { encoding: 'utf8', recursive: true });
const documents = ['README.md', ...pages.map((file) => `docs/${file.replaceAll('\\', '/')}`)];
const texts = documents
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
const blocks = texts.flatMap(({ file, text }) => findBlocks(file, text));

/** In the place of keys, which everybody makes for themselves. */
const KEY = `ed25519:${'A'.repeat(43)}=`;

type Json = Readonly<Record<string, unknown>>;

/** A config, or what stands for one: the parts around it that documents leave out are put around it. Undefined: it is none. */
function completed(part: Json): Json | undefined {
  const keys = Object.keys(part);
  const has = (...some: readonly string[]) => some.some((key) => keys.includes(key));
  if (has('version')) return undefined;
  if (has('tiers', 'extends')) return part;
  if (has('ci', 'skips', 'audit', 'link', 'shared')) {
    const { tiers = {} } = (part['ci'] ?? {}) as { readonly tiers?: Json };
    return { ...part, tiers: Object.fromEntries(Object.keys(tiers).map((tier) => [tier, { tasks: {} }])) };
  }
  if (has('to')) return { ci: { deploy: part }, tiers: { [String(part['smoke'])]: { tasks: {} } } };
  if (has('tasks')) return { tiers: { tier: part } };
  if (has('uses', 'run', 'fix')) return { tiers: { tier: { tasks: { task: part } } } };
  if (has('warn', 'required', 'when')) return { tiers: { tier: { tasks: { task: { run: 'true', ...part } } } } };
  if (has('coverage', 'findings')) return { tiers: { tier: { tasks: { task: { run: 'true' } }, gates: part } } };
  return { tiers: { tier: { tasks: part } } };
}

/** Documents show members of an object without its braces. */
function parsed(text: string): Json {
  const withKeys = text.replaceAll('ed25519:…', KEY);
  const inBraces = withKeys.trim().startsWith('{') ? withKeys : `{${withKeys}}`;
  return readJsonc('example', inBraces).value as Json;
}

/** Code spans of one line that hold what `form` finds. */
function spans(form: RegExp): readonly { readonly place: string; readonly text: string }[] {
  return texts.flatMap(({ file, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        [...line.matchAll(/`([^`]+)`/g)]
          .filter(([, span = '']) => form.test(span))
          .map(([, span = '']) => ({ place: `${file}:${index + 1}`, text: span })),
      ),
  );
}

function placeOf({ document, fence }: CodeBlock): string {
  return `${document}:${fence.line}`;
}

const configs = [
  ...blocks
    .filter(({ language }) => language === 'json' || language === 'jsonc')
    .map((block) => ({ place: placeOf(block), text: block.text })),
  ...spans(/^(?:"(?:warn|required|when|skips)": |\{ "(?:uses|run|warn|ci|skips)")/),
].flatMap(({ place, text }) => {
  const config = completed(parsed(text));
  return config === undefined ? [] : [{ place, config }];
});

/** Modules that a document shows, which say their path in a comment first, as configs of it name them. */
function modulesOf(document: string): Readonly<Record<string, string>> {
  const shown = blocks.filter((block) => block.document === document && block.language === 'js');
  const named = shown.map(({ text }) => [/^\/\/ (\S+\.js)$/m.exec(text)?.[1] ?? 'unnamed.js', text] as const);
  return Object.fromEntries(named.map(([name, text]) => [name, text.replace(IMPORT, 'const $1 = (given) => given;')]));
}

/** Files and packages that a config builds on: empty ones. */
function basesOf({ extends: names = [] }: Json): Readonly<Record<string, string>> {
  const files = [names as string | readonly string[]].flat().map((name): readonly (readonly [string, string])[] => {
    if (name.startsWith('.')) return [[path.posix.normalize(name), '{}']];
    const folder = `node_modules/${name}`;
    return [
      [`${folder}/package.json`, '{ "main": "base.json" }'],
      [`${folder}/base.json`, '{}'],
    ];
  });
  return Object.fromEntries(files.flat());
}

/** What gives back what it is given comes from a package that is not installed there. */
const IMPORT = /^import \{ (define\w+) \} from 'lattice-hooks';$/m;

/** Command lines of ours: in blocks for a shell, behind the prompt of a terminal, and in a line of text. */
const commands = [
  ...blocks.flatMap((block) =>
    block.text
      .replaceAll('\\\n', ' ')
      .split('\n')
      .map((line) => (block.language === 'sh' ? line : line.replace(/^(?!\$ ).*/, '')))
      .map((text) => ({ place: placeOf(block), text })),
  ),
  ...spans(/^(?:npx )?lattice-hooks /),
].flatMap(({ place, text }) => {
  const [, words] = /\blattice-hooks ([^|)#&;]+)/.exec(text) ?? [];
  return words === undefined || /^(?:\$ )?npm /.test(text) ? [] : [{ place, words }];
});

describe('what documents show to be copied', () => {
  it('is found', () => {
    expect(configs.length).toBeGreaterThan(30);
    expect(commands.length).toBeGreaterThan(40);
  });

  it.each(configs)('is a config that loads ($place)', async ({ place, config }) => {
    const modules = modulesOf(place.replace(/:\d+$/, ''));
    const files = {
      'package.json': '{ "type": "module" }',
      ...basesOf(config),
      ...modules,
      '.lattice-hooksrc.json': JSON.stringify(config),
    };
    await expect(load(writeFolder(files))).resolves.toBeDefined();
  });

  it('is no skip that would be refused, as it says no reason', () => {
    const skips = commands.filter(({ words }) => /^skip \S/.test(words) && !/--(?:reason|clear)\b/.test(words));
    expect(skips).toEqual([]);
  });

  it.each(commands)('is a command line that is understood ($place): $words', async ({ words }) => {
    const split = splitCommand(words.trim());
    expect(split).not.toHaveProperty('problem');
    await expect(readArguments(split as readonly string[], WORLD, makeTerminal())).resolves.toBeDefined();
  });
});
