import { join } from 'node:path';

/** Where a repository keeps what it knows of shared results: below the common git directory. Nothing there is missed. */
export function sharedFolder({ commonDir }: { readonly commonDir: string }): string {
  return join(commonDir, 'lattice-hooks', 'shared');
}
