import { plainLines } from './plain-text.ts';

/** One annotation in the form that GitHub reads: `::error file=a.ts,line=1,col=2,title=…::message`. */
export interface Annotation {
  readonly severity: 'error' | 'warning';
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly title?: string;
  readonly message: string;
}

const ANNOTATION = /^::(error|warning) ?(.*?)::(.*)$/;

/** Values escape what separates them, so that splitting is safe and the escapes are taken back afterwards. */
const ESCAPES: Readonly<Record<string, string>> = { '%25': '%', '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',' };

/** The annotations among other output. */
export function readAnnotations(text: string): readonly Annotation[] {
  return plainLines(text).flatMap((line) => {
    const match = ANNOTATION.exec(line);
    if (match === null) return [];
    const properties = new Map(
      (match[2] ?? '')
        .split(',')
        .map((pair) => [pair.slice(0, pair.indexOf('=')), unescapeValue(pair.slice(pair.indexOf('=') + 1))]),
    );
    return annotation(match[1] === 'warning' ? 'warning' : 'error', unescapeValue(match[3] ?? ''), properties);
  });
}

function annotation(
  severity: Annotation['severity'],
  message: string,
  properties: ReadonlyMap<string, string>,
): Annotation {
  const [file, title] = [properties.get('file'), properties.get('title')];
  const [line, column] = [properties.get('line'), properties.get('column') ?? properties.get('col')];
  return {
    severity,
    message,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(column === undefined ? {} : { column: Number(column) }),
    ...(title === undefined ? {} : { title }),
  };
}

function unescapeValue(value: string): string {
  return value.replace(/%(?:25|0D|0A|3A|2C)/g, (code) => ESCAPES[code] ?? code);
}
