import { loadAll } from '../catalog.ts';
import type { RepositoryFacts } from '../core/contracts/detection.ts';
import type { Candidate, SetupNote, Sifted } from './proposal.ts';

/** Asks every kind that ships whether the repository wants it, in the order of their names. */
export async function detectTools(repository: RepositoryFacts): Promise<Sifted> {
  const candidates: Candidate[] = [];
  const notes: SetupNote[] = [];
  for (const [name, kind] of await loadAll('tasks')) {
    const detection = kind.detect?.(repository);
    if (detection === undefined) continue;
    if (detection.found) candidates.push({ name, kind, detection });
    if (detection.note !== undefined) notes.push({ about: name, text: detection.note });
  }
  return { candidates, notes };
}
