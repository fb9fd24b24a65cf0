/** Deeper than any scanner nests. */
const DEEPEST = 200;

/** What matters in a string: its end, and what may hide one. */
const IN_STRING = /["\\]/g;
const NEXT = /["{}[\],]/g;

/**
 * Parses JSON in which no object has a key twice: of two lists of results one would be looked at and the other not.
 * Throws an `Error` that says what is wrong. Linear in the length of the text.
 */
export function parseStrictly(text: string): unknown {
  const value = parse(text);
  refuseDoubles(text);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What the parser says quotes the text, which may be a secret.
    throw new Error('it is cut short or not JSON');
  }
}

/** The text is JSON already. */
function refuseDoubles(text: string): void {
  const open = new OpenParts();
  NEXT.lastIndex = 0;
  for (let found = NEXT.exec(text); found !== null; found = NEXT.exec(text)) {
    if (found[0] !== '"') {
      open.take(found[0]);
      continue;
    }
    const end = endOfString(text, found.index);
    open.takeString(text, found.index, end);
    NEXT.lastIndex = end;
  }
}

/** Behind the quote that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  IN_STRING.lastIndex = start + 1;
  for (let found = IN_STRING.exec(text); found !== null; found = IN_STRING.exec(text)) {
    if (found[0] === '"') return found.index + 1;
    IN_STRING.lastIndex = found.index + 2;
  }
  return text.length;
}

/** The objects and lists that are open at a place of the text, with the keys of the objects so far. */
class OpenParts {
  readonly #keys: (Set<string> | undefined)[] = [];
  /** A string is a key where an object has just begun, or after a comma in one. */
  #isKey = false;

  take(sign: string): void {
    if (sign === '{' || sign === '[') this.#keys.push(sign === '{' ? new Set() : undefined);
    if (sign === '}' || sign === ']') this.#keys.pop();
    if (this.#keys.length > DEEPEST) throw new Error(`it is nested more than ${DEEPEST} deep`);
    this.#isKey = (sign === '{' || sign === ',') && this.#keys.at(-1) !== undefined;
  }

  takeString(text: string, start: number, end: number): void {
    const keys = this.#isKey ? this.#keys.at(-1) : undefined;
    this.#isKey = false;
    if (keys === undefined) return;
    const string = text.slice(start, end);
    const key = string.includes('\\') ? String(JSON.parse(string)) : string.slice(1, -1);
    if (keys.has(key)) throw new Error('an object in it has one key twice');
    keys.add(key);
  }
}
