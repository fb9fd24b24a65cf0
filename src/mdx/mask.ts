import type { Span } from '../documents/lines.ts';
import type { CodeSpans } from '../markdown/code-spans.ts';
import { codeSpans } from '../markdown/code-spans.ts';
import { forwardSearch, matchAt } from '../markdown/match-at.ts';
import { expressionSearch } from './expressions.ts';
import type { JsxTag, Searches } from './jsx.ts';
import { readJsxTag } from './jsx.ts';

/** What of an MDX text is no Markdown. */
export interface Mask {
  /** To be made blank, so that Markdown is left; in order. */
  readonly holes: readonly Span[];
  readonly tags: readonly JsxTag[];
  /** `{/* … *\/}`, braces included. */
  readonly comments: readonly Span[];
}

/** A mask while the lines are read. */
interface Masking extends Mask {
  readonly source: string;
  readonly holes: Span[];
  readonly tags: JsxTag[];
  readonly comments: Span[];
  readonly searches: Searches;
  /** Where a construct of several lines ends. */
  done: number;
}

const FENCE = /^\s*(`{3,}|~{3,})/;
const SPECIAL = /[\\`{<]/g;

/** Finds imports and exports, expressions, and JSX tags (MDX 2 and 3). Fences are left alone. */
export function maskMdx(source: string, lines: readonly Span[]): Mask {
  const searches = { find: forwardSearch(source), expressionEnd: expressionSearch(source) };
  const masking: Masking = { source, holes: [], tags: [], comments: [], searches, done: 0 };
  const kindOf = lineKinds();
  for (const { start, end } of lines) {
    const kind = start < masking.done ? 'text' : kindOf(source.slice(start, end));
    if (kind === 'module') masking.holes.push({ start, end });
    else if (kind === 'text') scanLine(masking, { start, end });
  }
  return masking;
}

/** Tells lines apart, asked in their order: those of a paragraph of imports and exports, those of fences, and all others. */
function lineKinds(): (line: string) => 'module' | 'fence' | 'text' {
  let fence: string | undefined;
  let isModule = false;
  let isAfterBlank = true;
  return (line) => {
    const marker = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (marker?.startsWith(fence) && line.trim() === marker) fence = undefined;
      return 'fence';
    }
    const isBlank = line.trim() === '';
    isModule = !isBlank && (isModule || (isAfterBlank && /^(?:import|export)\s/.test(line)));
    isAfterBlank = isBlank;
    fence = isModule ? undefined : marker;
    if (isModule) return 'module';
    return fence === undefined ? 'text' : 'fence';
  };
}

function scanLine(masking: Masking, line: Span): void {
  const { source } = masking;
  const code = codeSpans(source.slice(line.start, line.end));
  let at = Math.max(line.start, masking.done);
  while (at < line.end) {
    SPECIAL.lastIndex = at;
    const found = SPECIAL.exec(source)?.index ?? line.end;
    if (found >= line.end) return;
    at = take(masking, found, line, code);
    masking.done = Math.max(masking.done, at);
  }
}

/** Takes what starts at an offset, and returns the offset behind it. */
function take(masking: Masking, offset: number, line: Span, code: CodeSpans): number {
  const { source, searches } = masking;
  const character = source[offset];
  if (character === '\\') return offset + 2;
  if (character === '{') return takeExpression(masking, offset) ?? offset + 1;
  if (character === '<') {
    const tag = readJsxTag(source, offset, searches);
    return tag === undefined ? offset + 1 : takeTag(masking, offset, line, tag);
  }
  const length = matchAt(/`+/y, source, offset)?.[0].length ?? 1;
  const close = code.closing(length, offset + length - line.start);
  return close === undefined ? offset + length : line.start + close + length;
}

function takeExpression({ source, searches, holes, comments }: Masking, offset: number): number | undefined {
  const end = searches.expressionEnd(offset);
  if (end === undefined) return undefined;
  if (source.startsWith('/*', offset + 1)) comments.push({ start: offset, end });
  holes.push({ start: offset, end });
  return end;
}

/** A tag that nothing but tags stands before on its line is a block, and gone; of others the attributes are. */
function takeTag({ source, holes, tags }: Masking, offset: number, line: Span, tag: JsxTag): number {
  const isBlock = holes.at(-1)?.end === offset || source.slice(line.start, offset).trim() === '';
  const attributesEnd = tag.end - (source[tag.end - 2] === '/' ? 2 : 1);
  tags.push(tag);
  holes.push(isBlock ? { start: offset, end: tag.end } : { start: tag.nameEnd, end: attributesEnd });
  return tag.end;
}
