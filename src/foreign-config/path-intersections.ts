import { DEEP, normalized, type Sequence } from './path-sequence.ts';

/** Paths that fit both: sequences below a folder (`src/`, or empty for all). Undefined where that cannot be told. */
export function below(folder: string, sequences: readonly Sequence[]): readonly Sequence[] | undefined {
  if (folder === '') return sequences;
  const found = sequences.map((sequence) => belowOne(folder, normalized(sequence)));
  return found.includes(undefined) ? undefined : found.flatMap((one) => one ?? []);
}

/** Paths that fit both: sequences that end in one of the texts. Undefined where that cannot be told. */
export function endingIn(sequences: readonly Sequence[], endings: readonly string[]): readonly Sequence[] | undefined {
  const found = sequences.flatMap((sequence) => endings.map((ending) => withEnding(normalized(sequence), ending)));
  return found.includes(undefined) ? undefined : found.flatMap((one) => one ?? []);
}

function belowOne(folder: string, sequence: Sequence): readonly Sequence[] | undefined {
  const [first, text, ...rest] = sequence;
  if (typeof first === 'string') {
    if (first.startsWith(folder)) return [sequence];
    return folder.startsWith(first) && first !== folder ? undefined : [];
  }
  if (first !== DEEP) return undefined;
  if (text === undefined) return [[folder, DEEP]];
  if (typeof text !== 'string') return undefined;
  const within = reachingIn(folder, text, rest);
  return within === undefined ? undefined : [normalized([folder, DEEP, text, ...rest]), ...within];
}

/** Paths below the folder in which the text begins within the name of the folder. */
function reachingIn(folder: string, text: string, rest: Sequence): readonly Sequence[] | undefined {
  const found: Sequence[] = [];
  for (let start = 0; start < folder.length; start += 1) {
    const end = folder.slice(start);
    if (text.startsWith(end)) found.push(normalized([folder, text.slice(end.length), ...rest]));
    else if (end.startsWith(text)) {
      const [open, next] = rest;
      if (open !== DEEP || (next !== undefined && typeof next !== 'string') || overlaps(folder, next ?? ''))
        return undefined;
      found.push(normalized([folder, ...rest]));
    }
  }
  return found;
}

function withEnding(sequence: Sequence, ending: string): readonly Sequence[] | undefined {
  const [last, before] = [sequence.at(-1), sequence.at(-2)];
  if (last === DEEP) return beforeEnding(sequence.slice(0, -1), ending);
  if (typeof last !== 'string') return undefined;
  if (last.endsWith(ending)) return [sequence];
  if (!ending.endsWith(last)) return [];
  return before === DEEP ? beforeEnding(sequence.slice(0, -2), ending) : undefined;
}

/** Paths that begin with the sequence, and end in the text, which may begin within the sequence. */
function beforeEnding(start: Sequence, ending: string): readonly Sequence[] | undefined {
  const last = start.at(-1);
  if (last === undefined) return [[DEEP, ending]];
  if (typeof last !== 'string') return undefined;
  const found: Sequence[] = [[...start, DEEP, ending]];
  for (let length = 1; length <= ending.length; length += 1) {
    const shared = ending.slice(0, length);
    if (last.endsWith(shared)) found.push(normalized([...start, ending.slice(length)]));
    // Longer than the text: what is before that would have to be looked at.
    else if (shared.endsWith(last) && start.length > 1) return undefined;
  }
  return found;
}

/** Whether the end of the first text may be the beginning of the second. */
function overlaps(first: string, second: string): boolean {
  return [...second].some((_, index) => first.endsWith(second.slice(0, index + 1)));
}
