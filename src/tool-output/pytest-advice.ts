import type { ProgramExit } from '../core/contracts/judgment.ts';
import type { Finding } from '../core/outcome.ts';
import { missingPlugins } from './pytest-plugins.ts';

/** Unlike `python -m pytest`, the program does not search the folder that it is started in. */
const OWN_MODULES =
  'modules of the project are found with `pythonpath` in the config of pytest, or after `pip install -e .`';

/** What helps where pytest could not run: the plugin to install, or what keeps it from finding or importing tests. */
export function pytestAdvice(exit: ProgramExit, failures: readonly Finding[]): string | undefined {
  if (exit.code === 5) return missingPlugins(exit) ?? 'no tests were collected';
  return missingPlugins(exit) ?? interrupted(exit, failures);
}

/** Tests that could not be imported end the run with 2: the message says which, as nothing is kept but the message. */
function interrupted(exit: ProgramExit, failures: readonly Finding[]): string | undefined {
  const reasons = failures.map(({ file, message }) =>
    message.includes(file ?? '\0') ? message : `${file}: ${message}`,
  );
  if (exit.code !== 2 || reasons.length === 0) return undefined;
  const isUnfound = reasons.some((reason) => reason.includes("No module named '"));
  return [...reasons.slice(0, 5), ...(isUnfound ? [OWN_MODULES] : [])].join('; ');
}
