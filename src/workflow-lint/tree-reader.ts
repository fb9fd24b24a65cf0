import type { YamlMap, YamlNode, YamlText } from '../yaml/tree.ts';
import {
  BooleanToken,
  type LiteralToken,
  MappingToken,
  NullToken,
  NumberToken,
  type ObjectReader,
  SequenceToken,
  StringToken,
  type TokenRange,
} from './github.ts';

type Event =
  | { readonly type: 'literal'; readonly token: LiteralToken }
  | { readonly type: 'list'; readonly token: SequenceToken }
  | { readonly type: 'map'; readonly token: MappingToken }
  | { readonly type: 'end-of-list' | 'end-of-map' };

/** Where a key stands. */
export interface KeyPlace {
  readonly key: string;
  readonly within: YamlMap;
}

/**
 * Hands a tree of ours to GitHub's reader.
 * The "line" of its tokens is the number of a node, and the "column" an offset in the node's text: so whatever it complains
 * of can be found, in blocks and quotes too, where its own places are only near.
 */
export class TreeReader implements ObjectReader {
  private readonly nodes: YamlNode[] = [];
  private readonly numbers = new Map<YamlNode, number>();
  private readonly places = new Map<YamlNode, KeyPlace>();
  private readonly events: Iterator<Event>;
  private current: IteratorResult<Event>;

  constructor(root: YamlNode) {
    this.events = this.walk(root);
    this.current = this.events.next();
  }

  /** The node that a token was made of. */
  nodeAt(range: TokenRange | undefined): YamlNode | undefined {
    return range === undefined ? undefined : this.nodes[range.start.line - 1];
  }

  /** The key that a node is or stands under, and the map that this is in. */
  placeOf(node: YamlNode): KeyPlace | undefined {
    return this.places.get(node);
  }

  allowLiteral(): LiteralToken | undefined {
    return this.take('literal')?.token;
  }

  allowSequenceStart(): SequenceToken | undefined {
    return this.take('list')?.token;
  }

  allowSequenceEnd(): boolean {
    return this.take('end-of-list') !== undefined;
  }

  allowMappingStart(): MappingToken | undefined {
    return this.take('map')?.token;
  }

  allowMappingEnd(): boolean {
    return this.take('end-of-map') !== undefined;
  }

  validateStart(): void {
    // A tree has one.
  }

  validateEnd(): void {
    if (this.current.done !== true) throw new Error('Values are left over');
  }

  private take<T extends Event['type']>(type: T): Extract<Event, { type: T }> | undefined {
    if (this.current.done === true || this.current.value.type !== type) return undefined;
    const event = this.current.value as Extract<Event, { type: T }>;
    this.current = this.events.next();
    return event;
  }

  private *walk(node: YamlNode): Generator<Event, void> {
    switch (node.type) {
      case 'text':
        yield { type: 'literal', token: this.literal(node) };
        return;
      case 'list':
        yield { type: 'list', token: new SequenceToken(undefined, this.range(node), undefined) };
        for (const item of node.items) yield* this.walk(item);
        yield { type: 'end-of-list' };
        return;
      case 'map':
        yield* this.walkMap(node);
    }
  }

  private *walkMap(node: YamlMap): Generator<Event, void> {
    yield { type: 'map', token: new MappingToken(undefined, this.range(node), undefined) };
    for (const { key, value } of node.pairs) {
      const place = { key: key.text, within: node };
      for (const one of [key, value, ...(value.type === 'list' ? value.items : [])]) this.places.set(one, place);
      yield { type: 'literal', token: new StringToken(undefined, this.range(key), key.text, undefined) };
      yield* this.walk(value);
    }
    yield { type: 'end-of-map' };
  }

  private literal(node: YamlText): LiteralToken {
    const { value } = node;
    const range = this.range(node);
    if (typeof value === 'number') return new NumberToken(undefined, range, value, undefined);
    if (typeof value === 'boolean') return new BooleanToken(undefined, range, value, undefined);
    return value === null
      ? new NullToken(undefined, range, undefined)
      : new StringToken(undefined, range, value, undefined);
  }

  private range(node: YamlNode): TokenRange {
    let number = this.numbers.get(node);
    if (number === undefined) {
      number = this.nodes.push(node);
      this.numbers.set(node, number);
    }
    return { start: { line: number, column: 0 }, end: { line: number, column: 0 } };
  }
}
