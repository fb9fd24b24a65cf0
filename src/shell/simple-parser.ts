import type { Redirection, SimpleCommand } from './syntax.ts';
import type { ShellWord } from './token.ts';
import { TokenCursor } from './token-cursor.ts';

/** Takes what is words and redirections alone. */
export class SimpleParser extends TokenCursor {
  protected simple(): SimpleCommand {
    const words: ShellWord[] = [];
    const redirections: Redirection[] = [];
    for (;;) {
      redirections.push(...this.redirections());
      const token = this.tokens[this.at];
      if (token?.type !== 'word') break;
      words.push(token);
      this.at += 1;
      this.skipArray(token);
    }
    // What no command begins with, as `(` too deep: it is passed over.
    if (words.length === 0 && redirections.length === 0) this.at += 1;
    return { type: 'simple', words, redirections };
  }

  /** The rest of `names=(a b c)`. */
  private skipArray(word: ShellWord): void {
    const token = this.tokens[this.at];
    if (!word.raw.endsWith('=') || token?.text !== '(' || token.start !== word.end) return;
    while (!this.isDone && this.operator(/^\)$/) === undefined) this.at += 1;
  }
}
