// A worktree in the middle of work, made up at random: every file in HEAD, in the index and on disk. Values only.

/**
 * What stands at a path. `text` holds bytes, one a character; of a link it is the target.
 * @typedef {{ readonly type: 'file' | 'link', readonly text: string, readonly mode: number }} Thing
 */

/**
 * One path in its three states; undefined where nothing stands. The name holds bytes, one a character.
 * @typedef {object} Place
 * @property {string} name
 * @property {Thing | undefined} head
 * @property {Thing | undefined} index
 * @property {Thing | undefined} work
 * @property {boolean} [isIntended] In the index by `git add -N`: `index` is undefined.
 */

/**
 * @typedef {object} Mess
 * @property {readonly Place[]} places
 * @property {typeof FORMS[number]} form `git commit`, `git commit -a`, `git commit <path>`, `git commit --amend`.
 * @property {string} path What is committed by path.
 * @property {boolean} isMerge Whether a merge is under way.
 * @property {boolean} isRefused Whether a check fails.
 * @property {'file' | 'project'} scope What the check that reads is about: `project` puts all other work out of sight.
 */

export const FORMS = /** @type {const} */ (['index', 'all', 'path', 'amend']);

/** What the fixer of the torture puts right, in the first match of each line. */
export const TYPO = 'teh';

/** Which line a staged edit changes, and which one an unstaged edit: so far apart that git can merge the two. */
const STAGED_LINE = 2;
export const UNSTAGED_LINE = 9;

const ODD_NAMES = [
  'with space.txt',
  'quo"te.txt',
  "apo'strophe.txt",
  'new\nline.txt',
  'return\r',
  'tab\t.txt',
  'back\\slash.txt',
  '-dash.txt',
  '-- $(touch pwned) ".txt',
  ':(top)magic.txt',
  '*.txt',
  Buffer.from('ümläut.txt').toString('latin1'),
  'latin1-\xff.txt',
  ' ',
];

/** @typedef {import('../support/random.mjs').Random} Random */

/**
 * Makes one up, to be committed in this form.
 * @param {Random} random @param {Mess['form']} form
 * @returns {Mess}
 */
export function makeMess(random, form) {
  // Something to commit, and to commit by its path: staged with a typo, edited beyond that.
  const text = textOf(random);
  const staged = withLine(text, STAGED_LINE, `${TYPO} ${random.below(1000)}`);
  const path = 'always.txt';
  const always = { name: path, head: file(text), index: file(staged), work: file(edited(staged, random)) };
  const count = 3 + random.below(12);
  const others = Array.from({ length: count }, (_, at) => random.pick(SITUATIONS)(nameOf(at, random), random)).flat();
  return {
    places: [always, ...others],
    form,
    path,
    isMerge: form === 'index' && random.isIn(0.15),
    isRefused: random.isIn(0.25),
    scope: random.pick(/** @type {const} */ (['project', 'project', 'file'])),
  };
}

/** @param {number} at @param {Random} random */
function nameOf(at, random) {
  if (random.isIn(0.3)) return `odd-${at}/${random.pick(ODD_NAMES)}`;
  return random.pick([`${at}.txt`, `folder/${at}.txt`, `folder/deep/${at}.txt`]);
}

/** @param {string} text @returns {Thing} */
function file(text, mode = 0o644) {
  return { type: 'file', text, mode };
}

/** @param {string} target @returns {Thing} */
function link(target) {
  return { type: 'link', text: target, mode: 0o777 };
}

/** A text of a dozen lines, now and then a long one: it takes a while to write. @param {Random} random */
function textOf(random) {
  const length = random.isIn(0.1) ? 20_000 : 12;
  return Array.from({ length }, (_, line) => `line ${line} ${random.below(10)}\n`).join('');
}

/** @param {string} text @param {number} line Counted from 0. */
export function lineOf(text, line) {
  return text.split('\n')[line];
}

/** @param {string} text @param {number} line Counted from 0. @param {string} words */
export function withLine(text, line, words) {
  const lines = text.split('\n');
  lines[line] = words;
  return lines.join('\n');
}

/** What the fixer makes of a text. @param {string} text */
export function fixedText(text) {
  return text.replaceAll(TYPO, 'the');
}

/** @param {string} text @param {Random} random */
function edited(text, random) {
  return withLine(text, UNSTAGED_LINE, `unstaged ${random.below(1000)}`);
}

/** @param {string} text @param {Random} random */
function staged(text, random) {
  return withLine(text, STAGED_LINE, `${random.isIn(0.6) ? TYPO : 'staged'} ${random.below(1000)}`);
}

/**
 * What may be half done.
 * @type {readonly ((name: string, random: Random) => Place[])[]}
 */
const SITUATIONS = [
  function untouched(name, random) {
    const same = file(textOf(random));
    return [{ name, head: same, index: same, work: same }];
  },
  function stagedOnly(name, random) {
    const text = textOf(random);
    const next = file(staged(text, random));
    return [{ name, head: file(text), index: next, work: next }];
  },
  function partial(name, random) {
    const text = textOf(random);
    const next = staged(text, random);
    const mode = random.pick([0o644, 0o644, 0o600]);
    return [{ name, head: file(text), index: file(next), work: file(edited(next, random), mode) }];
  },
  function partialOnTheSameLine(name, random) {
    const text = textOf(random);
    const line = random.isIn(0.2) ? STAGED_LINE : UNSTAGED_LINE;
    const next = staged(text, random);
    return [{ name, head: file(text), index: file(next), work: file(withLine(next, line, 'by hand')) }];
  },
  function unstagedOnly(name, random) {
    const text = textOf(random);
    return [{ name, head: file(text), index: file(text), work: file(edited(text, random)) }];
  },
  function added(name, random) {
    const text = staged(textOf(random), random);
    const work = random.pick([file(text), file(edited(text, random)), undefined]);
    return [{ name, head: undefined, index: file(text), work }];
  },
  function stagedThenDeleted(name, random) {
    const text = textOf(random);
    return [{ name, head: file(text), index: file(staged(text, random)), work: undefined }];
  },
  function deleted(name, random) {
    const text = file(textOf(random));
    return [{ name, head: text, index: text, work: undefined }];
  },
  function deletedFromTheIndex(name, random) {
    const text = textOf(random);
    return [{ name, head: file(text), index: undefined, work: random.isIn(0.5) ? file(text) : undefined }];
  },
  function untracked(name, random) {
    const text = random.pick(['', '\0\x01\xff no newline', textOf(random)]);
    const work = random.isIn(0.2) ? link('nowhere') : file(text, random.pick([0o644, 0o600, 0o755, 0o400]));
    return [{ name, head: undefined, index: undefined, work }];
  },
  function intended(name, random) {
    return [{ name, head: undefined, index: undefined, work: file(textOf(random)), isIntended: true }];
  },
  function links(name, random) {
    const [a, b, c] = [link('a'), link('b'), link(name)];
    return [{ name, head: a, index: random.pick([a, b]), work: random.pick([a, b, c, undefined]) }];
  },
  function modes(name, random) {
    const text = textOf(random);
    const mode = () => random.pick([0o644, 0o755]);
    return [{ name, head: file(text, mode()), index: file(text, mode()), work: file(text, mode()) }];
  },
  function fileToLink(name, random) {
    const text = file(textOf(random));
    return [{ name, head: text, index: text, work: link(random.pick(['always.txt', '..', '/etc/hostname'])) }];
  },
  function fileToFolder(name, random) {
    const text = file(textOf(random));
    const inside = file(textOf(random), 0o640);
    return [
      { name, head: text, index: text, work: undefined },
      { name: `${name}/inside.txt`, head: undefined, index: undefined, work: inside },
    ];
  },
  function folderToFile(name, random) {
    const text = file(textOf(random));
    const work = random.pick([file('a file now\n'), link('..')]);
    return [
      { name: `${name}/inside.txt`, head: text, index: text, work: undefined },
      { name, head: undefined, index: undefined, work },
    ];
  },
  function ignored(name, random) {
    return [{ name: `${name}.ignored`, head: undefined, index: undefined, work: file(textOf(random)) }];
  },
];
