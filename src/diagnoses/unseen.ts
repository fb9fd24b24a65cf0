import { type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Parts that could not be looked at: nobody knows whether they are in order. */
export function diagnoseUnseen({ unseen }: Facts): readonly Diagnosis[] {
  return unseen.map(({ what, why }) =>
    finding({
      id: 'unseen',
      message: `${what} could not be looked at: ${why}`,
      remedy: 'mend that, then run the doctor again',
    }),
  );
}
