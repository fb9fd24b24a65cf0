import { parsePackName } from './pack-name.ts';

/** A pack, as far as it matters how much there is. */
export interface SizedPack {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** What a branch may hold. */
export interface PackLimits {
  /** Bytes of all packs. */
  readonly bytes: number;
  /** Packs, from which on those of a day are put into one. */
  readonly packs: number;
  /** Milliseconds after which nothing in a pack counts any more. */
  readonly age: number;
}

/** What becomes of packs. */
export interface PackPlan<Pack extends SizedPack> {
  readonly keep: readonly Pack[];
  /** Packs that become one, oldest first: in each group at least two. */
  readonly merge: readonly (readonly Pack[])[];
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Which packs stay on a branch beside a new one of `coming` bytes. The oldest go first where there is too much. Packs of
 * different days are never put together, so that what is old does not stay for what is new. `now`: milliseconds since 1970.
 */
export function planPacks<Pack extends SizedPack>(
  there: readonly Pack[],
  coming: number,
  now: number,
  limits: PackLimits,
): PackPlan<Pack> {
  const stays = newestWithin(
    there.filter(({ name }) => timeOf(name) + limits.age > now && timeOf(name) < now + DAY),
    limits.bytes - coming,
  );
  if (stays.length < limits.packs) return { keep: stays, merge: [] };
  const byDay = new Map<number, Pack[]>();
  for (const pack of stays) {
    const day = Math.floor(timeOf(pack.name) / DAY);
    byDay.set(day, [...(byDay.get(day) ?? []), pack]);
  }
  const groups = [...byDay.values()];
  return { keep: groups.filter(({ length }) => length === 1).flat(), merge: groups.filter(({ length }) => length > 1) };
}

/** Oldest first. One that does not fit takes all older ones with it: what is left has no gap. */
function newestWithin<Pack extends SizedPack>(packs: readonly Pack[], bytes: number): readonly Pack[] {
  const newestFirst = [...packs].sort((a, b) => (a.name < b.name ? 1 : -1));
  let sum = 0;
  const end = newestFirst.findIndex(({ size }) => {
    sum += size;
    return sum > bytes;
  });
  return newestFirst.slice(0, end === -1 ? undefined : end).reverse();
}

function timeOf(name: string): number {
  return parsePackName(name)?.at ?? Number.NaN;
}
