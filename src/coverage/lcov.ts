import type { CoverageFormat } from '../core/contracts/coverage.ts';
import type { FileCoverage } from '../core/coverage/report.ts';
import { eachLine, type TakeLine } from '../core/text-lines.ts';
import { takePlain } from '../lcov/at-once.ts';
import { countArm, countLine, readRecord, takeRecord } from '../lcov/records.ts';
import { Section } from '../lcov/section.ts';

export default {
  summary: 'LCOV trace files (lcov.info)',

  recognizes({ beginning }) {
    const first = beginning.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#'));
    return first !== undefined && /^(TN|SF|VER):/.test(first);
  },

  parse(text) {
    const files: FileCoverage[] = [];
    const section = new Section();
    const seen = new Set<string>();
    const end = (): void => {
      const file = section.end();
      if (file !== undefined) files.push(file);
    };
    const take: TakeLine = (bytes, start, stop, number) => {
      if (section.isOpen && countLine(bytes, start, stop, section.lines)) return;
      if (section.isOpen && countArm(bytes, start, stop, section.arms)) return;
      const { name, value } = readRecord(bytes.toString('utf8', start, stop), number);
      seen.add(name);
      if (name === 'SF:' || name === 'end_of_record') end();
      if (name === 'SF:') section.begin(value);
      else if (!takeRecord(name, value, section))
        throw new Error(`line ${number}: ${name} is cut short or belongs to no file`);
    };
    eachLine(text.chunks(), take, (bytes, start) => (section.isOpen ? takePlain(bytes, start, section) : -1));
    end();
    const has = (start: string): boolean => [...seen].some((name) => name.startsWith(start));
    const known = {
      branches: has('BR') || files.some((file) => file.branches !== ''),
      functions: has('FN') || files.some((file) => file.functions !== ''),
    };
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
