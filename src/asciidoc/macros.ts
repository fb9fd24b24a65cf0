/** Something in a line that leads somewhere, or that can be led to. */
export interface Macro {
  readonly type: 'link' | 'xref' | 'cross' | 'image' | 'media' | 'include' | 'anchor';
  readonly target: string;
  /** Of the target in the line. */
  readonly offset: number;
}

/** An address that is the text of a link is none of its own. */
const TEXT = String.raw`(?:https?:[^\s\]]{0,999}\])?`;

/**
 * What is passed through comes first, so that nothing in it counts; a backslash keeps a macro from being one. Lengths are
 * bounded, so that what is never closed is not searched again and again.
 */
const MACRO = new RegExp(
  [
    String.raw`\+\+\+.{1,999}?\+\+\+|\+\+.{1,999}?\+\+|(?<![\w+\\])\+(?!\s)[^+]{1,999}(?<!\s)\+(?![\w+])|`,
    String.raw`(?<![\w\\])pass:[a-z,]{0,99}\[[^\]]{0,999}\]|`,
    String.raw`(?<backslash>\\)?(?:`,
    String.raw`^include::(?<include>[^\s[][^[]{0,999})\[`,
    String.raw`|^(?:video|audio)::(?<media>[^\s[][^[]{0,999})\[(?!(?:youtube|vimeo|wistia)\b)`,
    String.raw`|(?<![\w:])image::?(?<image>[^\s[:][^[]{0,999})\[(?:[^\]]{0,999}?\blink="?(?!self\b)(?<around>[^\s",\]]{1,999}))?`,
    String.raw`|xref:(?<xref>[^\s[:][^\s[]{0,999})\[${TEXT}`,
    String.raw`|<<(?<cross>[\w#/.:{][^<>,]{0,999})(?:,|>>)`,
    String.raw`|link:(?:\+\+(?<passed>[^\s+]{1,999})\+\+|(?<link>[^\s[:][^\s[]{0,999}))\[${TEXT}`,
    String.raw`|\[\[(?<id>[\p{L}_:][\p{L}\p{N}_:.-]{0,200})(?:,[^\]]{0,200})?\]\]`,
    String.raw`|(?<![\w:])anchor:(?<anchor>[\p{L}_:][\p{L}\p{N}_:.-]{0,200})\[`,
    String.raw`|\[[\w-]{0,99}(?:[.%][\w-]{1,99}){0,9}#(?<short>[\p{L}\p{N}_:-]{1,200})(?:[.%,][^\]]{0,999})?\](?=$|[#*_\x60^~])`,
    String.raw`|^\[[^\]]{0,200}\bid=["']?(?<named>[\p{L}_:][\p{L}\p{N}_:.-]{0,200})`,
    String.raw`|(?<![\p{L}\p{N}_:/=.-])(?:(?<url>https?:\/\/[^\s[\]]{1,999})\[${TEXT}|(?<bare>https?:\/\/[^\s[\]<>"\x60]{1,999})))`,
  ].join(''),
  'dgu',
);

/** What the groups of a match are. */
const TYPES: Readonly<Record<string, Macro['type']>> = {
  include: 'include',
  media: 'media',
  image: 'image',
  around: 'link',
  xref: 'xref',
  cross: 'cross',
  passed: 'link',
  link: 'link',
  id: 'anchor',
  anchor: 'anchor',
  short: 'anchor',
  named: 'anchor',
  url: 'link',
  bare: 'link',
};

/** The macros of a line, in order. */
export function findMacros(line: string): readonly Macro[] {
  return [...line.matchAll(MACRO)].flatMap(({ groups = {}, indices }) => {
    if (groups['backslash'] !== undefined) return [];
    return Object.entries(groups).flatMap(([name, text]) => {
      const type = TYPES[name];
      if (text === undefined || type === undefined) return [];
      return {
        type,
        target: name === 'bare' ? withoutMarks(text) : text.trim(),
        offset: indices?.groups?.[name]?.[0] ?? 0,
      };
    });
  });
}

/** Punctuation behind an address in the text is none of it. */
function withoutMarks(address: string): string {
  let end = address.length;
  while (end > 0 && ',.?!);:*_'.includes(address[end - 1] ?? '')) end -= 1;
  return address.slice(0, end);
}
