import type { CoverageFormat } from '../core/contracts/coverage.ts';
import type { FileCoverage, PlaceHits } from '../core/coverage.ts';
import { addHits, appendTo, byLine, readHits, readLine, withoutMark } from '../core/coverage-parts.ts';

/** Put before an index, which would otherwise look like a name. */
const INDEXED = 'FNL:';

/** One `SF` record while it is read. Counts may stand before what they count. */
interface Section {
  readonly path: string;
  readonly lines: Map<number, number>;
  /** By line, block and arm. */
  readonly arms: Map<string, { readonly line: number; readonly place: string; hits: number }>;
  /** Lines of functions by name (`FN`) or index (`FNL`): several functions may have one name. */
  readonly functions: Map<string, number[]>;
  /** Calls by name (`FNDA`), or by index (`FNA`) for each name that the function has. */
  readonly calls: Map<string, number[]>;
}

export default {
  summary: 'LCOV trace files (lcov.info)',

  recognizes(text) {
    const first = withoutMark(text.slice(0, 4096))
      .split('\n')
      .find((line) => line.trim() !== '' && !line.startsWith('#'));
    return first !== undefined && /^(TN|SF|VER):/.test(first);
  },

  parse(text) {
    const sections: Section[] = [];
    // A tool that counts no branches or functions writes no record of them, not even a sum of 0.
    const seen = new Set<string>();
    let section: Section | undefined;
    for (const { name, value, line } of records(text)) {
      seen.add(name);
      if (name === 'SF:') sections.push(begin(value));
      if (name === 'SF:') section = sections.at(-1);
      else if (name === 'end_of_record') section = undefined;
      else if (!take(name, value, section)) {
        throw new Error(`line ${line}: ${name} is cut short or belongs to no file`);
      }
    }
    return { roots: [], files: sections.map((one) => finish(one, [...seen])) };
  },
} satisfies CoverageFormat;

/** Records with the line they stand on, counted from 1. Throws for a line that is none. */
function* records(text: string): Generator<{ readonly name: string; readonly value: string; readonly line: number }> {
  for (const [index, raw] of withoutMark(text).split('\n').entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line.trim() === '' || line.startsWith('#')) continue;
    const name = /^([A-Z]+:|end_of_record$)/.exec(line)?.[0];
    if (name === undefined) throw new Error(`line ${index + 1} is cut short or no LCOV record`);
    yield { name, value: line.slice(name.length), line: index + 1 };
  }
}

function begin(path: string): Section {
  return { path, lines: new Map(), arms: new Map(), functions: new Map(), calls: new Map() };
}

/** Readers of the values of records: false when a value cannot be read. Other records hold sums or names. */
const READERS: ReadonlyMap<string, (value: string, section: Section) => boolean> = new Map([
  ['DA:', takeLine],
  ['BRDA:', takeArm],
  ['FN:', takeFunction],
  ['FNDA:', takeCalls],
  ['FNL:', takeIndexed],
  ['FNA:', takeIndexedCalls],
]);

/** False when the record cannot be read or stands outside of a section. */
function take(name: string, value: string, section: Section | undefined): boolean {
  const read = READERS.get(name);
  return read === undefined || (section !== undefined && read(value, section));
}

/** `line,hits[,checksum]` */
function takeLine(value: string, { lines }: Section): boolean {
  const [first, second] = value.split(',');
  const line = readLine(first);
  const hits = readHits(second);
  if (line !== undefined && hits !== undefined) addHits(lines, line, hits);
  return line !== undefined && hits !== undefined;
}

/** `line,[e]block,arm,taken`: the arm may be any text, commas included; `-` says that the block never ran. */
function takeArm(value: string, { arms }: Section): boolean {
  const match = /^(\d+),([^,]+),(.+),([^,]+)$/.exec(value);
  const line = readLine(match?.[1]);
  const hits = match?.[4] === '-' ? 0 : readHits(match?.[4]);
  if (line === undefined || hits === undefined) return false;
  const place = `${match?.[2]},${match?.[3]}`;
  const arm = arms.get(`${line},${place}`);
  if (arm === undefined) arms.set(`${line},${place}`, { line, place, hits });
  else arm.hits += hits;
  return true;
}

/** `line,[last line,]name`: names hold commas too. */
function takeFunction(value: string, { functions }: Section): boolean {
  const match = /^(\d+),(?:\d+,)?(.+)$/.exec(value);
  return append(functions, match?.[2], readLine(match?.[1]));
}

/** `hits,name` */
function takeCalls(value: string, { calls }: Section): boolean {
  const match = /^([^,]+),(.+)$/.exec(value);
  return append(calls, match?.[2], readHits(match?.[1]));
}

/** `index,line[,last line]` */
function takeIndexed(value: string, { functions }: Section): boolean {
  const [index, line] = value.split(',');
  return append(functions, INDEXED + index, readLine(line));
}

/** `index,hits,name` */
function takeIndexedCalls(value: string, { calls }: Section): boolean {
  const [index, hits] = value.split(',');
  return append(calls, INDEXED + index, readHits(hits));
}

function append(lists: Map<string, number[]>, name: string | undefined, item: number | undefined): boolean {
  if (name !== undefined && item !== undefined) appendTo(lists, name, item);
  return name !== undefined && item !== undefined;
}

/** The second count of a name is that of its second function. Calls of an unlisted function are passed over, as LCOV does. */
function functionPlaces({ functions, calls }: Section): PlaceHits {
  return [...functions].flatMap(([name, lines]) => {
    const counts = calls.get(name) ?? [];
    const sum = counts.reduce((a, b) => a + b, 0);
    return lines.map((line, at) => [line, name.startsWith(INDEXED) ? sum : (counts[at] ?? 0), name] as const);
  });
}

function finish(section: Section, seen: readonly string[]): FileCoverage {
  const branches: PlaceHits = [...section.arms.values()].map(({ line, hits, place }) => [line, hits, place]);
  return {
    path: section.path,
    lines: byLine(section.lines),
    ...(seen.some((name) => name.startsWith('BR')) ? { branches: byLine(branches) } : {}),
    ...(seen.some((name) => name.startsWith('FN')) ? { functions: byLine(functionPlaces(section)) } : {}),
  };
}
