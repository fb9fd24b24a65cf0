import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { time } from '../support/measure.mjs';
import { pagesIn } from './corpus.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Milliseconds that it takes to go through all documents, as texts in memory: to read links, headings and anchors with their
 * places, and to do no more than search.
 * @param {string} documents @param {string} folder
 */
export async function extractions(documents, folder) {
  const outfile = path.join(folder, 'markdown.mjs');
  const stdin = { contents: SCANNER, resolveDir: root };
  await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20.19' });
  const { readMarkdown, readBlocks, splitLines } = await import(pathToFileURL(outfile).href);
  const texts = pagesIn(documents).map((page) => readFileSync(path.join(documents, page), 'utf8'));
  const through = (/** @type {(text: string) => unknown} */ read) => () =>
    time(() => {
      for (const text of texts) read(text);
    });
  return {
    differences: texts.map((text) => difference(destinationsOf(text), readMarkdown(text).links)),
    megabytes: texts.reduce((sum, { length }) => sum + length, 0) / 1e6,
    costs: {
      ours: through(readMarkdown),
      lines: through(splitLines),
      blocks: through((text) => readBlocks(text, splitLines(text))),
      destinations: through(destinationsOf),
      scan: through(scan),
      search: through(search),
    },
  };
}

const SCANNER = `
export { readMarkdown } from './src/markdown/document.ts';
export { readBlocks } from './src/markdown/blocks.ts';
export { splitLines } from './src/documents/lines.ts';
`;

/**
 * How many of what the loop lists are no links as they are written there, and how many links it has not.
 * @param {readonly { destination: string, line: number }[]} listed @param {readonly { destination: string, line: number }[]} links
 */
function difference(listed, links) {
  const keyOf = (/** @type {{ destination: string, line: number }} */ { destination, line }) =>
    `${line} ${destination}`;
  const [isListed, isLink] = [listed, links].map((some) => new Set(some.map(keyOf)));
  return {
    wrong: listed.filter((one) => !isLink?.has(keyOf(one))).length,
    missed: links.filter((one) => !isListed?.has(keyOf(one))).length,
  };
}

/** What stands between `](` and the next `)`, and in which line: a checker that knows nothing of Markdown. @param {string} text */
function destinationsOf(text) {
  const found = [];
  let line = 1;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === LINE_FEED) line += 1;
    else if (character === CLOSING && text.charCodeAt(at + 1) === OPENING) {
      const end = text.indexOf(')', at);
      found.push({ destination: text.slice(at + 2, end), line });
    }
  }
  return found;
}

/** Character by character. @param {string} text */
function scan(text) {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) === CLOSING && text.charCodeAt(at + 1) === OPENING) count += 1;
  }
  return count;
}

/** By the search that is built into Node. @param {string} text */
function search(text) {
  let count = 0;
  for (let at = text.indexOf(']('); at !== -1; at = text.indexOf('](', at + 2)) count += 1;
  return count;
}

const LINE_FEED = 10;
const CLOSING = 93;
const OPENING = 40;
