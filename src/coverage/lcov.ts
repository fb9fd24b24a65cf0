import type { CoverageFormat } from '../core/contracts/coverage.ts';
import type { FileCoverage } from '../core/coverage.ts';
import { LineCounter } from '../core/coverage-pack.ts';
import { eachLine } from '../core/text-lines.ts';
import { countArm, countLine, readRecord, takeRecord } from '../lcov/records.ts';
import { beginSection, finishSection, type Section } from '../lcov/section.ts';

export default {
  summary: 'LCOV trace files (lcov.info)',

  recognizes({ beginning }) {
    const first = beginning.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#'));
    return first !== undefined && /^(TN|SF|VER):/.test(first);
  },

  parse(text) {
    const files: FileCoverage[] = [];
    const lines = new LineCounter();
    const seen = new Set<string>();
    let section: Section | undefined;
    const end = (): void => {
      if (section !== undefined) files.push(finishSection(section, lines));
      section = undefined;
    };
    eachLine(text.chunks(), (bytes, start, stop, number) => {
      if (section !== undefined && countLine(bytes, start, stop, lines)) return;
      if (section !== undefined && countArm(bytes, start, stop, section)) return;
      const { name, value } = readRecord(bytes.toString('utf8', start, stop), number);
      seen.add(name);
      if (name === 'SF:' || name === 'end_of_record') end();
      if (name === 'SF:') section = beginSection(value);
      else if (!takeRecord(name, value, section))
        throw new Error(`line ${number}: ${name} is cut short or belongs to no file`);
    });
    end();
    const has = (start: string): boolean => [...seen].some((name) => name.startsWith(start));
    const known = { branches: has('BR') || files.some((file) => file.branches !== ''), functions: has('FN') };
    return { roots: [], files: files.map((file) => withKnown(file, known)) };
  },
} satisfies CoverageFormat;

/** A tool that counts no branches or functions writes no record of them in any file, not even a sum of 0. */
function withKnown(
  { path, lines = '', branches = '', functions = '' }: FileCoverage,
  known: { readonly branches: boolean; readonly functions: boolean },
): FileCoverage {
  return { path, lines, ...(known.branches ? { branches } : {}), ...(known.functions ? { functions } : {}) };
}
