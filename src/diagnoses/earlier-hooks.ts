import { advice, type Diagnosis } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Hooks of another manager that run before ours, at every commit or push. */
export function diagnoseEarlierHooks({ hooks }: Facts): readonly Diagnosis[] {
  const earlier = (hooks?.files ?? []).flatMap(({ name, earlier }) =>
    earlier === undefined ? [] : [{ name, earlier }],
  );
  const managers = [...new Set(earlier.map((one) => one.earlier))];
  return managers.map((manager) => {
    const names = earlier.filter((one) => one.earlier === manager).map(({ name }) => name);
    return advice({
      id: 'hook-earlier',
      message: `hooks of ${manager} run before ours: ${names.join(', ')}`,
      remedy: `where ${manager} is no longer wanted, remove ${names.map((name) => `${name}.before-lattice-hooks`).join(', ')} beside them`,
    });
  });
}
