import type { Terminal } from '../../src/cli/terminal/terminal.ts';

/** A terminal that keeps what is written to it. */
export interface FakeTerminal extends Terminal {
  /** All that was written, to either stream. */
  text(): string;
  written(stream: 'out' | 'err'): string;
}

/** Makes one of 80 columns without colours that nobody watches, with what is to be different. */
export function makeTerminal(different: Partial<Terminal> = {}): FakeTerminal {
  const writes: { readonly stream: 'out' | 'err'; readonly text: string }[] = [];
  const written = (stream?: string) =>
    writes
      .filter((write) => stream === undefined || write.stream === stream)
      .map(({ text }) => text)
      .join('');
  return {
    out: (text) => void writes.push({ stream: 'out', text }),
    raw: (text) => void writes.push({ stream: 'out', text }),
    err: (text) => void writes.push({ stream: 'err', text }),
    color: false,
    width: 80,
    isWindow: false,
    isInteractive: false,
    ...different,
    text: written,
    written,
  };
}
