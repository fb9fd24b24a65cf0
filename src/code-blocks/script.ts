import { Script } from 'node:vm';
import type { CodeBlock } from './find-blocks.ts';
import type { Problem } from './problem.ts';
import type { RunCheck } from './run-command.ts';

/** What only a module may hold. */
const MODULE = /^\s*(?:import\b(?!\s*\()|export\b)/m;
/** What code is tried in: documents show what stands in functions, and values. Neither is ever run. */
const FRAMES = [
  ['(async function () {', '\n})'],
  ['(\n', '\n)'],
] as const;

/** `block:3`, the code, and a mark below the place; or the path of a file. */
const PLACE = /^.*:(\d+)\n.*\n( *)\^/;
const REASON = /^SyntaxError: (.*)$/m;

/** Parses JavaScript: code with imports as a module, by another Node, and other code in our own. */
export async function checkScripts(blocks: readonly CodeBlock[], runNode: RunCheck): Promise<readonly Problem[]> {
  const modules = blocks.filter(({ text }) => MODULE.test(text));
  const others = blocks.filter((block) => !modules.includes(block));
  const ends = await Promise.all(modules.map(async (block) => ({ block, end: await runNode(block) })));
  return [
    ...others.flatMap((block) => parseCode(block) ?? []),
    ...ends.flatMap(({ block, end }) =>
      end.code === 0 ? [] : (problemIn(block, end.stderr, 0) ?? { block, message: 'is no JavaScript' }),
    ),
  ];
}

function parseCode(block: CodeBlock): Problem | undefined {
  const said = FRAMES.map(([before, after]) => errorOf(`${before}${block.text}${after}`));
  const [first] = said;
  // What is wrong in a function is said of it; that it is no value says less.
  if (first === undefined || said.includes(undefined)) return undefined;
  return (
    problemIn(block, first, FRAMES[0][0].length) ?? { block, message: REASON.exec(first)?.[1] ?? 'is no JavaScript' }
  );
}

function errorOf(code: string): string | undefined {
  try {
    new Script(code, { filename: 'block' });
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** `shift`: characters before the code in its first line. */
function problemIn(block: CodeBlock, said: string, shift: number): Problem | undefined {
  const [place, reason] = [PLACE.exec(said), REASON.exec(said)?.[1]];
  if (place === null || reason === undefined) return undefined;
  const line = Number(place[1]);
  const column = (place[2]?.length ?? 0) + 1 - (line === 1 ? shift : 0);
  return { block, line, column, message: reason };
}
