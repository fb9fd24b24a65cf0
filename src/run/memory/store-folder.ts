import { join } from 'node:path';
import type { Repository } from '../../git/repository.ts';

/** Where the local store of a repository is: in the common git directory, so that worktrees share it. */
export function storeFolder({ commonDir }: Pick<Repository, 'commonDir'>): string {
  return join(commonDir, 'lattice-hooks', 'store');
}
