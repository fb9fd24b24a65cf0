import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { codeLanguage } from '../core/code-languages.ts';
import { type CodeBlock, placeIn } from './find-blocks.ts';
import { byCommand, CHECKERS, type Checker } from './languages.ts';
import type { Problem } from './problem.ts';

/** What is checked, and how. */
export interface BlockSettings {
  /** Languages that are read by us. */
  readonly languages: readonly string[];
  /** Commands by language, for these in our place; `{block}` stands for the file of a block. */
  readonly commands: Readonly<Record<string, readonly string[]>>;
  /** Words behind a fence that take its block out. */
  readonly skip: readonly string[];
}

/** What is wrong in a document. */
export interface BlockFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly language: string;
}

/** Checks blocks language by language. `folder`: private. Rejects with `Unchecked` where one could not be. */
export async function checkBlocks(
  blocks: readonly CodeBlock[],
  settings: BlockSettings,
  folder: string,
): Promise<readonly BlockFinding[]> {
  const found: BlockFinding[] = [];
  for (const [index, [language, checker]] of [...checkersOf(settings)].entries()) {
    const own = blocks.filter((block) => isAbout(block, language, settings));
    if (own.length === 0) continue;
    const place = join(folder, String(index));
    mkdirSync(place, { recursive: true });
    found.push(...(await checker(place)(own)).map((problem) => toFinding(problem, language)));
  }
  return found.sort((one, other) => (one.file < other.file ? -1 : one.file > other.file ? 1 : one.line - other.line));
}

/** A command of the config goes before what we can do. */
function checkersOf({ languages, commands }: BlockSettings): ReadonlyMap<string, Checker> {
  const own = languages.map(codeLanguage).flatMap((name) => {
    const checker = Object.hasOwn(CHECKERS, name) ? CHECKERS[name] : undefined;
    return checker === undefined ? [] : [[name, checker] as const];
  });
  const given = Object.entries(commands).map(
    ([name, command]) => [codeLanguage(name), byCommand(command, name.replace(/\W/g, '_'))] as const,
  );
  return new Map([...own, ...given]);
}

/** What is typed at a prompt and what is printed there is a session, whatever it is called. */
function isAbout({ language, words, text }: CodeBlock, name: string, { skip }: BlockSettings): boolean {
  if (codeLanguage(language) !== name || words.some((word) => skip.includes(word))) return false;
  return !/^\s*(?:>>>|\$) /.test(text);
}

function toFinding({ block, line, column, message }: Problem, language: string): BlockFinding {
  const place = line === undefined ? block.fence : placeIn(block, line, column);
  return { file: block.document, ...place, message, language };
}
