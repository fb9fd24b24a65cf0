import { readRst } from '../../src/rst/document.ts';
import { idOf, normalizeLabel } from '../../src/rst/names.ts';
import type { Compared } from './asciidoc-difference.ts';
import { readWithSphinx, type SphinxPage } from './sphinx.ts';

/** Where we read texts otherwise than Sphinx: for each of them one line for each link and name that only one of both has. */
export function compareRst(sources: readonly string[], script: string): readonly Compared[] {
  const pages = readWithSphinx(sources, script);
  return sources.map((source, index) => compare(source, pages[index] ?? { links: [], names: [] }));
}

/** Mail addresses, and what roles make of the numbers of standards. */
const ROLES = /^(?:mailto:|https:\/\/peps\.python\.org\/pep-|https:\/\/datatracker\.ietf\.org\/doc\/html\/rfc)/;

/** Lists of pages are not compared: Sphinx leaves out those that it does not have. */
function compare(source: string, page: SphinxPage): Compared {
  const text = readRst(source);
  const theirs = new Set(
    page.links.flatMap(([kind, target]) => {
      if (kind === 'doc') return [`page ${target}`];
      if (kind === 'ref' || kind === 'numref') return [`label ${normalizeLabel(target)}`];
      return kind === 'toctree' || ROLES.test(target) ? [] : [`link ${fromTop(target)}`];
    }),
  );
  const ours = new Set(text.links.map(({ names, destination }) => `${names ?? 'link'} ${fromTop(destination)}`));
  const missed = [...theirs].filter((one) => !ours.has(one));
  const invented = [...ours].filter((one) => !theirs.has(one) && !one.startsWith('page '));
  const unknown = page.names.filter((name) => !text.names.has(normalizeLabel(name)));
  const known = new Set(page.names.flatMap((name) => [normalizeLabel(name), idOf(name)]));
  return {
    links: theirs.size - missed.length,
    names: page.names.length - unknown.length,
    differences: [
      ...missed.map((one) => `missed: ${one}`),
      ...invented.map((one) => `invented: ${one}`),
      ...unknown.map((one) => `name missed: ${one}`),
      ...[...text.names].filter((name) => !known.has(name)).map((one) => `name invented: ${one}`),
    ],
  };
}

/** Sphinx takes the `/` off files. */
function fromTop(target: string): string {
  return target.replace(/^\/(?=_static|images|img)/, '');
}
