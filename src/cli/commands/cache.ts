import { isErrno, LatticeError } from '../../core/errors.ts';
import { makeKeyPair } from '../../core/shared/signing.ts';
import { homeOf } from '../../doc-links/home.ts';
import { readHosting } from '../../git/hosting.ts';
import { findRepository } from '../../git/repository.ts';
import { jsonText } from '../../report-text/json-text.ts';
import { openPage, type Page } from '../../report-text/page.ts';
import { clearCache, measureCache, pruneCache } from '../../run/memory/cache.ts';
import type { World } from '../../run/world.ts';
import { guideLinkIn } from '../../system/guide-root.ts';
import { fetchBeside, fetchResults } from '../fetch-results.ts';
import { openSession, type Session } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { cacheSizeJson, cacheSizeText, clearedText, freedJson, freedText } from '../texts/cache.ts';
import { keyPairText } from '../texts/key-pair.ts';

/** `cache` as the command line has it. */
export interface CacheOptions {
  readonly action: 'stats' | 'prune' | 'clear' | 'keygen' | 'fetch';
  readonly report: 'text' | 'json';
  /** Whether nobody looks on: for `fetch`, which git's hooks start. */
  readonly beside?: boolean;
}

/** Measures or forgets what is remembered, or makes the keys by which what others remember is believed. */
export async function cache(
  { action, report, beside = false }: CacheOptions,
  world: World,
  terminal: Terminal,
): Promise<number> {
  if (action === 'keygen') {
    const pair = makeKeyPair();
    const shown = { repository: await ownName(world), see: guideLinkIn('shared-results.md', world.packageFolder) };
    terminal.out(report === 'json' ? jsonText({ version: 1, ...pair }) : keyPairText(pair, shown, openPage(terminal)));
    return 0;
  }
  const place = await openSession(world, terminal);
  if (action === 'fetch' && beside) {
    await fetchBeside(place);
    return 0;
  }
  try {
    terminal.out(await ACTIONS[action](place, report === 'json', openPage(terminal)));
  } catch (error) {
    throw isErrno(error) ? notReached(action, error) : error;
  }
  return 0;
}

/** What the repository is called by its first remote that lies on a host; undefined where there is none, or no repository. */
async function ownName({ cwd, env }: World): Promise<string | undefined> {
  try {
    const { root } = await findRepository(cwd, env);
    return homeOf({}, await readHosting({ cwd: root, env })).places[0];
  } catch {
    return undefined;
  }
}

/** What a disk that is full, or not ours, has to say is no bug of ours. */
function notReached(action: CacheOptions['action'], error: Error): LatticeError {
  const message = `\`cache ${action}\` did not come to its end: ${error.message}`;
  return new LatticeError('environment', message, 'Make what it names readable and writable.', error, 'cache.md');
}

const ACTIONS: Readonly<
  Record<Exclude<CacheOptions['action'], 'keygen'>, (place: Session, asJson: boolean, page: Page) => Promise<string>>
> = {
  async stats(place, asJson, page) {
    const size = await measureCache(place);
    return asJson ? cacheSizeJson(size) : cacheSizeText(size, Date.parse(place.world.startedAt), page);
  },
  async prune(place, asJson, page) {
    const freed = await pruneCache(place);
    return asJson ? freedJson(freed) : freedText(freed, page);
  },
  async clear(place, asJson) {
    const { passes, proofs } = await clearCache(place);
    return asJson
      ? jsonText({ version: 1, forgot: { passes, proofs: proofs.count } })
      : clearedText({ passes, proofs });
  },
  fetch: fetchResults,
};
