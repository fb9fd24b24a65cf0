import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from '../repository.ts';

/** The commits at which the history of a shallow clone ends, see gitrepository-layout(5). */
export function shallowEdge({ commonDir }: Pick<Repository, 'commonDir'>): readonly string[] {
  const file = join(commonDir, 'shallow');
  return existsSync(file) ? readFileSync(file, 'latin1').split('\n').filter(Boolean) : [];
}
