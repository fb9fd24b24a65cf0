import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** Milliseconds in which output is read that an ended group has left in the pipes, and that somebody else holds open. */
const DRAIN = 250;

/** What a program prints, while it prints it. */
export interface ProgramOutput {
  /** Waits for the rest of it. What left the group and keeps the pipes is not waited for. */
  drain(): Promise<void>;
  /** What came so far, decoded as UTF-8; `all`: in the order in which it came. */
  text(of: 'stdout' | 'stderr' | 'all'): string;
}

/** Reads both streams. `onLimit` is called once when more than `limit` bytes came; what comes then is dropped. */
export function collectOutput(
  streams: { readonly stdout: Readable; readonly stderr: Readable },
  limit: number,
  onLimit: () => void,
): ProgramOutput {
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[], all: [] as Buffer[] };
  let bytes = 0;
  const listen = (name: 'stdout' | 'stderr') =>
    streams[name].on('data', (chunk: Buffer) => {
      if (bytes > limit) return;
      bytes += chunk.length;
      if (bytes > limit) onLimit();
      else {
        chunks[name].push(chunk);
        chunks.all.push(chunk);
      }
    });
  listen('stdout');
  listen('stderr');
  return {
    drain: () => drain([streams.stdout, streams.stderr]),
    text: (of) => Buffer.concat(chunks[of]).toString(),
  };
}

async function drain(streams: readonly Readable[]): Promise<void> {
  const timer = setTimeout(() => {
    for (const stream of streams) stream.destroy();
  }, DRAIN);
  await Promise.allSettled(streams.map((stream) => finished(stream)));
  clearTimeout(timer);
}
