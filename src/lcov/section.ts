import { LineCounter } from '../core/coverage/pack.ts';
import type { FileCoverage } from '../core/coverage/report.ts';
import { ArmCounter } from './arms.ts';
import { FunctionCounter } from './functions.ts';

/** What one `SF` record after another is read into. */
export class Section {
  readonly lines = new LineCounter();
  readonly arms = new ArmCounter();
  readonly functions = new FunctionCounter();
  #path: string | undefined;

  /** Whether a record has begun and not ended. */
  get isOpen(): boolean {
    return this.#path !== undefined;
  }

  begin(path: string): void {
    this.#path = path;
  }

  /** What the record said; undefined where none had begun. */
  end(): FileCoverage | undefined {
    const path = this.#path;
    this.#path = undefined;
    if (path === undefined) return undefined;
    return { path, lines: this.lines.take(), branches: this.arms.take(), functions: this.functions.take() };
  }
}
