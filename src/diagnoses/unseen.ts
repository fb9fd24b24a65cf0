import { type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Parts that could not be looked at, once for each reason: nobody knows whether they are in order. */
export function diagnoseUnseen({ unseen }: Facts): readonly Diagnosis[] {
  const reasons = new Set(unseen.map(({ why }) => why));
  return [...reasons].map((why) => {
    const parts = unseen.filter((one) => one.why === why).map(({ what }) => what);
    return finding({
      id: 'unseen',
      message: `${parts.join(', ')} could not be looked at: ${why}`,
      remedy: 'mend that, then run the doctor again',
    });
  });
}
