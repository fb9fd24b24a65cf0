/** Why a pattern cannot work, and where in it. */
interface WrongPattern {
  readonly offset: number;
  readonly message: string;
}

/** What no name of a branch or tag holds, see git-check-ref-format(1); `?`, `*`, `[` and `\` have a meaning here. */
const NOT_IN_REFS = /[\s~^:\p{Cc}]|\.\.|@\{|\/\//u;

/**
 * What is wrong with a filter pattern of `branches`, `tags` or `paths`; undefined for one that may match.
 * Source: "Filter pattern cheat sheet" of GitHub's workflow syntax: the whole path or name has to match, from its start.
 */
export function wrongPattern(pattern: string, isPath: boolean): WrongPattern | undefined {
  const start = pattern.startsWith('!') ? 1 : 0;
  const body = pattern.slice(start);
  const at = (offset: number, message: string): WrongPattern => ({ offset: start + offset, message });
  if (body === '') return at(0, 'The pattern is empty');
  const wrong = isPath ? wrongPath(body) : wrongRef(body);
  if (wrong !== undefined) return at(wrong.offset, wrong.message);
  const set = wrongSet(body);
  if (set !== undefined) return at(set.offset, set.message);
  if (/^[?+]/.test(body))
    return at(0, `\`${body[0]}\` repeats what stands before it, and nothing does; \`*\` stands for any text`);
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(body)) return at(body.length - 1, 'A `\\` at the end escapes nothing');
  return undefined;
}

function wrongPath(body: string): WrongPattern | undefined {
  const [prefix] = /^\.{0,2}\//.exec(body) ?? [];
  if (prefix !== undefined)
    return {
      offset: 0,
      message: `Paths begin at the top of the repository, without \`${prefix}\`: this matches no file`,
    };
  const inside = /(?:^|\/)\.{1,2}(?:\/|$)/.exec(body);
  if (inside !== null)
    return { offset: inside.index, message: 'Paths have no `.` and `..` in them: this matches no file' };
  return blanksAround(body);
}

function wrongRef(body: string): WrongPattern | undefined {
  const blank = blanksAround(body);
  if (blank !== undefined) return blank;
  const character = NOT_IN_REFS.exec(body);
  if (character !== null)
    return {
      offset: character.index,
      message: `No branch and no tag has \`${character[0]}\` in its name: this matches none`,
    };
  if (body.startsWith('/'))
    return { offset: 0, message: 'No name of a branch or tag begins with `/`: this matches none' };
  const end = /\/$|\.$|\.lock$/.exec(body);
  return end === null
    ? undefined
    : { offset: end.index, message: `No name of a branch or tag ends in \`${end[0]}\`: this matches none` };
}

function blanksAround(body: string): WrongPattern | undefined {
  if (body.trim() === body) return undefined;
  return {
    offset: body.startsWith(body.trimStart()) ? body.trimEnd().length : 0,
    message: 'Blanks around a pattern belong to it: this matches nothing',
  };
}

/** `[` without `]`, `[]`, and ranges that go down. */
function wrongSet(body: string): WrongPattern | undefined {
  for (let place = 0; place < body.length; place += 1) {
    if (body[place] === '\\') place += 1;
    else if (body[place] === '[') {
      const end = body.indexOf(']', place + 1);
      if (end < 0) return { offset: place, message: '`[` has no `]`: write `\\[` for the character itself' };
      if (end === place + 1) return { offset: place, message: '`[]` stands for no character' };
      const down = [...body.slice(place + 1, end).matchAll(/(.)-(.)/g)].find(([, from = '', to = '']) => from > to);
      if (down !== undefined)
        return {
          offset: place + 1 + down.index,
          message: `The range \`${down[0]}\` goes down and stands for no character`,
        };
      place = end;
    }
  }
  return undefined;
}
