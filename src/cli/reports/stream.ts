import { appendFileSync, closeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RunEvent } from '../../core/ports.ts';
import type { World } from '../../run/world.ts';
import { openNamed, probeNamed } from '../../system/named-file.ts';
import type { Session } from '../session.ts';
import { loadReport } from './load.ts';
import { unwritableReport } from './unwritable.ts';
import type { ReportWish } from './wish.ts';

/** Reports of a run that is about to begin. */
export interface StreamedReports {
  /** Tells those of events what happens. Never throws. */
  readonly tell: (event: RunEvent) => void;
  /** All that was asked for, with those marked that need not be shown any more. */
  readonly wishes: readonly ReportWish[];
}

/** Where reports go, and who is told that one cannot. */
interface Place extends Pick<Session, 'terminal' | 'notice'> {
  readonly world: Pick<World, 'cwd'>;
}

/**
 * Opens reports that are told while a run goes on. Rejects with `LatticeError` for a file that cannot be written, also of a
 * report that is written when the run is over: nobody waits for a run whose report is lost.
 */
export async function streamReports(wishes: readonly ReportWish[], place: Place): Promise<StreamedReports> {
  const streams: StreamedReports['tell'][] = [];
  const marked: ReportWish[] = [];
  for (const wish of wishes) {
    const { file } = wish;
    const tellText = (await loadReport(wish.format, place.world.cwd)).watch?.();
    if (tellText !== undefined) {
      const { write, end } = writerFor(wish, place);
      streams.push((event) => {
        write(tellText(event));
        if (event.type === 'done') end();
      });
    } else if (file !== undefined) onDisk(file, () => probeNamed(resolve(place.world.cwd, file)));
    marked.push(tellText === undefined ? wish : { ...wish, isTold: true });
  }
  return {
    tell: (event) => {
      for (const stream of streams) stream(event);
    },
    wishes: marked,
  };
}

/** Takes what is told of a run. */
interface Writer {
  readonly write: (text: string) => void;
  readonly end: () => void;
}

/** A disk that is full in the middle of a run costs the rest of the report, which is told, and not the run. */
function writerFor({ file }: ReportWish, { world, terminal, notice }: Place): Writer {
  if (file === undefined) return { write: terminal.raw, end: () => undefined };
  // Kept open, because whoever reads a pipe of that name would take its end for the end of the run.
  let opened: number | undefined = onDisk(file, () => openNamed(resolve(world.cwd, file)));
  const end = (): void => {
    if (opened !== undefined) closeSync(opened);
    opened = undefined;
  };
  const write = (text: string): void => {
    if (opened === undefined) return;
    try {
      appendFileSync(opened, text);
    } catch (error) {
      notice(unwritableReport(file, error).message);
      end();
    }
  };
  return { write, end };
}

function onDisk<Result>(file: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw unwritableReport(file, error);
  }
}
