import process, { argv, cwd, env, stderr, stdout } from 'node:process';
import { runLintStaged } from './lint-staged.ts';

// The program that the task kind `lint-staged` starts: an entry of the package, in a process of its own, because what it
// writes to its environment must reach nobody else.

process.exitCode = await runLintStaged({
  args: argv.slice(2),
  cwd: cwd(),
  env,
  tell: (line) => stdout.write(`${line}\n`),
  complain: (line) => stderr.write(`${line}\n`),
});
