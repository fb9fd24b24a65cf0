import { splitLines } from '../../src/documents/lines.ts';
import { readMarkdown } from '../../src/markdown/document.ts';
import { frontMatterLength } from '../../src/markdown/front-matter.ts';
import { slugOf } from '../../src/markdown/slugs.ts';
import { decoded, type Rendered } from './rendered.ts';

/** Where we read a text otherwise than a renderer: one line for each link, heading and name that only one of both has. */
export function differences(source: string, rendered: Rendered): readonly string[] {
  const { links, headings, names } = readMarkdown(source);
  // Links of wikis are text elsewhere.
  const ours = new Set(links.filter(({ names }) => names === undefined).map(({ destination }) => decoded(destination)));
  const ownNames = [...names].filter((name) => !/^fn(?:ref)?-/.test(name));
  return [
    // Nobody checks mail addresses, so those in the text are not looked for.
    ...only(
      'link',
      'missed',
      [...rendered.links].filter((one) => !one.startsWith('mailto:')),
      ours,
    ),
    ...only('link', 'invented', ours, rendered.links),
    ...only('heading', 'missed', counted(rendered.headings), counted(headings)),
    ...only('heading', 'invented', counted(headings), counted(rendered.headings)),
    ...only('name', 'missed', rendered.names, new Set(ownNames)),
    // Of HTML's headings two forms are taken, see `collectAnchors`.
    ...only('name', 'invented', ownNames, new Set([...rendered.names, ...rendered.headings.map(slugOf)])),
  ];
}

/** The text with blank lines in place of front matter, which renderers do not know. */
export function withoutFrontMatter(source: string): string {
  const lines = splitLines(source);
  const length = frontMatterLength(source, lines);
  return '\n'.repeat(length) + source.slice(lines[length]?.start ?? (length === 0 ? 0 : source.length));
}

function only(what: string, how: string, some: Iterable<string>, others: ReadonlySet<string>): readonly string[] {
  return [...some].filter((one) => !others.has(one)).map((one) => `${what} ${how}: ${one}`);
}

/** The slug of each text, with how often it has come so far. Blanks at the ends of HTML's headings differ from page to page. */
function counted(texts: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  return new Set(
    texts.map((written) => {
      const text = slugOf(written.trim());
      counts.set(text, (counts.get(text) ?? 0) + 1);
      return `${text} (${counts.get(text)})`;
    }),
  );
}
