import { describe, expect, it } from 'vitest';
import { type Brackets, closeBracket, openBracket } from '../../src/markdown/brackets.ts';

function read(text: string): Brackets {
  const brackets: Brackets = {
    text,
    pieces: [],
    links: [],
    openers: [],
    isDefined: (label) => label === 'X',
    settledBelow: 0,
  };
  for (let at = 0; at < text.length; ) {
    const image = text.startsWith('![', at);
    if (image || text[at] === '[') {
      brackets.pieces.push({ type: 'text', value: image ? '![' : '[' });
      at = openBracket(brackets, at + (image ? 2 : 1), image);
    } else if (text[at] === ']') at = closeBracket(brackets, at) ?? at + 1;
    else {
      brackets.pieces.push({ type: 'text', value: text[at] ?? '' });
      at += 1;
    }
  }
  return brackets;
}

const shown = ({ pieces }: Brackets) => pieces.map((piece) => (piece.type === 'text' ? piece.value : '?')).join('');
const found = ({ links }: Brackets) => links.map((link) => ('destination' in link ? link.destination : link.label));

describe('brackets', () => {
  it('that become a link leave its text', () => {
    const brackets = read('a[b](c)d');
    expect([shown(brackets), found(brackets), brackets.openers]).toEqual(['abd', ['c'], []]);
  });

  it('that become an image leave nothing, and take the links in its text along', () => {
    const brackets = read('a![b[c](d)e](f)g');
    expect([shown(brackets), found(brackets)]).toEqual(['ag', ['f']]);
  });

  it('around a link are no link', () => {
    expect(found(read('[[a](b)](c)'))).toEqual(['b']);
    expect(found(read('[[[a](b)](c)](d)'))).toEqual(['b']);
    expect(found(read('[![a](b)](c)'))).toEqual(['b', 'c']);
  });

  it('after brackets around a link can be a link again', () => {
    expect(found(read('[[a](b)](c) [d](e)'))).toEqual(['b', 'e']);
    expect(found(read('[x] [[a](b) [c](d)](e)'))).toEqual(['X', 'b', 'd']);
  });

  it('are a label only where no bracket stands inside', () => {
    expect(found(read('[x]'))).toEqual(['X']);
    expect(found(read('[[x]]'))).toEqual(['X']);
    expect(found(read('[[y]x][]'))).toEqual([]);
    expect(found(read('[[y]z][x]'))).toEqual(['X']);
  });

  it('that are never closed are text', () => {
    const brackets = read('[a ]b] [c');
    expect([shown(brackets), found(brackets)]).toEqual(['[a b [c', []]);
  });
});
