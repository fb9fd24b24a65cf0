import { itemsOf, type JsonSchema, valuesOf, variantsOf } from './json-schema.ts';
import { anchor, code, prose, table } from './markdown.ts';
import { typeText } from './type-text.ts';

/** Names that the path of a key has at most, to be told. */
const DEEPEST = 3;

/** A key of an object, or of one inside it. */
export interface Key {
  /** Such as `when.branches`, `sites[].folder` or `tiers.<name>.node`. */
  readonly path: string;
  readonly schema: JsonSchema;
  readonly isNeeded: boolean;
}

/** Keys of a schema and of what is inside, in the schema's order. What is described elsewhere is not looked into. */
export function keysOf(schema: JsonSchema, isElsewhere: (path: string) => boolean, above = ''): readonly Key[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, one]) => {
    const path = `${above}${name}`;
    const own = { path, schema: one, isNeeded: required.includes(name) };
    return isElsewhere(path) ? [own] : [own, ...inside(one, path, isElsewhere)];
  });
}

/** Keys that are worth a line: those at the top, and what is described inside of them, as deep as people write it in a line. */
function isTold({ path, schema }: Key): boolean {
  if (!/[.[]/.test(path)) return true;
  return schema.description !== undefined && !path.includes('<name>.') && path.split('.').length <= DEEPEST;
}

/** A table of keys, each with something that links can lead to. `more`: a link to where an object is described. */
export function keyTable(keys: readonly Key[], prefix: string, more: (path: string) => string | undefined): string {
  // Where an object has another form in a list, its keys are the same.
  const firsts = keys.filter(({ path }, index) => keys.findIndex((one) => one.path === path) === index);
  return table(
    ['key', 'type', 'default', 'meaning'],
    firsts
      .filter(isTold)
      .map(({ path, schema, isNeeded }) => [
        `${anchor(prefix, path)}${code(path)}`,
        more(path) ?? typeText(schema),
        isNeeded ? '*needed*' : schema.default === undefined ? '' : code(JSON.stringify(schema.default)),
        prose(schema.description ?? ''),
      ]),
  );
}

function inside(schema: JsonSchema, path: string, isElsewhere: (path: string) => boolean): readonly Key[] {
  return variantsOf(schema).flatMap((variant) => {
    const [items, values] = [itemsOf(variant), valuesOf(variant)];
    if (items !== undefined) return inside(items, `${path}[]`, isElsewhere);
    if (values !== undefined && !isElsewhere(`${path}.<name>`)) return inside(values, `${path}.<name>`, isElsewhere);
    return keysOf(variant, isElsewhere, `${path}.`);
  });
}
