import type { Spot, YamlText } from '../yaml/tree.ts';
import { type Expr, Lexer, Parser } from './github.ts';
import { type Reference, referencesIn } from './references.ts';

/** An expression inside a scalar. */
export interface Expression {
  /** The scalar that it stands in. */
  readonly holder: YamlText;
  /** What stands between `${{` and `}}`, without blanks around it. */
  readonly source: string;
  /** Offsets in the holder's text: of its `${{` and behind its `}}`; of the whole text where a condition has none. */
  readonly start: number;
  readonly end: number;
  /** Where it begins. */
  readonly at: Spot;
  /** Undefined where it cannot be read. */
  readonly tree: Expr | undefined;
  /** What it reads of contexts; none where it cannot be read. */
  readonly references: readonly Reference[];
}

/** All contexts that any place knows. Whether one is known where it stands is GitHub's to say. */
const CONTEXTS = [
  ...['env', 'github', 'inputs', 'job', 'jobs', 'matrix', 'needs', 'runner', 'secrets', 'steps', 'strategy', 'vars'],
];
const FUNCTIONS = ['always', 'cancelled', 'failure', 'success', 'hashFiles'];

const known = new WeakMap<YamlText, readonly Expression[]>();
const knownConditions = new WeakMap<YamlText, readonly Expression[]>();

/** The expressions of a scalar, in their order. */
export function expressionsIn(holder: YamlText): readonly Expression[] {
  let found = known.get(holder);
  if (found === undefined) {
    found = [...findExpressions(holder)];
    known.set(holder, found);
  }
  return found;
}

/** The expressions of an `if`, where the text itself is one when it has no `${{`. */
export function expressionsOfCondition(holder: YamlText): readonly Expression[] {
  if (holder.text.includes('${{')) return expressionsIn(holder);
  let found = knownConditions.get(holder);
  if (found === undefined) {
    const blanks = holder.text.length - holder.text.trimStart().length;
    found = holder.text.trim() === '' ? [] : [readExpression(holder, 0, holder.text.length, blanks)];
    knownConditions.set(holder, found);
  }
  return found;
}

function* findExpressions(holder: YamlText): Generator<Expression> {
  const { text } = holder;
  for (let start = text.indexOf('${{'); start >= 0; ) {
    const end = endOfExpression(text, start + 3);
    if (end === undefined) return;
    const inside = text.slice(start + 3, end - 2);
    yield readExpression(holder, start, end, start + 3 + inside.length - inside.trimStart().length);
    start = text.indexOf('${{', end);
  }
}

/** Offset behind the `}}`, which does not count inside of `'…'`. */
function endOfExpression(text: string, from: number): number | undefined {
  let isQuoted = false;
  for (let place = from; place < text.length; place += 1) {
    if (text[place] === "'") isQuoted = !isQuoted;
    else if (!isQuoted && text.startsWith('}}', place)) return place + 2;
  }
  return undefined;
}

/** `first`: offset of its first letter that is no blank. */
function readExpression(holder: YamlText, start: number, end: number, first: number): Expression {
  const isWrapped = holder.text.startsWith('${{', start);
  const source = holder.text.slice(first, isWrapped ? end - 2 : end).trim();
  const tree = parse(source);
  const references = tree === undefined ? [] : referencesIn(tree, source, (offset) => holder.spotAt(first + offset));
  return { holder, source, start, end, at: holder.spotAt(start), tree, references };
}

function parse(source: string): Expr | undefined {
  try {
    const functions = FUNCTIONS.map((name) => ({ name, minArgs: 0, maxArgs: 255 }));
    return new Parser(new Lexer(source).lex().tokens, CONTEXTS, functions).parse();
  } catch (error) {
    // Whatever it is, the reader of the whole workflow says it too.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
