import type { CoverageFormat } from '../core/contracts/coverage.ts';
import { countedPlaces, LineCounter, packPlaces } from '../core/coverage/pack.ts';
import { appendTo, detached, readHits, readLine } from '../core/coverage/parts.ts';
import type { FileCoverage, PlaceHits } from '../core/coverage/report.ts';
import { readXml } from '../xml/read.ts';

type Attributes = ReadonlyMap<string, string>;

/** One `sourcefile` while it is read. */
interface Section {
  readonly path: string;
  readonly lines: LineCounter;
  readonly arms: PlaceHits[];
}

/** What is gathered from the document. */
interface Reading {
  readonly sections: Section[];
  /** Methods by the path of the file that holds their class. */
  readonly methods: Map<string, PlaceHits[]>;
  package: string;
  class: { readonly name: string; readonly path: string } | undefined;
  method: { readonly line: number; readonly place: string } | undefined;
}

export default {
  summary: 'JaCoCo XML (Java, Kotlin)',

  recognizes({ beginning }) {
    const root = /<report\b[^>]*>/.exec(beginning)?.[0];
    if (root === undefined || !/\sname\s*=/.test(root)) return false;
    return /<!DOCTYPE\s+report\b[^>]*JACOCO/i.test(beginning) || /<(sessioninfo|group|package)\b/.test(beginning);
  },

  parse(text) {
    const reading: Reading = { sections: [], methods: new Map(), package: '', class: undefined, method: undefined };
    const open: string[] = [];
    readXml(text.pieces(), {
      open(name, attributes) {
        const parent = open.at(-1);
        open.push(name);
        if (parent === undefined && name !== 'report') throw new Error(`the root is <${name}>, not <report>`);
        TAKE.get(name === 'counter' ? `${parent} counter` : name)?.(attributes, reading);
      },
      text: () => undefined,
      close: () => open.pop(),
    });
    return { roots: [], files: reading.sections.map((section) => finish(section, reading)) };
  },
} satisfies CoverageFormat;

/** What is done at the beginning of an element: by its name, and a counter by whose it is. */
const TAKE: ReadonlyMap<string, (attributes: Attributes, reading: Reading) => void> = new Map([
  ['package', beginPackage],
  ['class', beginClass],
  ['method', beginMethod],
  ['method counter', takeMethod],
  ['sourcefile', beginFile],
  ['line', takeLine],
]);

function beginPackage(attributes: Attributes, reading: Reading): void {
  reading.package = detached(attributes.get('name') ?? '');
}

/** A package is where its folder would be; which folder of sources that stands in is not said. */
function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function beginClass(attributes: Attributes, reading: Reading): void {
  const source = attributes.get('sourcefilename');
  const name = detached(attributes.get('name') ?? '');
  reading.class = source === undefined ? undefined : { name, path: detached(pathIn(reading.package, source)) };
}

function beginMethod(attributes: Attributes, reading: Reading): void {
  const place = `${reading.class?.name}.${attributes.get('name')}${attributes.get('desc')}`;
  reading.method = { line: readLine(attributes.get('line')) ?? 0, place: detached(place) };
}

/** What a method says of itself: whether it ran. */
function takeMethod(attributes: Attributes, { class: owner, method, methods }: Reading): void {
  if (attributes.get('type') !== 'METHOD' || owner === undefined || method === undefined) return;
  const hits = readHits(attributes.get('covered'));
  if (hits === undefined) throw new Error(`${method.place} does not say whether it ran`);
  appendTo(methods, owner.path, [method.line, hits, method.place]);
}

function beginFile(attributes: Attributes, reading: Reading): void {
  const name = attributes.get('name');
  if (name === undefined) throw new Error('a sourcefile without a name');
  reading.sections.push({ path: detached(pathIn(reading.package, name)), lines: new LineCounter(), arms: [] });
}

/** `mi`, `ci`: instructions that did not run and that did; `mb`, `cb`: branches likewise. */
function takeLine(attributes: Attributes, { sections }: Reading): void {
  const section = sections.at(-1);
  const line = readLine(attributes.get('nr'));
  const [missed, covered] = [readHits(attributes.get('mi')), readHits(attributes.get('ci'))];
  if (section === undefined || line === undefined || missed === undefined || covered === undefined) {
    throw new Error(`a line of ${section?.path ?? 'no sourcefile'} without its number or instructions`);
  }
  section.lines.add(line, covered > 0 ? 1 : 0);
  const [untaken = 0, taken = 0] = [readHits(attributes.get('mb')), readHits(attributes.get('cb'))];
  section.arms.push(...countedPlaces(line, taken, untaken));
}

function finish({ path, lines, arms }: Section, { methods }: Reading): FileCoverage {
  return {
    path,
    lines: lines.take(),
    branches: packPlaces(arms),
    functions: packPlaces(methods.get(path) ?? []),
  };
}
