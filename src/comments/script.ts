import { blockComment, type Form, lineComment, text } from './forms.ts';

/** JavaScript and TypeScript, whose templates hold code in holes, and whose regular expressions may look like anything. */
export function script(): readonly Form[] {
  // For each hole that is open, how many braces are open in it.
  const holes: number[] = [];
  const template = (source: string, from: number): number => {
    TEMPLATE.lastIndex = from;
    for (let stop = TEMPLATE.exec(source); stop !== null; stop = TEMPLATE.exec(source)) {
      if (stop[0].startsWith('\\')) continue;
      if (stop[0] === '${') holes.push(0);
      return TEMPLATE.lastIndex;
    }
    return source.length;
  };
  const openBrace = (change: number): void => {
    if (holes.length > 0) holes.push((holes.pop() ?? 0) + change);
  };
  return [
    lineComment('//[/!]*'),
    blockComment('/\\*[*!]*(?!/)', '\\*/'),
    {
      start: '/',
      read: (source, { start, end }) => ({ end: isValueBefore(source, start) ? end : regexEnd(source, end) }),
    },
    text('"'),
    text("'"),
    { start: '`', read: (source, { end }) => ({ end: template(source, end) }) },
    {
      start: '\\{',
      read(_, { end }) {
        openBrace(1);
        return { end };
      },
    },
    {
      start: '\\}',
      read(source, { end }) {
        if (holes.at(-1) !== 0) {
          openBrace(-1);
          return { end };
        }
        holes.pop();
        return { end: template(source, end) };
      },
    },
  ];
}

const TEMPLATE = /\\[\s\S]|`|\$\{/g;

const KEYWORD = /(?:^|[^\w$.])(?:return|typeof|instanceof|case|in|of|delete|void|throw|new|else|do|yield|await)$/;

/** Whether a value ends before an offset, which is divided then; `<` stands before the slash of a tag. */
function isValueBefore(source: string, offset: number): boolean {
  let last = offset - 1;
  while (last >= 0 && /\s/.test(source[last] ?? '')) last -= 1;
  if (!/[\w$)\]}"'`<]/.test(source[last] ?? '')) return false;
  return !KEYWORD.test(source.slice(Math.max(0, last - 11), last + 1));
}

/** In brackets a slash ends nothing. What does not end in its line is none, and hides the rest of it. */
function regexEnd(source: string, from: number): number {
  const stops = /\\.|[[\]/\r\n]/g;
  stops.lastIndex = from;
  let isInClass = false;
  for (let stop = stops.exec(source); stop !== null; stop = stops.exec(source)) {
    const [found] = stop;
    if (found === '[' || found === ']') isInClass = found === '[';
    else if ((found === '/' && !isInClass) || /[\r\n]/.test(found)) return stops.lastIndex;
  }
  return source.length;
}
