import type { Spot } from '../yaml/tree.ts';
import {
  Binary,
  ContextAccess,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from './github.ts';

/** What an expression reads of a context, such as `github.event.issue.title`. */
export interface Reference {
  /**
   * Names in lower case, the context first; `*` for all, undefined for one that is computed.
   * `github['event'].*.x` is `['github', 'event', '*', 'x']`.
   */
  readonly path: readonly (string | undefined)[];
  /** As written as far as names go, with `.` between them: for messages. */
  readonly shown: string;
  readonly at: Spot;
  /** Functions that it is an argument of, in lower case, the innermost first. */
  readonly inside: readonly string[];
  /** Whether its text can be part of what the expression comes to: not where it is compared, or only asked for. */
  readonly isValue: boolean;
}

/** Functions that only tell something of their arguments. */
const ASKING = new Set(['contains', 'startswith', 'endswith', 'hashfiles']);

/** All references of an expression in the order in which they are written. `spotAt`: place of an offset of the source. */
export function referencesIn(tree: Expr, source: string, spotAt: (offset: number) => Spot): readonly Reference[] {
  const lines = source.split('\n');
  const offsetOf = ({ line, column }: { readonly line: number; readonly column: number }) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + column;
  return [...walk(tree, { inside: [], isValue: true })].map(({ names, start, inside, isValue }) => ({
    path: names.map((name) => name?.toLowerCase()),
    shown: names.map((name) => name ?? '[…]').join('.'),
    at: spotAt(offsetOf(start)),
    inside,
    isValue,
  }));
}

/** Where in an expression something stands. */
type Standing = Pick<Reference, 'inside' | 'isValue'>;

interface Found extends Standing {
  readonly names: readonly (string | undefined)[];
  readonly start: { readonly line: number; readonly column: number };
}

function* walk(tree: Expr, standing: Standing): Generator<Found> {
  if (tree instanceof ContextAccess) yield { names: [tree.name.lexeme], start: tree.name.range.start, ...standing };
  else if (tree instanceof IndexAccess) yield* walkIndex(tree, standing);
  else if (tree instanceof FunctionCall) yield* walkCall(tree, standing);
  else for (const [part, isValue] of partsOf(tree)) yield* walk(part, asked(standing, isValue));
}

function asked({ inside, isValue }: Standing, isKept: boolean): Standing {
  return { inside, isValue: isValue && isKept };
}

function* walkCall({ functionName, args }: FunctionCall, { inside, isValue }: Standing): Generator<Found> {
  const name = functionName.lexeme.toLowerCase();
  for (const [index, argument] of args.entries()) {
    // `case(condition, value, condition, value, otherwise)`.
    const isCondition = name === 'case' && index % 2 === 0 && index < args.length - 1;
    yield* walk(argument, { inside: [name, ...inside], isValue: isValue && !isCondition && !ASKING.has(name) });
  }
}

/** Its parts, and whether the text of each can become that of the whole: what `&&` goes past is false or empty. */
function partsOf(tree: Expr): readonly (readonly [part: Expr, isValue: boolean])[] {
  if (tree instanceof Grouping) return [[tree.group, true]];
  if (tree instanceof Unary) return [[tree.expr, false]];
  if (tree instanceof Binary) return [tree.left, tree.right].map((part) => [part, false]);
  if (!(tree instanceof Logical)) return [];
  const isOr = tree.operator.lexeme === '||';
  return tree.args.map((part, index) => [part, isOr || index === tree.args.length - 1]);
}

/** An index goes on what it is an index of; what is computed inside of it is read too. */
function* walkIndex(tree: IndexAccess, standing: Standing): Generator<Found> {
  const [base, ...others] = walk(tree.expr, standing);
  if (base !== undefined && isPath(tree.expr)) yield { ...base, names: [...base.names, nameOf(tree.index)] };
  else if (base !== undefined) yield base;
  yield* others;
  if (!(tree.index instanceof Star)) yield* walk(tree.index, asked(standing, false));
}

function isPath(tree: Expr): boolean {
  if (tree instanceof Grouping) return isPath(tree.group);
  return tree instanceof ContextAccess || (tree instanceof IndexAccess && isPath(tree.expr));
}

function nameOf(index: Expr): string | undefined {
  if (index instanceof Star) return '*';
  return index instanceof Literal ? index.literal.coerceString() : undefined;
}
