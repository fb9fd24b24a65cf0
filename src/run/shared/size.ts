import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { bytesBelow } from '../../git/checkout/kept-checkouts.ts';
import { packsFolder } from '../../git/results/bring.ts';
import { resultsFolder } from '../../git/results/repository.ts';
import { KeptPacks } from '../../system/kept/packs.ts';
import { readFetchState } from './fetch-state.ts';
import { sharedFolder } from './folder.ts';

/** What was fetched of results that others share. */
export interface SharedSize {
  readonly packs: number;
  readonly bytes: number;
  /** Milliseconds since 1970: when the last fetch began. */
  readonly at: number;
  /** What went wrong with it; absent where all went well. */
  readonly trouble?: string;
}

/** Undefined: nothing was ever fetched. */
export function measureShared({ commonDir }: { readonly commonDir: string }): SharedSize | undefined {
  const state = readFetchState(commonDir);
  if (state === undefined) return undefined;
  const { at, trouble } = state;
  const packs = new KeptPacks(packsFolder(commonDir)).names().length;
  const bytes = foldersOf(commonDir).reduce((sum, folder) => sum + bytesBelow(folder), 0);
  return { packs, bytes, at, ...(trouble === undefined ? {} : { trouble }) };
}

/** Forgets it. */
export function clearShared({ commonDir }: { readonly commonDir: string }): void {
  for (const folder of foldersOf(commonDir).filter((one) => existsSync(one))) rmSync(folder, { recursive: true });
}

function foldersOf(commonDir: string): readonly string[] {
  return [dirname(packsFolder(commonDir)), resultsFolder(commonDir), sharedFolder({ commonDir })];
}
