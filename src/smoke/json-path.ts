const STEP = /\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\["((?:[^"\\]|\\["\\])*)"\]/y;

/**
 * The steps of a path such as `items[0].name`, `$.checks["db.main"]` or `$`, which is the whole document; undefined where it is
 * none.
 */
export function stepsOf(path: string): readonly (string | number)[] | undefined {
  const text = path.startsWith('$') ? path.slice(1) : path;
  if (path === '' || (text === path && path.startsWith('.'))) return undefined;
  const steps: (string | number)[] = [];
  for (let index = 0; index < text.length; ) {
    STEP.lastIndex = index;
    const [whole, name, position, quoted] = STEP.exec(text) ?? [];
    // Two names stand next to each other by a point alone.
    if (whole === undefined || (name !== undefined && !whole.startsWith('.') && (index > 0 || text !== path))) {
      return undefined;
    }
    steps.push(name ?? (position === undefined ? unescaped(quoted) : Number(position)));
    index += whole.length;
  }
  return steps;
}

function unescaped(text = ''): string {
  return text.replace(/\\(.)/g, '$1');
}

/** What a document holds there; undefined where that is nothing. Throws for a path that is none. */
export function valueAt(document: unknown, path: string): unknown {
  const steps = stepsOf(path);
  if (steps === undefined) throw new RangeError(`not a path: ${path}`);
  return steps.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== (typeof step === 'number')) {
      return undefined;
    }
    return Object.hasOwn(value, step) ? (value as Readonly<Record<string | number, unknown>>)[step] : undefined;
  }, document);
}
