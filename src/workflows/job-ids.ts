/**
 * An id for the job of each tier, by its name: that itself where it may be one, else what is left of it. `taken`: ids that
 * other jobs of the workflow have.
 */
export function jobIds(
  tiers: readonly { readonly name: string }[],
  taken: readonly string[],
): ReadonlyMap<string, string> {
  // GitHub tells ids apart by more than case, and people do not.
  const used = new Set(taken.map((id) => id.toLowerCase()));
  const ids = new Map<string, string>();
  for (const { name } of tiers) {
    const word = name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^(?![A-Za-z_])/, '_');
    let id = word;
    for (let number = 2; used.has(id.toLowerCase()); number += 1) id = `${word}-${number}`;
    used.add(id.toLowerCase());
    ids.set(name, id);
  }
  return ids;
}
