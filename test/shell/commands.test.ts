import { describe, expect, it } from 'vitest';
import { commandsIn, type Fate } from '../../src/shell/commands.ts';

const words = (script: string) => commandsIn(script).map((one) => one.words.join(' '));

/** What becomes of a failure of `a`. */
function fateOf(script: string): Fate | undefined {
  return commandsIn(script).find((one) => one.words[0] === 'a')?.fate;
}

function isOnDemand(script: string): boolean | undefined {
  return commandsIn(script).find((one) => one.words[0] === 'a')?.isOnDemand;
}

describe('commands of a script', () => {
  it.each([
    ['a b', ['a b']],
    ['a && b; c\nd', ['a', 'b', 'c', 'd']],
    ['a | tee x & b', ['a', 'tee x', 'b']],
    [`a 'x && y' "z || w"`, ['a x && y z || w']],
    ['a \\\n  b', ['a b']],
    ['# a\nb # c\nd#e', ['b', 'd#e']],
    ["# don't\na", ['a']],
    ['', []],
    ['a > b 2>&1 < c d', ['a d']],
    ['a &> b && c >&2', ['a', 'c']],
    ['a 2> /dev/null >> "$b"', ['a']],
    ["cat <<EOF > x\nb && don't\nEOF\na", ['cat', 'a']],
    ["cat <<-'E F'\n\tb\n\tE F\na", ['cat', 'a']],
    ['cat <<A <<B\nx\nA\ny\nB\na', ['cat', 'a']],
    ['cat <<< "b"\na', ['cat b', 'a'].map((line) => line.replace(' b', ''))],
    ['if a; then b; elif c; then d; else e; fi; f', ['a', 'b', 'c', 'd', 'e', 'f']],
    ['while a; do b; done\nc', ['a', 'b', 'c']],
    ['for x in 1 2; do a; done; b', ['a', 'b']],
    ['for ((i = 0; i < 3; i++)); do a; done', ['a']],
    ['case $x in\n  (a|b) c ;;\n  *) d; e ;;\nesac\nf', ['c', 'd', 'e', 'f']],
    ['x=$(case y in a) b ;; esac)\nc', [`x=$(case y in a) b ;; esac)`, 'b', 'c']],
    ['f() {\n  a\n}\nfunction g { b; }\nfunction h() ( c )', ['a', 'b', 'c']],
    ['x=(1 2 "3 4")\na', ['x=', 'a']],
    ['x=$((1 << 3)) a\n((i < 2)) && b', ['x=$((1 << 3)) a', '((i < 2))', 'b']],
    ['[[ $x =~ ^(a|b)$ || -n "$y" && 1 > 0 ]] && a', ['[[ $x =~ ^(a|b)$ || -n $y && 1 > 0 ]]', 'a']],
    ['a "$(b "c d" | e)"', ['a $(b "c d" | e)', 'b c d', 'e']],
    ["a $(cat <<EOF\nit's ) here\nEOF\n) x", ["a $(cat <<EOF\nit's ) here\nEOF\n) x", 'cat']],
    ['a `b && c`', ['a `b && c`', 'b', 'c']],
    ['diff <(a) <(b)', ['diff <(a) <(b)', 'a', 'b']],
    [`a \${x:-"}"} \${y#\\}} b`, [`a \${x:-"}"} \${y#\\}} b`]],
    [`a $'it\\'s' b`, [`a it\\'s b`]],
    ['{ a; b; } > c || ( d )', ['a', 'b', 'd']],
    ['a ||\n  b', ['a', 'b']],
    ['fi; a; done )\nb', ['fi', 'a', 'done', 'b']],
  ])('%j', (script, expected) => expect(words(script)).toEqual(expected));

  it.each([`a 'open`, 'a "open', 'a $(b', 'a `b', 'a ${b'])('are none where a quote does not close: %s', (script) => {
    expect(words(script)).toEqual([]);
  });

  it('know where they begin', () => {
    const script = 'a\n  b "$(c)" && d';
    expect(commandsIn(script).map(({ start, words: [first] }) => [first, start])).toEqual([
      ['a', 0],
      ['b', 4],
      ['c', 9],
      ['d', 16],
    ]);
  });

  it.each([
    'a || true',
    'a || :',
    'a || exit 0',
    'a || return 0',
    'a || echo "it failed"',
    'a || printf x >&2',
    'a || echo x >> $GITHUB_STEP_SUMMARY',
    'a || /bin/true',
    'a || { echo x; exit 0; }',
    'a || (echo x && true)',
    'a && b || true',
    'a | tee x || true',
    '{ a; b; } || true',
    '(cd x && a) || true',
    'if b; then a || true; fi',
    'f() { a || true; }',
    'a || echo x && echo y',
    'a || \\\n  true',
  ])('of which a failure counts for nothing: %s', (script) => expect(fateOf(script)).toBe('swallowed'));

  it.each([
    'a',
    'a && true',
    'b || a',
    'b && a',
    'b; a',
    '(a)',
    'if b; then a; fi',
    'b | a',
    'f() { a; }',
    'true || a',
  ])('of which a failure counts: %s', (script) => expect(fateOf(script)).toBe('counts'));

  it.each([
    'a || b',
    'a || exit 1',
    'a || x=$?',
    'a || echo x && exit 1',
    'a || { echo x; exit 1; }',
    'a || echo "x=1" >> "$GITHUB_OUTPUT"',
    '! a',
    'if a; then b; fi',
    'if ! a || true; then b; fi',
    'until a; do b; done',
    'x=$(a || true)',
    'b "$(a)" || true',
    'a || true | b',
  ])('of which a failure is asked for: %s', (script) => expect(fateOf(script)).toBe('asked'));

  it.each([
    'while true; do a; done',
    'for x in 1; do b && a; done',
    'until a; do b; done',
    'f() { a; }',
    'b || a',
    'b || { c; a; }',
  ])('that may run often, late or never: %s', (script) => expect(isOnDemand(script)).toBe(true));

  it.each(['a', 'b && a', 'if b; then a; fi', 'a || b', '{ a; }', 'b || c; a'])('that run once: %s', (script) => {
    expect(isOnDemand(script)).toBe(false);
  });

  it('are found in linear time', () => {
    const pieces = [
      "'",
      '"',
      '\\',
      '"\\',
      '#',
      '|| ',
      'a ',
      '(',
      '((',
      '$(',
      '`',
      '{ ',
      '<<E\n',
      'if ',
      'case a in ',
      '${',
      '$((',
    ];
    for (const piece of pieces) expect(words(piece.repeat(10_000))).toBeDefined();
  });
});
