import type { World } from '../run/world.ts';
import type { Invocation } from './invocation.ts';
import { describeCi } from './syntax/ci.ts';
import { describeCompletion } from './syntax/completion.ts';
import { describeExplain, describeList } from './syntax/explain.ts';
import { describeLinks } from './syntax/links.ts';
import { type Found, openProgram, type Program, readWords } from './syntax/program.ts';
import { describeRecords } from './syntax/records.ts';
import { describeRun } from './syntax/run.ts';
import { describeSetup } from './syntax/setup.ts';
import { describeSkip } from './syntax/skip.ts';
import { describeUpkeep } from './syntax/upkeep.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Every command, in the order in which help has them. */
const COMMANDS: readonly ((program: Program, found: Found) => void)[] = [
  describeRun,
  describeSkip,
  describeSetup,
  describeList,
  describeExplain,
  describeLinks,
  describeCi,
  describeRecords,
  describeUpkeep,
  describeCompletion,
];

/** Reads the command line. Throws `LatticeError` for what it does not understand. */
export async function readArguments(argv: readonly string[], world: World, terminal: Terminal): Promise<Invocation> {
  let invocation: Invocation = { type: 'shown' };
  const program = openCommandLine(world.product, terminal, (found) => {
    invocation = found;
  });
  await readWords(program, argv);
  return invocation;
}

/**
 * The command line with every command, before it has read a word.
 * @internal Exported for the references of the documents and their test.
 */
export function openCommandLine(version: string, terminal: Terminal, found: Found): Program {
  const program = openProgram(version, terminal);
  for (const describe of COMMANDS) describe(program, found);
  return program;
}
