import { isAlias, isMap, isScalar, isSeq, type Pair, type Scalar, type YamlDocument } from './library.ts';
import { offsetsOf } from './offsets.ts';
import type { Spot, YamlMap, YamlNode, YamlPair, YamlStyle, YamlText } from './tree.ts';

/** What a text may hold. Source: `ParseOptions` of GitHub's runner, which allows a depth of 100 and a million events. */
const DEEPEST = 100;
const MOST_NODES = 100_000;

/** What is said of more. */
export const TOO_DEEP = `Values are nested more than ${DEEPEST} deep`;

const STYLES: Readonly<Record<string, YamlStyle>> = {
  BLOCK_FOLDED: 'folded',
  BLOCK_LITERAL: 'literal',
  QUOTE_DOUBLE: 'double',
  QUOTE_SINGLE: 'single',
};

/** A document that is YAML and cannot be taken. */
export class Refusal extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** A node, and how many nodes there would be if aliases were written out. */
interface Built {
  readonly node: YamlNode;
  readonly size: number;
}

/** Makes a tree of a document. Throws `Refusal`. */
export class TreeBuilder {
  private readonly text: string;
  private readonly document: YamlDocument;
  private readonly spotOf: (offset: number) => Spot;
  /** What anchors stand for; undefined while it is being built. */
  private readonly anchored = new Map<unknown, Built | undefined>();

  constructor(text: string, document: YamlDocument, spotOf: (offset: number) => Spot) {
    this.text = text;
    this.document = document;
    this.spotOf = spotOf;
  }

  build(): YamlNode | undefined {
    const { contents } = this.document;
    if (contents === null || (isScalar(contents) && contents.value === null)) return undefined;
    return this.node(contents, 0, 0).node;
  }

  /** `near` is an offset for what is not written. */
  private node(value: unknown, near: number, depth: number): Built {
    if (depth > DEEPEST) throw new Refusal(TOO_DEEP, near);
    if (isAlias(value)) return this.alias(value.resolve(this.document), value.source, value.range?.[0] ?? near);
    const offset = (value as { range?: readonly [number, number, number] | null } | null)?.range?.[0] ?? near;
    if (isMap(value) || isSeq(value)) this.anchored.set(value, undefined);
    const built = this.plainNode(value, offset, depth);
    if (built.size > MOST_NODES) throw new Refusal(`Values with their aliases are more than ${MOST_NODES}`, offset);
    if (typeof value === 'object' && value !== null) this.anchored.set(value, built);
    return built;
  }

  private plainNode(value: unknown, offset: number, depth: number): Built {
    const at = this.spotOf(offset);
    if (isMap(value)) {
      let size = 1;
      const pairs = value.items.map((pair): YamlPair => {
        const key = this.key(pair, offset);
        const built = this.node(pair.value, this.endOf(pair.key) ?? offset, depth + 1);
        size += 1 + built.size;
        return { key, value: built.node };
      });
      return { node: { type: 'map', at, pairs } satisfies YamlMap, size };
    }
    if (isSeq(value)) {
      const items = value.items.map((item) => this.node(item, offset, depth + 1));
      return {
        node: { type: 'list', at, items: items.map(({ node }) => node) },
        size: items.reduce((sum, { size }) => sum + size, 1),
      };
    }
    return { node: this.scalar(isScalar(value) ? value : undefined, offset), size: 1 };
  }

  private key({ key }: Pair, near: number): YamlText {
    const { node } = this.node(key, near, 0);
    if (node.type === 'text') return node;
    throw new Refusal('A key is a list or a map', near);
  }

  private endOf(key: unknown): number | undefined {
    return (key as { range?: readonly [number, number, number] | null } | null)?.range?.[1];
  }

  private alias(target: unknown, name: string, offset: number): Built {
    if (target === undefined) throw new Refusal(`There is no anchor \`&${name}\` above this alias`, offset);
    const built = this.anchored.get(target);
    if (built === undefined) throw new Refusal(`The alias \`*${name}\` stands inside its own anchor`, offset);
    return built;
  }

  private scalar(scalar: Scalar | undefined, offset: number): YamlText {
    const raw = scalar?.value ?? null;
    const style = STYLES[scalar?.type ?? ''] ?? 'plain';
    const end = scalar?.range?.[1] ?? offset;
    const text = typeof raw === 'string' ? raw : (scalar?.source ?? '');
    const source = this.text.slice(offset, end);
    let offsets: readonly number[] | undefined;
    return {
      type: 'text',
      at: this.spotOf(offset),
      text,
      value: typeof raw === 'number' || typeof raw === 'boolean' || raw === null ? raw : String(raw),
      style,
      lastLine: this.spotOf(offset + source.trimEnd().length).line,
      spotAt: (place) => {
        offsets ??= offsetsOf({ text, source, style });
        return this.spotOf(offset + (offsets[Math.min(place, text.length)] ?? 0));
      },
    };
  }
}
