/** What a wildcard may stand for. */
const NAME = 'bad-sample';

/** A path that a glob matches: the first of alternatives, a name in place of each wildcard. A glob of a rarer form may not match it. */
export function examplePath(glob: string): string {
  const plain = glob
    .replace(/^(?:\.\/)+/, '')
    .replace(/\{([^{},]*)[^{}]*\}/g, '$1')
    .replace(/\[([^\]!^])[^\]]*\]/g, '$1')
    .replace(/\*\*\//g, '')
    .replace(/\*+/g, NAME)
    .replace(/\?/g, 'b');
  return plain.endsWith('/') ? plain + NAME : plain;
}
