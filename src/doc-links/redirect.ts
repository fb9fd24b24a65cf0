import type { RepoPath } from '../core/files.ts';
import type { Link } from '../documents/document.ts';
import type { Judged } from './causes.ts';
import { linkTo } from './messages.ts';
import { parseTarget } from './target.ts';
import { folderOf } from './tree.ts';

/**
 * The destination that leads to what the change made of what a link misses: in the link's own style, with as little of it
 * changed as can be, fragment and query kept. Undefined: the change renamed nothing, or the link cannot be told to lead there.
 */
export function redirected({ source: { document, link, question }, renamed }: Judged): string | undefined {
  if (renamed === undefined || isName(link)) return undefined;
  if (question.type === 'anchor') return withFragment(link.destination, renamed);
  if (question.type !== 'missing' || question.place.type !== 'missing' || question.isResource) return undefined;
  const [path = '', rest = ''] = splitAt(link.destination, link.destination.search(/[?#]/));
  const next = pathTo(renamed, { path, missing: question.place.path, document });
  return next === undefined ? undefined : `${next}${rest}`;
}

function isName({ names }: Link): boolean {
  return names === 'wiki-page' || names === 'page' || names === 'label';
}

/** A path as a link writes it, and where it leads. */
interface Written {
  readonly path: string;
  readonly missing: RepoPath;
  readonly document: RepoPath;
}

function pathTo(to: RepoPath, { path, missing, document }: Written): string | undefined {
  const slash = path.endsWith('/') ? '/' : '';
  const bare = slash === '' ? path : path.slice(0, -1);
  const last = bare.lastIndexOf('/') + 1;
  // What stands in front of the name stays as it was written where the folder is the same.
  if (folderOf(to) === folderOf(missing) && !bare.endsWith('..')) {
    return `${bare.slice(0, last)}${encoded(nameOf(to), path)}${slash}`;
  }
  // The address of a page that shows a file of this repository.
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) {
    return bare.endsWith(`/${missing}`)
      ? `${bare.slice(0, -missing.length)}${encoded(linkTo(to, ''), path)}${slash}`
      : undefined;
  }
  if (path.startsWith('/')) return absolutePath(to, { path, missing, document }, slash);
  const relative = encoded(linkTo(to, document), path);
  return `${path.startsWith('./') && !relative.startsWith('.') ? './' : ''}${relative}${slash}`;
}

/** From the folder that a leading `/` stands for in this link; undefined where the new place lies outside of it. */
function absolutePath(to: RepoPath, { path, missing }: Written, slash: string): string | undefined {
  const target = parseTarget(path);
  if (target.type !== 'local') return undefined;
  const inside = target.segments.filter((segment) => segment !== '').join('/');
  if (!missing.endsWith(inside)) return undefined;
  const root = missing.slice(0, missing.length - inside.length);
  return to.startsWith(root) ? `/${encoded(to.slice(root.length), path)}${slash}` : undefined;
}

function withFragment(destination: string, slug: string): string {
  const [before = '', fragment = ''] = splitAt(destination, destination.indexOf('#') + 1);
  return `${before}${PERCENT.test(fragment) ? encodeURIComponent(slug) : slug}`;
}

/** Percent-encoding of characters beyond ASCII. */
const PERCENT = /%[89a-f][0-9a-f]/i;

/** Letters beyond ASCII are encoded where the link had them so; what could end a link of any form, or a comment, always is. */
function encoded(path: string, written: string): string {
  const safe = path.replace(/[\s|"'`&[\]()*{}]/g, percent);
  return PERCENT.test(written) ? safe.replace(/[^\x20-\x7e]+/g, encodeURIComponent) : safe;
}

function percent(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

function nameOf(path: RepoPath): string {
  return linkTo(path.slice(path.lastIndexOf('/') + 1), '');
}

function splitAt(text: string, at: number): readonly string[] {
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at)];
}
