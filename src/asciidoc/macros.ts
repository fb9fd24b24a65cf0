/** Something in a line that leads somewhere, or that can be led to. */
export interface Macro {
  readonly type: 'link' | 'xref' | 'image' | 'include' | 'anchor';
  readonly target: string;
  /** Of the target in the line. */
  readonly offset: number;
}

/**
 * What is passed through comes first, so that nothing in it counts; a backslash keeps a macro from being one. Lengths are
 * bounded, so that what is never closed is not searched again and again.
 */
const MACRO = new RegExp(
  [
    String.raw`\+\+\+.{1,999}?\+\+\+|\+\+.{1,999}?\+\+|(?<![\w+\\])\+(?!\s)[^+]{1,999}(?<!\s)\+(?![\w+])|`,
    String.raw`(?<![\w\\])pass:[a-z,]{0,99}\[[^\]]{0,999}\]|`,
    String.raw`(?<backslash>\\)?(?:`,
    String.raw`(?<![\w:])(?<name>link|xref|image|include|video|audio|anchor)::?(?<target>[^\s[\]:][^\s[\]]{0,999})\[`,
    String.raw`|<<(?<cross>[^<>,\n]{1,999})(?:,[^<>\n]{0,999})?>>`,
    String.raw`|\[\[(?<id>[\w:.-]{1,200})(?:,[^\]\n]{0,200})?\]\]`,
    String.raw`|^\[(?:[\w-]*)#(?<short>[\w:-]{1,200})[^\]\n]{0,200}\]$`,
    String.raw`|(?<url>https?:\/\/[^\s[\]<>"\`]{1,999}))`,
  ].join(''),
  'g',
);

/** The macros of a line, in order. */
export function findMacros(line: string): readonly Macro[] {
  return [...line.matchAll(MACRO)].flatMap((match) => toMacro(match) ?? []);
}

function toMacro({ 0: whole, index, groups = {} }: RegExpExecArray): Macro | undefined {
  const { backslash, name, target, cross, id, short, url } = groups;
  if (backslash !== undefined) return undefined;
  const placed = (type: Macro['type'], text: string): Macro => ({
    type,
    target: text.trim(),
    offset: index + whole.indexOf(text),
  });
  if (url !== undefined) return placed('link', url.replace(/[.,;:!?)]+$/, ''));
  if (cross !== undefined) return placed('xref', cross);
  const anchor = id ?? short ?? (name === 'anchor' ? target : undefined);
  if (anchor !== undefined) return placed('anchor', anchor);
  if (target === undefined) return undefined;
  if (name === 'video' || name === 'audio') return placed('image', target);
  return placed(name === 'xref' || name === 'image' || name === 'include' ? name : 'link', target);
}
