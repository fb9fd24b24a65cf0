import { normalizeLabel } from './names.ts';

/** A link in a paragraph, or a name that it gives one of its words. */
export type Inline =
  | { readonly type: 'link'; readonly destination: string; readonly offset: number; readonly names?: 'page' | 'label' }
  | { readonly type: 'name'; readonly name: string };

/** Literal text first, so that nothing in it counts. Lengths are bounded: what is never closed is not searched again and again. */
const INLINE =
  /``[^`]{1,999}(?:`[^`]{1,999}){0,9}``|(?<role>:[\w:.+-]{1,99}:)?(?<inner>_?)`(?<text>[^`]{1,999})`(?<reference>__?(?!\w))?|(?<url>https?:\/\/[^\s<>`"]{1,999})/g;

/** What the inline markup of a paragraph says; offsets are of its text. */
export function readInlines(paragraph: string): readonly Inline[] {
  return [...paragraph.matchAll(INLINE)].flatMap((match) => toInline(match) ?? []);
}

function toInline({ 0: whole, index, groups = {} }: RegExpExecArray): Inline | undefined {
  const { role, inner, text, reference, url } = groups;
  if (url !== undefined) return { type: 'link', destination: withoutMarks(url), offset: index };
  if (text === undefined) return undefined;
  const embedded = /<([^<>]+)>\s*$/.exec(text)?.[1];
  const offset = index + whole.lastIndexOf(embedded ?? text);
  if (role !== undefined) return byRole(role, embedded ?? text, offset);
  if (inner === '_') return { type: 'name', name: text };
  // Text alone names a section or a target of this document, and so does what ends with an underscore.
  if (reference === undefined || embedded === undefined || embedded.endsWith('_')) return undefined;
  return { type: 'link', destination: embedded.replace(/\s+/g, ''), offset };
}

/** Punctuation behind an address is none of it, but for a bracket that it has opened. */
function withoutMarks(address: string): string {
  const bare = address.replace(/[.,;:!?)\]*]+$/, '');
  return bare.includes('(') && !bare.includes(')') && address[bare.length] === ')' ? `${bare})` : bare;
}

function byRole(role: string, target: string, offset: number): Inline | undefined {
  const kind = ROLES[role.replace(/^:std:/, ':')];
  // A mark of exclamation turns a role off.
  if (kind === undefined || target.startsWith('!')) return undefined;
  if (kind === 'file') return { type: 'link', destination: target.trim(), offset };
  return { type: 'link', destination: kind === 'label' ? normalizeLabel(target) : target.trim(), names: kind, offset };
}

/** Roles of Sphinx whose text leads somewhere in the repository. */
const ROLES: Readonly<Record<string, 'page' | 'label' | 'file'>> = {
  ':doc:': 'page',
  ':ref:': 'label',
  ':numref:': 'label',
  ':download:': 'file',
};
