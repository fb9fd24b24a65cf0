import { unwatchedTerminal } from '../../src/cli/unwatched-terminal.ts';

// Writes many lines to a pipe that never waits, as a program leaves it that shares it with others, and to one that does.

const terminal = unwatchedTerminal({});
const [count = '0', shared] = process.argv.slice(2);
// Node makes the pipe so.
if (shared === 'shared') void process.stdout;
for (let line = 0; line < Number(count); line++) terminal.out(`line ${line} \u2713\n`);
terminal.raw('\u2713 end\n');
