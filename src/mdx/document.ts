import type { DocumentText, Link } from '../documents/document.ts';
import type { Span } from '../documents/lines.ts';
import { positionAt, splitLines } from '../documents/lines.ts';
import { readSuppression } from '../documents/suppressions.ts';
import { readMarkdown } from '../markdown/document.ts';
import { linksOfTag, namesOfTag } from '../markdown/html.ts';
import type { JsxTag } from './jsx.ts';
import { maskMdx } from './mask.ts';

/**
 * Reads an MDX text: what is left of it without imports, exports, expressions and JSX is Markdown. Attributes of JSX are
 * links where their value is a text. Takes time linear in its length.
 */
export function readMdx(source: string): DocumentText {
  const lines = splitLines(source);
  const { holes, tags, comments } = maskMdx(source, lines);
  const markdown = readMarkdown(withHoles(source, holes));
  const links = tags
    .flatMap(attributeLinks)
    .map(({ destination, offset }) => ({ destination, ...positionAt(lines, offset) }));
  const suppressions = comments.flatMap((span) => {
    const text = source.slice(span.start + '{/*'.length, span.end - '*/}'.length);
    return readSuppression(text, span, source, lines) ?? [];
  });
  return {
    ...markdown,
    links: [...markdown.links, ...links].sort(byPlace),
    names: new Set([...markdown.names, ...tags.flatMap((tag) => namesOfTag(asHtml(tag)))]),
    suppressions: [...markdown.suppressions, ...suppressions],
  };
}

/** What of an MDX text is Markdown, where it stood. */
export function markdownOf(source: string): string {
  return withHoles(source, maskMdx(source, splitLines(source)).holes);
}

/** The text with blanks in place of some of it, so that the rest stands where it stood. */
function withHoles(source: string, holes: readonly Span[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of holes) {
    parts.push(source.slice(done, start), source.slice(start, end).replace(/[^\r\n]/g, ' '));
    done = end;
  }
  return parts.join('') + source.slice(done);
}

/** Components for links call it `to` where HTML has `href`. */
function attributeLinks(tag: JsxTag) {
  const attributes = tag.attributes.map((one) => (one.name === 'to' ? { ...one, name: 'href' } : one));
  return linksOfTag(asHtml({ ...tag, attributes }));
}

function asHtml({ name, attributes, end }: JsxTag) {
  return { type: 'open', name: name.toLowerCase(), attributes, end } as const;
}

function byPlace(left: Link, right: Link): number {
  return left.line - right.line || left.column - right.column;
}
