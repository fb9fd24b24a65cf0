import { unwatchedTerminal } from '../../src/cli/terminal/unwatched.ts';

/** What standard output is: a pipe that waits for its reader, or one that somebody who shares it has made such that it never does. */
export type Pipe = 'waiting' | 'shared';

// Writes so many lines.

const terminal = unwatchedTerminal({});
const [count = '0', pipe] = process.argv.slice(2);
// Node makes the pipe so.
if (pipe === 'shared') process.stdout.on('drain', () => undefined);
for (let line = 0; line < Number(count); line++) terminal.out(`line ${line} \u2713\n`);
terminal.raw('\u2713 end\n');
