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
}

/** All references of an expression in the order in which they are written. `spotAt`: place of an offset of the source. */
export function referencesIn(tree: Expr, source: string, spotAt: (offset: number) => Spot): readonly Reference[] {
  const lines = source.split('\n');
  const offsetOf = ({ line, column }: { readonly line: number; readonly column: number }) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + column;
  return [...walk(tree, [])].map(({ names, start, inside }) => ({
    path: names.map((name) => name?.toLowerCase()),
    shown: names.map((name) => name ?? '[…]').join('.'),
    at: spotAt(offsetOf(start)),
    inside,
  }));
}

interface Found {
  readonly names: readonly (string | undefined)[];
  readonly start: { readonly line: number; readonly column: number };
  readonly inside: readonly string[];
}

function* walk(tree: Expr, inside: readonly string[]): Generator<Found> {
  if (tree instanceof ContextAccess) yield { names: [tree.name.lexeme], start: tree.name.range.start, inside };
  else if (tree instanceof IndexAccess) yield* walkIndex(tree, inside);
  else if (tree instanceof FunctionCall) {
    const deeper = [tree.functionName.lexeme.toLowerCase(), ...inside];
    for (const argument of tree.args) yield* walk(argument, deeper);
  } else {
    for (const part of partsOf(tree)) yield* walk(part, inside);
  }
}

function partsOf(tree: Expr): readonly Expr[] {
  if (tree instanceof Grouping) return [tree.group];
  if (tree instanceof Unary) return [tree.expr];
  if (tree instanceof Binary) return [tree.left, tree.right];
  return tree instanceof Logical ? tree.args : [];
}

/** An index goes on what it is an index of; what is computed inside of it is read too. */
function* walkIndex(tree: IndexAccess, inside: readonly string[]): Generator<Found> {
  const [base, ...others] = walk(tree.expr, inside);
  if (base !== undefined && isPath(tree.expr)) yield { ...base, names: [...base.names, nameOf(tree.index)] };
  else if (base !== undefined) yield base;
  yield* others;
  if (!(tree.index instanceof Star)) yield* walk(tree.index, inside);
}

function isPath(tree: Expr): boolean {
  if (tree instanceof Grouping) return isPath(tree.group);
  return tree instanceof ContextAccess || (tree instanceof IndexAccess && isPath(tree.expr));
}

function nameOf(index: Expr): string | undefined {
  if (index instanceof Star) return '*';
  return index instanceof Literal ? index.literal.coerceString() : undefined;
}
