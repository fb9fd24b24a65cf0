import type { CoverageFormat } from '../core/contracts/coverage.ts';
import type { FileCoverage, PlaceHits } from '../core/coverage.ts';
import { addHits, byLine, readHits, readLine, withoutMark } from '../core/coverage-parts.ts';
import { readXml } from '../xml/read.ts';

/** One `class` while it is read. A file may have several. */
interface ClassCoverage {
  readonly path: string;
  readonly lines: Map<number, number>;
  /** Which arms were taken is not said: only how many of how many. */
  readonly arms: PlaceHits[number][];
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

  recognizes(text) {
    const head = text.slice(0, 65_536);
    const root = /<coverage\b[^>]*>/.exec(withoutMark(head))?.[0];
    if (root === undefined || /\sclover\s*=/.test(root)) return false;
    return /\s(line|branch)-rate\s*=/.test(root) || /<(packages|sources)\b/.test(head);
  },

  parse(text) {
    const reading: Reading = { roots: [], classes: [], saysBranches: false, countsArms: true };
    const open: string[] = [];
    let source = '';
    readXml(withoutMark(text), {
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
  return { path, lines: new Map(), arms: [] };
}

function takeLine(attributes: ReadonlyMap<string, string>, reading: Reading): void {
  const current = reading.classes.at(-1);
  const line = readLine(attributes.get('number'));
  const hits = readHits(attributes.get('hits'));
  if (current === undefined || line === undefined || hits === undefined) {
    throw new Error(`a line of ${current?.path ?? 'no class'} without its number or hits`);
  }
  addHits(current.lines, line, hits);
  const branch = attributes.get('branch')?.toLowerCase();
  const condition = attributes.get('condition-coverage');
  if (branch !== undefined || condition !== undefined) reading.saysBranches = true;
  if (branch === 'false' || (branch === undefined && condition === undefined)) return;
  const arms = readCondition(condition);
  if (arms === undefined) reading.countsArms = false;
  else for (let at = 0; at < arms.total; at += 1) current.arms.push([line, at < arms.taken ? 1 : 0]);
}

/** `50% (1/2)`: the items count, the percentage does not. */
function readCondition(text: string | undefined): { readonly taken: number; readonly total: number } | undefined {
  const match = /\((\d{1,4})\s*\/\s*(\d{1,4})\)/.exec(text ?? '');
  const [taken, total] = [Number(match?.[1]), Number(match?.[2])];
  return match === null || taken > total ? undefined : { taken, total };
}

function finish({ path, lines, arms }: ClassCoverage, { saysBranches, countsArms }: Reading): FileCoverage {
  const branches = saysBranches && countsArms ? { branches: byLine(arms) } : {};
  return { path, lines: byLine(lines), ...branches };
}
