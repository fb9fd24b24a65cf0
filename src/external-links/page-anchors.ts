import { namesOfTag, readHtml } from '../markdown/html.ts';
import type { Piece } from '../markdown/pieces.ts';

/** Whether names are there that links to a page mean. */
export interface AnchorScan {
  /** Takes a piece of the page; whether more is wanted. */
  take(text: string): boolean;
  /** What is not there, once all of the page was taken. Nothing where nobody can tell from what the server sends. */
  missing(): readonly string[];
}

/** Characters after which the page is looked at first; then whenever there is twice as much, so that it stays linear. */
const FIRST_LOOK = 32_768;

/** Looks for names in the HTML of a page. `host`: whose page it is. */
export function scanAnchors(fragments: Iterable<string>, host: string): AnchorScan {
  const wanted = new Set(fragments);
  let text = '';
  let next = FIRST_LOOK;
  let pieces: readonly Piece[] = [];
  const look = (): void => {
    pieces = readHtml(text);
    const names = new Set(pieces.flatMap((piece) => (piece.type === 'tag' ? namesOfTag(piece.tag) : [])));
    for (const fragment of wanted) {
      if (formsOf(fragment, host).some((form) => names.has(form))) wanted.delete(fragment);
    }
  };
  return {
    take(piece) {
      text += piece;
      if (text.length < next) return true;
      look();
      next = text.length * 2;
      return wanted.size > 0;
    },
    missing() {
      look();
      if (rendersItself(pieces) || isUnrendered(text, host)) return [];
      const scripts = scriptsOf(text);
      return [...wanted].filter((fragment) => !isNamedByScript(scripts, fragment));
    },
  };
}

/** GitHub puts this before all names of a document, and its script finds them without it and in any letter case. */
const PREFIX = 'user-content-';
const PREFIXING = /^(?:github\.com|gist\.github\.com|gitlab\.com|www\.npmjs\.com)$/;

function formsOf(fragment: string, host: string): readonly string[] {
  if (!PREFIXING.test(host)) return [fragment, PREFIX + fragment];
  const lower = fragment.toLowerCase();
  return [fragment, lower, PREFIX + fragment, PREFIX + lower].flatMap((form) => [form, withoutPrefix(form)]);
}

function withoutPrefix(name: string): string {
  return name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name;
}

/** A page that has scripts and not one heading is made in the browser: what it will hold cannot be known from here. */
function rendersItself(pieces: readonly Piece[]): boolean {
  const opened = pieces.flatMap((piece) => (piece.type === 'tag' && piece.tag.type === 'open' ? [piece.tag.name] : []));
  return opened.includes('script') && !opened.some((name) => /^h[1-6]$/.test(name));
}

/** A page that sends its documents' names in no form at all gets them later. */
function isUnrendered(text: string, host: string): boolean {
  return PREFIXING.test(host) && !text.includes(PREFIX);
}

/** What the scripts of a page hold. */
function scriptsOf(text: string): string {
  const starts = [...text.matchAll(/<script\b/gi)].map(({ index }) => index);
  let scripts = '';
  let done = 0;
  for (const start of starts) {
    if (start < done) continue;
    SCRIPT_END.lastIndex = start;
    done = SCRIPT_END.exec(text)?.index ?? text.length;
    scripts += text.slice(start, done);
  }
  return scripts;
}

const SCRIPT_END = /<\/script/gi;

/** Whether a script of the page holds the name as a text of its own: then it may well make the element. */
function isNamedByScript(scripts: string, fragment: string): boolean {
  return [fragment, PREFIX + fragment].some((name) =>
    QUOTES.some((quote) => scripts.includes(`${quote}${name}${quote}`)),
  );
}

const QUOTES = ['"', "'", '\\"', '`'];
