import { readXml } from '../xml/read.ts';

/** What a JUnit report says of one test case. */
export interface TestCase {
  readonly name: string;
  /** Texts of its failures, and of errors that kept it from being tried. */
  readonly failures: readonly string[];
  readonly errors: readonly string[];
}

/** Reads a report; undefined where it is none, or not whole. */
export function readJunit(text: string | undefined): readonly TestCase[] | undefined {
  const cases: { name: string; failures: string[]; errors: string[] }[] = [];
  let root: string | undefined;
  let said: string[] | undefined;
  try {
    readXml([text ?? ''], {
      open(name, attributes) {
        root ??= name;
        if (name === 'testcase') cases.push({ name: attributes.get('name') ?? '', failures: [], errors: [] });
        if (name === 'failure' || name === 'error') said = [attributes.get('message') ?? ''];
      },
      text(piece) {
        said?.push(piece);
      },
      close(name) {
        if (name !== 'failure' && name !== 'error') return;
        cases.at(-1)?.[name === 'failure' ? 'failures' : 'errors'].push((said ?? []).join('\n').trim());
        said = undefined;
      },
    });
  } catch {
    return undefined;
  }
  return root === 'testsuites' || root === 'testsuite' ? cases : undefined;
}
