import type { CoverageFormat } from '../core/contracts/coverage.ts';
import { countedPlaces, LineCounter, packPlaces } from '../core/coverage/pack.ts';
import { detached, readHits, readLine } from '../core/coverage/parts.ts';
import type { FileCoverage, PlaceHits } from '../core/coverage/report.ts';
import { readXml } from '../xml/read.ts';

interface Arms {
  readonly taken: number;
  readonly total: number;
}

/** One `class` while it is read. A file may have several. */
interface ClassCoverage {
  readonly path: string;
  readonly lines: LineCounter;
  /** By line. Which arms were taken is not said: only how many of how many. */
  readonly arms: Map<number, Arms>;
}

/** What is gathered from the document. */
interface Reading {
  readonly roots: string[];
  readonly classes: ClassCoverage[];
  /** Whether lines say if they branch, and whether each that does says of how many arms: tools may do neither. */
  saysBranches: boolean;
  countsArms: boolean;
}

export default {
  summary: 'Cobertura XML (coverage.py, Istanbul, gcovr, coverlet)',

  recognizes({ beginning }) {
    const root = /<coverage\b[^>]*>/.exec(beginning)?.[0];
    if (root === undefined || /\sclover\s*=/.test(root)) return false;
    return /\s(line|branch)-rate\s*=/.test(root) || /<(packages|sources)\b/.test(beginning);
  },

  parse(text) {
    const reading: Reading = { roots: [], classes: [], saysBranches: false, countsArms: true };
    const open: string[] = [];
    let source = '';
    readXml(text.pieces(), {
      open(name, attributes) {
        open.push(name);
        if (open.length === 1 && name !== 'coverage') throw new Error(`the root is <${name}>, not <coverage>`);
        if (name === 'source') source = '';
        if (name === 'class') reading.classes.push(beginClass(attributes));
        // The lines of a class stand in its methods once more.
        if (name === 'line' && open.at(-2) === 'lines' && open.at(-3) === 'class') takeLine(attributes, reading);
      },
      text(piece) {
        if (open.at(-1) === 'source') source += piece;
      },
      close(name) {
        open.pop();
        if (name === 'source') reading.roots.push(source.trim());
      },
    });
    return { roots: reading.roots, files: reading.classes.map((one) => finish(one, reading)) };
  },
} satisfies CoverageFormat;

function beginClass(attributes: ReadonlyMap<string, string>): ClassCoverage {
  const path = attributes.get('filename');
  if (path === undefined) throw new Error('a class without a filename');
  return { path: detached(path), lines: new LineCounter(), arms: new Map() };
}

function takeLine(attributes: ReadonlyMap<string, string>, reading: Reading): void {
  const current = reading.classes.at(-1);
  const line = readLine(attributes.get('number'));
  const hits = readHits(attributes.get('hits'));
  if (current === undefined || line === undefined || hits === undefined) {
    throw new Error(`a line of ${current?.path ?? 'no class'} without its number or hits`);
  }
  current.lines.add(line, hits);
  const branch = attributes.get('branch')?.toLowerCase();
  const condition = attributes.get('condition-coverage');
  if (branch !== undefined || condition !== undefined) reading.saysBranches = true;
  if (branch === 'false' || (branch === undefined && condition === undefined)) return;
  const arms = readCondition(condition);
  if (arms === undefined) reading.countsArms = false;
  else current.arms.set(line, bestOf(arms, current.arms.get(line)));
}

/** `50% (1/2)`: the items count, the percentage does not. */
function readCondition(text: string | undefined): Arms | undefined {
  const match = /\((\d{1,9})\s*\/\s*(\d{1,9})\)/.exec(text ?? '');
  const [taken, total] = [Number(match?.[1]), Number(match?.[2])];
  return match === null || taken > total ? undefined : { taken, total };
}

/** A line that stands twice in a class is one line, of which each time may know as much as the other. */
function bestOf(arms: Arms, others: Arms = { taken: 0, total: 0 }): Arms {
  return { taken: Math.max(arms.taken, others.taken), total: Math.max(arms.total, others.total) };
}

function finish({ path, lines, arms }: ClassCoverage, { saysBranches, countsArms }: Reading): FileCoverage {
  const branches = saysBranches && countsArms ? { branches: packPlaces([...arms].flatMap(armPlaces)) } : {};
  return { path, lines: lines.take(), ...branches };
}

function armPlaces([line, { taken, total }]: readonly [number, Arms]): readonly PlaceHits[] {
  return countedPlaces(line, taken, total - taken);
}
