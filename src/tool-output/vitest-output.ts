import type { JudgeContext, ProgramExit } from '../core/contracts/judgment.ts';
import type { RepoPath } from '../core/files.ts';
import type { Finding } from '../core/outcome.ts';
import { readAnnotations } from './annotations.ts';
import { distinct, findingAt } from './findings.ts';
import { excerpt, plainLines, sentence } from './plain-text.ts';

/** Heading of a failure, with the project's name where there are several, and tests below the file where one failed. */
const HEADING = /^\s*FAIL\s+(?:\|[^|]+\|\s+)?(.+?)(?: \[ .+ \]| > (.+))?$/;
const CODE_FRAME = /^\s*(?:\d+\||\|\s)|^[⎯\s]+(?:\[\d+\/\d+\])?⎯*$/;

/** Failures of a run with the reporters `default` and `github-actions`: the second says where, the first says all. */
export function readVitestFailures(exit: ProgramExit, context: JudgeContext): readonly Finding[] {
  const annotated = readAnnotations(exit.stdout).map((one) => {
    const file = one.file === undefined ? undefined : context.toRepoPath(one.file);
    const { line, column } = one;
    return findingAt('error', messageOf(one.title, one.message), { file, line, column });
  });
  const named = new Set<RepoPath | undefined>(annotated.map((finding) => finding.file));
  // A file that could not even be parsed has no place in the project to annotate.
  const others = headings(exit.stderr, context).filter((finding) => !named.has(finding.file));
  return distinct([...annotated, ...others]);
}

/** The failures as they are shown to people, without source code. */
export function vitestExcerpt(exit: ProgramExit): string {
  return excerpt(plainLines(exit.stderr).filter((line) => !CODE_FRAME.test(line)));
}

/** The title begins with the file, which the finding names itself. */
function messageOf(title: string | undefined, message: string): string {
  const test = title?.split('\n', 1)[0]?.split(' > ').slice(1).join(' > ') ?? '';
  return [test, sentence(message)].filter((part) => part !== '').join(': ');
}

function headings(stderr: string, context: JudgeContext): readonly Finding[] {
  const lines = plainLines(stderr);
  return lines.flatMap((line, index) => {
    const match = HEADING.exec(line);
    if (match === null) return [];
    const words = lines.slice(index + 1, index + 3).map(sentence);
    // Bundlers announce that they have failed in one line and say why in the next.
    const message = /with \d+ errors?:$/.test(words[0] ?? '') ? words.join(' ') : (words[0] ?? '');
    const file = context.toRepoPath(match[1] ?? '');
    return findingAt('error', [match[2], message].filter(Boolean).join(': '), { file });
  });
}
