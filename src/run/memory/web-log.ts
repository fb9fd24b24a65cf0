import { join } from 'node:path';
import type { WebMemory } from '../../core/contracts/web.ts';
import { KeptLog } from '../../system/kept/log.ts';

/** What the file is called in a store: it goes with all that is remembered there. */
const FILE = 'web';

/** What was found out about pages, beside the passes of a repository. Whatever is wrong with it costs that they are asked again. */
export class WebLog implements WebMemory {
  readonly #logs: readonly KeptLog[];

  /** `stores`: folders that may be read; the first that can be written to gets what is new. */
  constructor(stores: readonly string[]) {
    this.#logs = stores.map((store) => new KeptLog(join(store, FILE)));
  }

  recall(keys: readonly string[]): ReadonlyMap<string, string> {
    const found = this.#logs.map((log) => {
      try {
        return log.find(keys);
      } catch {
        return new Map<string, string>();
      }
    });
    return new Map(found.reverse().flatMap((words) => [...words]));
  }

  remember(words: ReadonlyMap<string, string>): void {
    for (const log of this.#logs) {
      try {
        if (log.isFull) log.startGeneration();
        log.add(words);
        return;
      } catch {
        // The next one may be writable, and if none is, nothing is lost but time.
      }
    }
  }
}
