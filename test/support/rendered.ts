import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

/** What a browser sees of a rendered document. */
export interface Rendered {
  /** Addresses of links, images and other resources, percent-encoding decoded. */
  readonly links: ReadonlySet<string>;
  /** Texts of `<h1>` to `<h6>`. */
  readonly headings: readonly string[];
  /** Values of `id`, and of `name` of `<a>`; those of footnotes left out. */
  readonly names: ReadonlySet<string>;
}

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Reads HTML as a browser does. */
export function readRendered(html: string): Rendered {
  const elements = [...nodesOf(parseFragment(html))].filter((node) => 'tagName' in node && !isOfFootnote(node));
  const all = elements as readonly Element[];
  return {
    links: new Set(all.flatMap(addressesOf)),
    headings: all.filter(({ tagName }) => /^h[1-6]$/.test(tagName)).map(textOf),
    names: new Set(all.flatMap(namesOf)),
  };
}

/** A node and all below it, in the order of the document. A stack instead of recursion: they may nest as deep as they like. */
function* nodesOf(top: Node): Generator<Node> {
  const open: Node[] = [top];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    if ('childNodes' in node) open.push(...node.childNodes.toReversed());
  }
}

/** Undoes percent-encoding as far as it is one. */
export function decoded(address: string): string {
  return address.replace(/^[ \t\n\f\r]+|[ \t\n\f\r]+$/g, '').replace(/(?:%[0-9a-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes);
    } catch {
      return codes;
    }
  });
}

/** What a renderer makes of footnotes has addresses and names of its own. */
function isOfFootnote({ attrs }: Element): boolean {
  return attrs.some(
    ({ name, value }) =>
      (name === 'class' && value.startsWith('footnote')) || (name === 'id' && /^fn(?:ref)?-?/.test(value)),
  );
}

function addressesOf({ attrs }: Element): readonly string[] {
  return attrs.flatMap(({ name, value }) => {
    if (name === 'srcset') return value.split(/,\s/).map((one) => decoded(one).split(/\s/, 1)[0] ?? '');
    return name === 'href' || name === 'src' || name === 'poster' ? [decoded(value)] : [];
  });
}

function namesOf({ tagName, attrs }: Element): readonly string[] {
  const spelled = attrs.filter(({ name }) => name === 'id' || (name === 'name' && tagName === 'a'));
  return spelled.map(({ value }) => value).filter((value) => value !== '');
}

function textOf(element: Element): string {
  return [...nodesOf(element)].map((node) => (node.nodeName === '#text' && 'value' in node ? node.value : '')).join('');
}
