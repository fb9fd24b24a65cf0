import { advice, type Diagnosis } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Bytes from which on the checkout of this repository is worth a word. */
const LARGE = 2_000_000_000;

/** Checkouts that were made for pushes and only take room. */
export function diagnoseCheckouts({ checkouts = [] }: Facts): readonly Diagnosis[] {
  const useless = checkouts.filter(({ isOurs }) => !isOurs);
  const large = checkouts.filter(({ isOurs, bytes }) => isOurs && bytes >= LARGE);
  return [
    ...useless.map(({ folder, repository, bytes }) =>
      advice({
        id: repository === undefined ? 'checkout-damaged' : 'checkout-orphaned',
        message: `a checkout of pushed commits ${repository === undefined ? 'says no more of which repository it is' : `is left of ${repository}, which is gone`}: ${folder}, ${megabytes(bytes)}`,
        remedy: '`npx lattice-hooks cache prune` removes it',
        repair: { type: 'remove-checkouts', folders: [folder] },
      }),
    ),
    ...large.map(({ folder, bytes }) =>
      advice({
        id: 'checkout-large',
        message: `the checkout of pushed commits takes ${megabytes(bytes)}: ${folder}`,
        remedy: 'remove it when no push is running: the next one makes it anew, without what tests have left there',
      }),
    ),
  ];
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
