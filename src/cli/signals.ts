import { EXIT_CODES } from '../core/errors.ts';

/** Signals that ask a run to end, and the exit code of a run that did. */
const CODES = { SIGINT: EXIT_CODES.interrupted, SIGTERM: EXIT_CODES.terminated, SIGHUP: EXIT_CODES.hangup } as const;

/** Signals that arrived while a run went on. */
export interface SignalWatch {
  /** The exit code of the first one; undefined when there was none. */
  readonly code: () => number | undefined;
  readonly end: () => void;
}

/**
 * From now on a signal ends the run and not the process: what is hidden is put back first. `heard`: called at the first one,
 * before anything ends.
 */
export function watchSignals(controller: AbortController, heard: () => void = () => undefined): SignalWatch {
  let code: number | undefined;
  const listeners = Object.entries(CODES).map(([name, exitCode]) => {
    const listener = () => {
      if (code === undefined) heard();
      code ??= exitCode;
      controller.abort(name);
    };
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  return {
    code: () => code,
    end: () => {
      for (const remove of listeners) remove();
    },
  };
}
