import { setMaxListeners } from 'node:events';
import { loadLocalStore } from '../catalog.ts';
import { preparedByHand } from '../cli/prepared.ts';
import { configReader, openSession, type Session } from '../cli/session.ts';
import { surveying } from '../cli/surveying.ts';
import { LatticeError } from '../core/errors.ts';
import type { RunRecord } from '../core/record.ts';
import type { Afterwards } from '../run/compose-ports.ts';
import { inWorktree } from '../run/local-run.ts';
import { perform } from '../run/perform.ts';
import { type Preparation, prepare } from '../run/preparation.ts';
import { onCommit } from '../run/pushes/commit-scene.ts';
import { rangeSubject } from '../run/range.ts';
import { keepRecords } from '../run/records/keep.ts';
import type { RunRequest, Selection } from '../run/request.ts';
import type { Scene } from '../run/scene.ts';
import type { World } from '../run/world.ts';
import type { RunTierOptions, Subject } from './options.ts';

const SILENT = {
  out: ignore,
  raw: ignore,
  err: ignore,
  color: false,
  width: 80,
  isWindow: false,
  isInteractive: false,
};

/** What the command `run` does, without a word: the record is kept, and returned. Rejects with `LatticeError` where no run can be made. */
export async function runIn(given: World, options: RunTierOptions): Promise<RunRecord> {
  const request = toRequest(options);
  const { selection } = request;
  const session = await openSession(surveying(given), SILENT, {
    notice: options.onNotice ?? ignore,
    reports: [],
    work: `run ${request.name}`,
  });
  const getReady = (scene: Scene) => prepare(scene, request, session.world, configReader(session));
  const works: Afterwards[] = [];
  const use = (preparation: Preparation) => carryOut(preparation, request, session, { ...options, works });
  const record =
    selection.type === 'range'
      ? await onCommit(session, await rangeSubject(selection, session), async (scene) => use(await getReady(scene)))
      : await inWorktree({ ...session, selection, prepare: getReady }, undefined, use);
  keepRecords(session.repository, [record]);
  if (options.signal?.aborted !== true) for (const work of works) await work(session.notice);
  return record;
}

async function carryOut(
  preparation: Preparation,
  request: RunRequest,
  { repository, world }: Session,
  { signal, onEvent = ignore, works }: RunTierOptions & { readonly works: Afterwards[] },
): Promise<RunRecord> {
  const prepared = await preparedByHand(preparation, repository.root);
  const stores = await loadLocalStore();
  const afterwards = (work: Afterwards) => void works.push(work);
  const controller = new AbortController();
  // Every program that runs listens to it: of many at once Node would say that something leaks.
  setMaxListeners(0, controller.signal);
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort);
  try {
    return await perform(prepared, request, world, { tell: onEvent, controller, stores, afterwards });
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

function toRequest(options: RunTierOptions): RunRequest {
  const { name, only, skip = [], reason = '', jobs } = options;
  if (jobs !== undefined && !(Number.isInteger(jobs) && jobs > 0))
    throw new LatticeError('usage', `\`jobs\` is ${jobs}`, 'Give a whole number from 1.');
  return {
    name,
    selection: toSelection(options.subject ?? 'worktree'),
    byHook: false,
    fixing: options.fix === true,
    ...(only === undefined ? {} : { only }),
    skips: skip.map((task) => ({ task, by: 'cli', reason })),
    hookArguments: options.hookArguments ?? [],
    useCache: options.cache !== false,
    failFast: options.failFast === true,
    ...(jobs === undefined ? {} : { jobs }),
  };
}

function toSelection(subject: Subject): Selection {
  if (typeof subject === 'string') return { type: subject };
  if ('files' in subject) return { type: 'files', files: subject.files };
  return { type: 'range', from: subject.from, to: subject.to ?? 'HEAD' };
}

function ignore(): void {}
