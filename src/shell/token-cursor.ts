import type { Redirection } from './syntax.ts';
import type { ShellOperator, ShellToken } from './token.ts';

const REDIRECTION = /[<>]/;

/** Tokens, and how far they have been taken. */
export class TokenCursor {
  protected readonly tokens: readonly ShellToken[];
  protected at = 0;

  constructor(tokens: readonly ShellToken[]) {
    this.tokens = tokens;
  }

  get isDone(): boolean {
    return this.at >= this.tokens.length;
  }

  /** Takes the redirections that stand here. */
  protected redirections(): readonly Redirection[] {
    const found: Redirection[] = [];
    for (;;) {
      const operator = this.operator(REDIRECTION);
      if (operator === undefined) return found;
      const next = this.tokens[this.at];
      const target = next?.type === 'word' && !/\d$/.test(operator.text) ? next : undefined;
      if (target !== undefined) this.at += 1;
      found.push({ operator: operator.text, target });
    }
  }

  protected operator(pattern: RegExp): ShellOperator | undefined {
    const token = this.tokens[this.at];
    if (token?.type !== 'operator' || !pattern.test(token.text)) return undefined;
    this.at += 1;
    return token;
  }

  protected skip(pattern: RegExp): void {
    while (this.operator(pattern) !== undefined);
  }

  protected isWord(raw: string): boolean {
    const token = this.tokens[this.at];
    return token?.type === 'word' && token.raw === raw;
  }

  /** Takes a word that stands there just so. */
  protected word(raw: string): boolean {
    const isThere = this.isWord(raw);
    if (isThere) this.at += 1;
    return isThere;
  }
}
