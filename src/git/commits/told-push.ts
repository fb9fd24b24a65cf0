import { listTree } from '../index/entries.ts';
import { questionOf } from '../question.ts';
import { LIST_COMMITS } from './bases.ts';
import { COMPARE_COMMITS } from './compare.ts';
import { PEEL, peelInput } from './peel.ts';
import { LIST_REMOTES, LIST_TRACKED } from './remote-tips.ts';

const NUL = 0;
const LINE_END = 10;

/** What the stub writes at a push. */
export interface ToldInput {
  /** What git wrote to the hook. */
  readonly input: Buffer;
  /** What git has answered meanwhile, see `GitPlace.told`; undefined where that has no proper end. */
  readonly told: ReadonlyMap<string, Buffer> | undefined;
}

/**
 * Reads what the stub writes at a push of one ref (`tell_push` in hooks/stub.sh): what git wrote to the hook, the id of the ref,
 * and what git answers about it, each behind what it was asked where Node cannot know that. Texts of lines end in NUL, fields
 * of git's in an empty one, a commit where its size says, and all of it in a dot. Undefined where not even the first is whole.
 */
export function parseToldPush(bytes: Buffer): ToldInput | undefined {
  const end = bytes.indexOf(NUL);
  if (end === -1) return undefined;
  return { input: bytes.subarray(0, end), told: readAnswers(new Sections(bytes, end + 1)) };
}

function readAnswers(sections: Sections): ReadonlyMap<string, Buffer> | undefined {
  const id = sections.lines().toString('latin1').trimEnd();
  const answers: [string, Buffer][] = [
    [questionOf(PEEL, peelInput([id])), sections.commit()],
    [questionOf(LIST_REMOTES), sections.fields()],
    [questionOf(LIST_TRACKED), sections.lines()],
    [questionOf(LIST_COMMITS, sections.lines().toString('latin1')), sections.lines()],
    [questionOf(listTree(id)), sections.fields()],
    [questionOf(COMPARE_COMMITS, sections.lines().toString('latin1')), sections.fields()],
  ];
  return sections.isAtEnd() ? new Map(answers) : undefined;
}

/** Reads one section after the other. What is cut off has no end, and nothing comes after it. */
class Sections {
  readonly #bytes: Buffer;
  #position: number;

  constructor(bytes: Buffer, position: number) {
    this.#bytes = bytes;
    this.#position = position;
  }

  /** Up to a NUL. */
  lines(): Buffer {
    return this.#upTo(this.#bytes.indexOf(NUL, this.#position), 1);
  }

  /** Fields that end in NUL, up to an empty one. */
  fields(): Buffer {
    const start = this.#position;
    if (this.#bytes[start] === NUL) return this.#upTo(start, 1);
    const last = this.#bytes.indexOf('\0\0', start);
    return this.#upTo(last === -1 ? -1 : last + 1, 1);
  }

  /** `<id> commit <size> LF <bytes> LF`, and a NUL. A commit may hold a NUL itself. */
  commit(): Buffer {
    const head = this.#bytes.indexOf(LINE_END, this.#position);
    const size = / commit (\d+)$/.exec(this.#bytes.toString('latin1', this.#position, Math.max(head, 0)))?.[1];
    if (head === -1 || size === undefined) return this.#upTo(-1, 0);
    const end = head + 1 + Number(size) + 1;
    return this.#upTo(this.#bytes[end] === NUL ? end : -1, 1);
  }

  isAtEnd(): boolean {
    return this.#bytes.toString('latin1', this.#position) === '.';
  }

  #upTo(end: number, skipped: number): Buffer {
    const section = this.#bytes.subarray(this.#position, end === -1 ? this.#position : end);
    this.#position = end === -1 ? this.#bytes.length : end + skipped;
    return section;
  }
}
