import { spawnSync } from 'node:child_process';

/** An element as a parser of XML sees it. */
export interface SeenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly SeenElement[];
}

const READER = `
import json, sys
import xml.etree.ElementTree as tree
def seen(e):
    return {'name': e.tag, 'attributes': e.attrib, 'text': e.text or '', 'children': [seen(c) for c in e]}
documents = json.loads(sys.stdin.buffer.read())
print(json.dumps([seen(tree.fromstring(d.encode('utf-8'))) for d in documents]))
`;

/** What expat, by way of Python, reads in each of the documents. Throws for one that is not well-formed. */
export function readXml(...documents: readonly string[]): readonly SeenElement[] {
  for (const python of ['python3', 'python']) {
    const { status, stdout, stderr } = spawnSync(python, ['-c', READER], {
      input: JSON.stringify(documents),
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    if (status === 0) return JSON.parse(stdout);
    if (/ParseError/.test(stderr ?? '')) throw new Error(stderr);
  }
  throw new Error('there is no Python 3 on PATH');
}

/** All elements of that name below an element. */
export function allNamed(element: SeenElement, name: string): readonly SeenElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...allNamed(child, name)]);
}
