import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readKeptJson, writeKeptJson } from '../../system/kept/json.ts';

/** What is known of the fetches of shared results. */
export interface FetchState {
  /** Milliseconds since 1970: when the last one began. */
  readonly at: number;
  /** Fetches in a row that brought nothing because something went wrong. */
  readonly failures: number;
  /** What went wrong with the last one; absent where all went well. */
  readonly trouble?: string;
}

const MINUTE = 60_000;
/** Milliseconds between two fetches: a rebase or a search through history switches many times. */
const PAUSE = MINUTE;
/** Milliseconds after something went wrong; each next time twice as long, up to the longest. */
const REST = 5 * MINUTE;
const LONGEST_REST = 4 * 60 * MINUTE;

/** The state of a repository; undefined where nothing was ever fetched. */
export function readFetchState(commonDir: string): FetchState | undefined {
  return readKeptJson<FetchState>(fileOf(commonDir));
}

/** Keeps a state. Where that cannot be written the next fetch comes sooner. */
export function keepFetchState(commonDir: string, state: FetchState): void {
  try {
    mkdirSync(join(commonDir, 'lattice-hooks', 'results'), { recursive: true });
    writeKeptJson(fileOf(commonDir), state);
  } catch {}
}

/** Whether it is time for another fetch. `now`: milliseconds since 1970. A last one in the future was another clock's. */
export function isFetchDue(state: FetchState | undefined, now: number): boolean {
  if (state === undefined || state.at > now) return true;
  const { at, failures } = state;
  const pause = failures === 0 ? PAUSE : Math.min(LONGEST_REST, REST * 2 ** Math.min(failures - 1, 10));
  return now >= at + pause;
}

function fileOf(commonDir: string): string {
  return join(commonDir, 'lattice-hooks', 'results', 'fetched.json');
}
