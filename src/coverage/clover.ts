import type { CoverageFormat } from '../core/contracts/coverage.ts';
import { countedPlaces, LineCounter, packPlaces } from '../core/coverage/pack.ts';
import { detached, readHits, readLine } from '../core/coverage/parts.ts';
import type { FileCoverage, PlaceHits, Tally } from '../core/coverage/report.ts';
import { readXml } from '../xml/read.ts';

type Attributes = ReadonlyMap<string, string>;

/** One `file` while it is read. */
interface Section {
  readonly path: string;
  readonly lines: LineCounter;
  /** Arms of the lines that branch, as Istanbul numbers them. */
  readonly arms: PlaceHits[];
  branches?: Tally;
  functions?: Tally;
}

export default {
  summary: 'Clover XML (Istanbul, PHPUnit)',

  recognizes({ beginning }) {
    const root = /<coverage\b[^>]*>/.exec(beginning)?.[0];
    if (root === undefined || /\s(line|branch)-rate\s*=/.test(root)) return false;
    return /\sclover\s*=/.test(root) || /<coverage\b[^>]*>\s*<project\b/.test(beginning);
  },

  parse(text) {
    const sections: Section[] = [];
    const open: string[] = [];
    let countsBranches = false;
    readXml(text.pieces(), {
      open(name, attributes) {
        open.push(name);
        if (open.length === 1 && name !== 'coverage') throw new Error(`the root is <${name}>, not <coverage>`);
        if (open.length === 1) countsBranches = attributes.has('clover');
        const section = sections.at(-1);
        if (name === 'file') sections.push(begin(attributes));
        else if (section === undefined || open.at(-2) !== 'file') return;
        else if (name === 'line') takeLine(attributes, section);
        // Those of classes stand in the classes.
        else if (name === 'metrics') takeMetrics(attributes, section);
      },
      text: () => undefined,
      close: () => open.pop(),
    });
    // PHPUnit writes that there are no branches when it did not look for them.
    countsBranches ||= sections.some(({ branches }) => branches !== undefined && branches[1] > 0);
    return { roots: [], files: sections.map((section) => finish(section, countsBranches)) };
  },
} satisfies CoverageFormat;

/** PHPUnit's name is the whole path, that of Istanbul only its end. */
function begin(attributes: Attributes): Section {
  const path = attributes.get('path') ?? attributes.get('name');
  if (path === undefined) throw new Error('a file without a path or name');
  return { path: detached(path), lines: new LineCounter(), arms: [] };
}

/** Lines of methods say how often these were called: what can run on them is no statement. */
function takeLine(attributes: Attributes, { path, lines, arms }: Section): void {
  const type = attributes.get('type');
  const line = readLine(attributes.get('num'));
  const hits = readHits(attributes.get('count'));
  if (type === 'method') return;
  const [taken, missed] = [readHits(attributes.get('truecount')), readHits(attributes.get('falsecount'))];
  if (line === undefined || (hits === undefined && taken === undefined)) {
    throw new Error(`a line of ${path} without its number or count`);
  }
  if (type === 'cond') arms.push(...countedPlaces(line, taken ?? 0, missed ?? 0));
  lines.add(line, hits ?? taken ?? 0);
}

function takeMetrics(attributes: Attributes, section: Section): void {
  const branches = readTally(attributes, 'conditionals');
  const functions = readTally(attributes, 'methods');
  if (branches !== undefined) section.branches = branches;
  if (functions !== undefined) section.functions = functions;
}

function readTally(attributes: Attributes, name: string): Tally | undefined {
  const covered = readHits(attributes.get(`covered${name}`));
  const total = readHits(attributes.get(name));
  return covered === undefined || total === undefined || covered > total ? undefined : [covered, total];
}

/** Branches are on their lines where these say as much as the file's own number. */
function finish({ path, lines, arms, branches, functions }: Section, countsBranches: boolean): FileCoverage {
  const known = countsBranches ? branches : undefined;
  const isPlaced = known !== undefined && sumOf(arms, 1) === known[0] && sumOf(arms, 0) === known[1];
  return {
    path,
    lines: lines.take(),
    ...(isPlaced ? { branches: packPlaces(arms) } : {}),
    tallies: {
      ...(known === undefined || isPlaced ? {} : { branches: known }),
      ...(functions === undefined ? {} : { functions }),
    },
  };
}

function sumOf(arms: readonly PlaceHits[], least: number): number {
  return arms.reduce((sum, [, hits, , weight = 1]) => (hits >= least ? sum + weight : sum), 0);
}
