import { advice, type Diagnosis } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Hooks that only this clone has. */
export function diagnosePrepare({ prepare, isCI }: Facts): readonly Diagnosis[] {
  if (prepare === undefined || isCI) return [];
  return [
    advice({
      id: 'prepare-missing',
      file: 'package.json',
      message: 'no script installs the hooks, so that other clones have none',
      remedy: prepare,
    }),
  ];
}
