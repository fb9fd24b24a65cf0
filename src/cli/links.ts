import type { World } from '../run/world.ts';
import { type LinksOptions, links } from './commands/links.ts';
import { settle } from './settle.ts';
import { surveying } from './surveying.ts';
import { openTerminal } from './terminal/open.ts';

// What `links` loads: all that it needs in one file, for those who run it over and over while they write.

/** Carries out `links`, as `main.ts` does, sooner. `words`: what stands behind it. Undefined: they are more than plain, and nothing was done. */
export function runLinks(words: readonly string[], given: World): Promise<void> | undefined {
  const options = readPlainWords(words);
  if (options === undefined) return undefined;
  const world = surveying(given);
  const terminal = openTerminal(process, world.env);
  return settle(world, terminal, () => links(options, world, terminal));
}

/** Paths, and flags without values. All else, help and mistakes among it, is left to the library that reads command lines. */
export function readPlainWords(words: readonly string[]): LinksOptions | undefined {
  const [external, fix] = [words.includes('--external'), words.includes('--fix')];
  const paths = words.filter((word) => word !== '--external' && word !== '--fix');
  return paths.some((path) => path.startsWith('-')) ? undefined : { paths, external, fix, reports: [] };
}
