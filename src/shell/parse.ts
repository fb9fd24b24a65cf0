import { SimpleParser } from './simple-parser.ts';
import type { AndOrList, CompoundCommand, Pipeline, ShellList, SimpleCommand } from './syntax.ts';
import type { ShellToken, ShellWord } from './token.ts';

/** Compound commands in each other; beyond that they are words. */
const DEEPEST = 60;

/** The commands of a script in their order. It takes whatever it is given: what no shell takes comes out as words. */
export function parseShell(tokens: readonly ShellToken[]): ShellList {
  const parser = new Parser(tokens);
  const found: AndOrList[] = [];
  while (!parser.isDone) found.push(...parser.list([]), ...parser.stray());
  return found;
}

class Parser extends SimpleParser {
  private depth = 0;

  /** Passes over a `)` or a word such as `fi` that closes nothing. */
  stray(): ShellList {
    this.at += 1;
    return [];
  }

  /** Up to one of these words at the beginning of a command, to a `)` or `;;`, or to the end; none of them is taken. */
  list(until: readonly string[]): ShellList {
    const found: AndOrList[] = [];
    for (;;) {
      this.skip(/^(?:\n|;|&)$/);
      const token = this.tokens[this.at];
      if (token === undefined || this.closes(token, until)) return found;
      found.push(this.andOr());
    }
  }

  private closes(token: ShellToken, until: readonly string[]): boolean {
    if (token.type === 'operator') return /^(?:\)|;;|;&|;;&)$/.test(token.text);
    return until.includes(token.raw);
  }

  private andOr(): AndOrList {
    const pipelines = [this.pipeline()];
    const operators: ('&&' | '||')[] = [];
    for (;;) {
      const operator = this.operator(/^(?:&&|\|\|)$/);
      if (operator === undefined) return { pipelines, operators };
      operators.push(operator.text as '&&' | '||');
      this.skip(/^\n$/);
      pipelines.push(this.pipeline());
    }
  }

  private pipeline(): Pipeline {
    const isNegated = this.word('!');
    const commands = [this.command()];
    while (this.operator(/^\|&?$/) !== undefined) {
      this.skip(/^\n$/);
      commands.push(this.command());
    }
    return { isNegated, commands };
  }

  private command(): SimpleCommand | CompoundCommand {
    const token = this.tokens[this.at];
    const isKnown = token !== undefined && this.depth < DEEPEST;
    this.depth += 1;
    const compound = isKnown ? this.compound(token) : undefined;
    this.depth -= 1;
    if (compound === undefined) return this.simple();
    this.redirections();
    return compound;
  }

  private compound(token: ShellToken): CompoundCommand | undefined {
    if (token.type === 'operator') return token.text === '(' ? this.group(')') : undefined;
    switch (token.raw) {
      case '{':
        return this.group('}');
      case 'if':
        return this.branches(['then', 'elif', 'else', 'fi'], 'fi');
      case 'while':
      case 'until':
        return this.branches(['do', 'done'], 'done');
      case 'for':
      case 'select':
        return this.loop();
      case 'case':
        return this.cases();
      default:
        return this.definition(token);
    }
  }

  private group(end: ')' | '}'): CompoundCommand {
    this.at += 1;
    const bodies = this.list([end]);
    if (!this.word(end)) this.operator(/^\)$/);
    return { type: 'group', conditions: [], bodies };
  }

  /** `marks`: the words that part it. What stands behind `then`, `else` and `do` is a body. */
  private branches(marks: readonly string[], end: string): CompoundCommand {
    const conditions: AndOrList[] = [];
    const bodies: AndOrList[] = [];
    let mark = '';
    while (!this.isDone && mark !== end) {
      const token = this.tokens[this.at];
      if (token?.type === 'operator') break;
      mark = token?.raw ?? '';
      this.at += 1;
      if (mark !== end) (/^(?:then|else|do)$/.test(mark) ? bodies : conditions).push(...this.list(marks));
    }
    return { type: end === 'fi' ? 'branches' : 'loop', conditions, bodies };
  }

  private loop(): CompoundCommand {
    while (!this.isDone && !this.isWord('do')) this.at += 1;
    this.at += 1;
    const bodies = this.list(['done']);
    this.word('done');
    return { type: 'loop', conditions: [], bodies };
  }

  private cases(): CompoundCommand {
    const bodies: AndOrList[] = [];
    while (!this.isDone && !this.isWord('in')) this.at += 1;
    this.at += 1;
    while (!this.isDone && !this.word('esac')) {
      this.skip(/^(?:\n|\(|;;|;&|;;&)$/);
      if (this.word('esac')) break;
      while (!this.isDone && this.operator(/^\)$/) === undefined) this.at += 1;
      bodies.push(...this.list(['esac']));
    }
    return { type: 'group', conditions: [], bodies };
  }

  /** `name() …` and `function name …`. */
  private definition(token: ShellWord): CompoundCommand | undefined {
    const [, next, close] = this.tokens.slice(this.at, this.at + 3);
    const isShort = next?.type === 'operator' && next.text === '(' && close?.text === ')';
    if (!isShort && token.raw !== 'function') return undefined;
    this.at += isShort ? 3 : 2;
    if (!isShort && this.operator(/^\($/) !== undefined) this.operator(/^\)$/);
    this.skip(/^\n$/);
    return { type: 'function', conditions: [], bodies: [{ pipelines: [this.pipeline()], operators: [] }] };
  }
}
