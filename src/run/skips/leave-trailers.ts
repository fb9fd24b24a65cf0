import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { proofKey, skipsOf, tierHash } from '../../core/memory/proof.ts';
import type { Skip } from '../../core/record.ts';
import { aboveScissors, SKIP_TRAILER, skipTrailers, withoutSkipTrailers } from '../../core/skips/trailers.ts';
import type { Tier } from '../../core/task.ts';
import { emptyTreeId } from '../../core/trees/tree-id.ts';
import { type GitPlace, git, tryGit } from '../../git/git.ts';
import { addTrailers, isWritten } from '../../git/trailers.ts';
import { type SettlingWorld, settleTiers } from '../configs/settle-tasks.ts';
import { decodeProof, findProofs, openProofs } from '../memory/proofs.ts';
import type { Scene } from '../scene.ts';
import { checkNames } from '../select-tiers.ts';

/**
 * Says in the message of a commit what these tiers left out when they accepted it, by their proofs: so that nothing is said of
 * a commit that was given up, and what an amended one says goes when nothing is left out any more.
 */
export async function leaveTrailers(
  tiers: readonly Tier[],
  message: string,
  scene: Scene,
  world: SettlingWorld & { readonly cwd: string },
): Promise<void> {
  const { left, made } = await readVerdicts(tiers, scene, world);
  const file = resolve(world.cwd, message);
  const text = readFileSync(file, 'latin1');
  const cleaned = withoutSkipTrailers(text, new Set([...made, ...left.map(({ task }) => task)]));
  if (cleaned !== text) writeFileSync(file, cleaned, 'latin1');
  const values = skipTrailers(left);
  const written = Buffer.from(aboveScissors(cleaned), 'latin1');
  if (values.length > 0 && (await isWritten(scene.place, written)))
    await addTrailers(scene.place, file, SKIP_TRAILER, values);
}

/** What the tiers left out of what is committed, and the names of what they have looked at. */
async function readVerdicts(
  tiers: readonly Tier[],
  scene: Scene,
  world: SettlingWorld,
): Promise<{ readonly left: readonly Skip[]; readonly made: readonly string[] }> {
  const { place, repository } = scene;
  const settled = (await settleTiers(tiers, scene, world)) ?? [];
  const tree = (await git(place, ['write-tree'])).toString().trim();
  const base = await baseOf(place, tree);
  const proofs = openProofs(repository);
  const left: Skip[] = [];
  const made: string[] = [];
  for (const tier of settled) {
    const key = proofKey(tier, tree);
    const proof = decodeProof(findProofs(proofs, [key]).get(key));
    // A commit that is amended and changes nothing is what it was.
    const isAbout = proof !== undefined && (proof.base === base || tree === base);
    if (!isAbout || proof.config !== tierHash(tier)) continue;
    const skips = skipsOf(tier, proof.skips);
    left.push(...skips);
    made.push(...checkNames([tier]).filter((name) => skips.every(({ task }) => task !== name)));
  }
  const skipped = new Set(left.map(({ task }) => task));
  return { left, made: made.filter((name) => !skipped.has(name)) };
}

/** Before the first commit that is nothing. */
async function baseOf(place: GitPlace, tree: string): Promise<string> {
  const { code, stdout } = await tryGit(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{tree}']);
  return code === 0 ? stdout.toString().trim() : emptyTreeId(tree);
}
