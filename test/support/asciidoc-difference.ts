import { readAsciidoc } from '../../src/asciidoc/document.ts';
import { renderWithAsciidoctor } from './asciidoctor.ts';
import { decoded, readRendered } from './rendered.ts';

/** Where we read texts otherwise than Asciidoctor: for each of them one line for each link and id that only one of both has. */
export function compareAsciidoc(sources: readonly string[]): readonly Compared[] {
  const pages = renderWithAsciidoctor(sources);
  return sources.map((source, index) => compare(source, pages[index] ?? ''));
}

/** What came of comparing a text. */
export interface Compared {
  /** Links of both. */
  readonly links: number;
  /** Ids of both. */
  readonly names: number;
  readonly differences: readonly string[];
}

function compare(source: string, page: string): Compared {
  // Entries of a list of contents, which the page is given.
  const html = page.replace(/<li><a href="#[^"]*">/g, '');
  const text = readAsciidoc(source);
  const rendered = readRendered(html);
  // In code what is included stays text.
  const included = [...html.matchAll(/link:([^\s[\]]+)\[role=include/g)].map(([, target = '']) => decoded(target));
  const theirs = new Set([...rendered.links, ...included].filter(isLookedFor));
  const ours = new Set(text.links.map(({ destination }) => decoded(destination).replace(/#$/, '')).filter(isLookedFor));
  const names = [...rendered.names].filter((name) => !/^(?:preamble|toc|toctitle|footnotes|_footnote.*)$/.test(name));
  const titles = new Set(rendered.headings.map((heading) => heading.trim()));
  // A title names its section, whose id the page leads to.
  const isTitle = (link: string) =>
    link.startsWith('#') && text.names.has(link.slice(1)) && !names.includes(link.slice(1));
  const missed = [...theirs].filter((link) => !ours.has(link) && !(link.startsWith('#') && [...ours].some(isTitle)));
  const invented = [...ours].filter((link) => !theirs.has(link) && !isTitle(link));
  const unknown = names.filter((name) => !text.names.has(name));
  const made = new Set([...names, ...titles]);
  return {
    links: theirs.size - missed.length,
    names: names.length - unknown.length,
    differences: [
      ...missed.map((one) => `link missed: ${one}`),
      ...invented.map((one) => `link invented: ${one}`),
      ...unknown.map((one) => `id missed: ${one}`),
      ...[...text.names]
        .filter((name) => !made.has(name) && !isForm(name, text.headings))
        .map((one) => `id invented: ${one}`),
    ],
  };
}

/** Mail addresses are nothing to look up, and values of attributes that nobody set are not known. */
function isLookedFor(link: string): boolean {
  return !/^(?:mailto|tel|irc|ftp|callto):/.test(link) && !link.includes('{') && !/^(?:#|#_footnote.*|)$/.test(link);
}

/** Titles stand for their sections, ids are made in two forms of them, see `autoIds`, and Antora finds pages by others. */
function isForm(name: string, headings: readonly string[]): boolean {
  return headings.includes(name) || name.startsWith('page-alias:') || !/[^\p{L}\p{N}_.-]/u.test(name);
}
