import { join } from 'node:path';
import type { Scope } from '../../core/task.ts';
import type { Repository } from '../../git/repository.ts';
import { KeptLog } from '../../system/kept/log.ts';

/**
 * Scopes that kinds have found in projects, under the keys of what they were found by. Whatever is wrong with the log costs
 * that they are asked again.
 */
export class ReachLog {
  readonly #log: KeptLog;

  constructor({ commonDir }: Pick<Repository, 'commonDir'>) {
    this.#log = new KeptLog(join(commonDir, 'lattice-hooks', 'reach'));
  }

  find(key: string): Scope | undefined {
    try {
      const word = this.#log.find([key]).get(key);
      return word === 'file' || word === 'project' ? word : undefined;
    } catch {
      return undefined;
    }
  }

  add(key: string, scope: Scope): void {
    try {
      if (this.#log.isFull) this.#log.startGeneration();
      this.#log.add([[key, scope]]);
    } catch {
      // A read-only repository is still worth checking.
    }
  }
}
