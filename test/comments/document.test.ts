import { describe, expect, it } from 'vitest';
import { readComments } from '../../src/comments/document.ts';
import { syntaxOf } from '../../src/comments/languages.ts';

/** What is found in a source of that name, as `line:column destination`. */
function linksIn(name: string, source: string): readonly string[] {
  const syntax = syntaxOf(name);
  if (syntax === undefined) throw new Error(`no syntax for ${name}`);
  return readComments(source, syntax).links.map(({ line, column, destination }) => `${line}:${column} ${destination}`);
}

/** Sources, in which `{1}` stands for `[x](1.md)`: those with even numbers are no comments. */
const SOURCES: readonly (readonly [name: string, source: string, ...more: readonly string[]])[] = [
  ['a.ts', '// {1}\nconst a = "// {2}"; // {3}\n/** a\n * {5}\n */\nf(\'/* {2}\', `// {4}`); /* {7} */'],
  [
    'a.ts',
    'const t = `a \u0024{f({ b: `// {2}` })} // {4}`; // {1}\nconst u = `\u0024{a ? `don\'t // {6}` : "`"}`; // {3}',
  ],
  ['a.tsx', 'const r = /["`/*]\\/[/`]/g; // {1}\nconst d = a / b; // {3}\nreturn /`/; // {5}\n<A b="c" /> // {7}'],
  ['a.js', "const s = 'it\\'s // {2}'; // {1}\n// it's {3}\n/* `{2}` ``{2}`` */"],
  [
    'a.py',
    '"""{1}\n\n    {3}\n"""\nx = """# {2}"""\ndef f(a="# {2}"):\n    r\'\'\'{5}\'\'\'\n    return g(\n        """{2}"""\n    )  # {7}',
  ],
  ['a.py', "s = f'# {2}' + \\\n'''{4}'''\n'{1}'  # it's {3}\nb\"\"\"{2}\"\"\""],
  ['a.c', 'char q = \'"\'; // {1}\nchar *s = "// {2} \\" /*"; int n = 1\'000\'000; // {3}\n/* {5}\n   {7} */'],
  ['a.cpp', 'auto s = R"x(// {2}\n)" {2} // )x"; /// {1}'],
  ['A.java', 'String s = """\n  // {2} \\"""\n  """; // {1}\n/** {3} */ char c = \'\\\'\'; // {5}'],
  ['a.cs', 'var s = @"a\\"; // {1}\nvar t = @"""\n// {2}"; // {3}\nvar u = """\n// {2} """; /// {5}'],
  ['a.go', "a := `// {2}\n/* {4}`\n// {1}\nr := '\"' // {3}"],
  [
    'a.rs',
    'fn f<\'a>(x: &\'a str) {} // {1}\nlet s = r#"" // {2}"#; //! {3}\n/* /* {5} */ {7} */ let c = \'"\'; /// {9}',
  ],
  ['a.kt', 'val s = """// {2} \\"""; /* /* */ {1} */ val c = \'"\' // {3}'],
  ['a.swift', 'let s = #"" // {2} "# // {1}\nlet t = """\n// {4}\n""" /// {3}'],
  ['a.dart', "var s = '// {2}'; var t = '''\n// {4}\n'''; /// {1}"],
  ['a.php', '<?php $s = "// {2}"; # {1}\n#[Attribute]\n// {3}\n$t = <<<EOT\n// {4}\nEOT;\n/* {5} */'],
  ['a.css', 'a { b: "/* {2} */"; } /* {1} */'],
  ['a.scss', 'a { b: url(http://{2}); } // {1}'],
  [
    'a.sh',
    "a=\"$# # {2}\" # {1}\necho a#{2} '\n# {4}\n' $'\\'# {6}' \\\" # {3}\ncat <<-EOF\n# {8} it's\n\tEOF\n# {5}\ncat <<<\"a\" # {7}",
  ],
  ['Makefile', 'a: b # {1}\n\techo "# {2}"'],
  ['Dockerfile.dev', '# {1}\nRUN echo a#{2}'],
  ['a.rb', '# {1}\na = "#{b} # {2}" # {3}\n=begin\n{5}\n=end\nb = <<~EOT\n# {2}\nEOT\nc << d # {7}'],
  ['a.yaml', "a: it's # {1}\nb: 'c # {2}' # {3}\nd: e#{4}"],
  ['a.toml', 'a = """\n# {2}\n""" # {1}\nb = \'\\\' # {3}'],
  ['a.tf', 'a = "# {2}" # {1}\n/* {3} */ // {5}\nb = <<-EOT\n# {4}\nEOT'],
  ['a.ps1', '<# {1}\n{3} #> $a = "\n# {2}" # {5}'],
  ['a.jl', '#= #= {1} =# {3} =# a = "# {2}" # {5}'],
  ['a.vue', '<!-- {1} --><p title="{2}">{4}</p>\n<!--\n{3}\n-->'],
  ['a.sql', "-- {1}\nSELECT 'it''s -- {2}', \"--{4}\" /* /* {3} */ {5} */ -- {7}"],
  ['a.lua', '-- {1}\na = [==[ -- {2} ]] {4} ]==] --[[ {3}\n{5} ]] b = "-- {6}"'],
  ['a.hs', '-- | {1}\na --> b = "-- {2}" {- {- {3} -} {5} -} f\' = \'"\' -- {7}'],
  ['a.clj', '; {1}\n(a "; {2}\n; {4}" \\" \\;) ;; {3}'],
  ['a.lisp', '#| #| {1} |# {3} |# (a) ; {5}'],
  ['a.ini', '; {1}\na = b ; {2}\n # {3}'],
  ['a.tex', '% {1}\n5 \\% {2} % {3}'],
  ['a.erl', '% {1}\nf() -> "% {2}", $". %% {3}'],
  ['a.adb', '-- {1}\nS := "-- {2}"; C := \'"\'; -- {3}'],
  ['a.nix', "# {1}\na = ''\n # {2} ''\u0024{b} # {4}\n''; /* {3} */"],
  ['a.ex', '# {1}\na = """\n# {2}\n""" # {3}\nb = ?" # {5}'],
];

describe('links in comments', () => {
  it.each(SOURCES)('of %s: %s', (name, source) => {
    const filled = source.replace(/\{(\d)\}/g, '[x]($1.md)');
    const odd = [...filled.matchAll(/\d(?=\.md\))/g)].filter(([number]) => Number(number) % 2 === 1);
    const places = odd.map(({ index, 0: number }) => {
      const before = filled.slice(0, index).split('\n');
      return `${before.length}:${(before.at(-1) ?? '').length + 1} ${number}.md`;
    });
    expect(linksIn(name, filled)).toEqual(places);
  });

  it('are those of Markdown, over the lines of a comment', () => {
    const source = [
      '/**',
      ' * [a](a.md "t"), ![b](<b.png>), [c] and',
      ' * [d](d.md).',
      ' *',
      ' *     [code](1.md)',
      ' *',
      ' * ```',
      ' * [fence](2.md)',
      ' * ```',
      ' *',
      ' * [c]: c.md',
      ' * [unused]: 3.md',
      ' */',
      '/// [e][]',
      '///',
      '/// [e]: e.md',
      '// https://a.example/f. <https://a.example/g>',
    ];
    expect(linksIn('a.rs', source.join('\r\n'))).toEqual([
      '2:8 a.md',
      '2:25 b.png',
      '3:8 d.md',
      '11:9 c.md',
      '16:10 e.md',
      '17:4 https://a.example/f',
      '17:26 https://a.example/g',
    ]);
  });

  it('are not made of code that was commented out, nor of what generators have pages for', () => {
    const lines = [
      'handlers[name](event.target); a[0](b/c.md); f()[x](d.md)',
      '[this](auto) [x](y) [a-z]+(/b.md) [x]({y}/z.md) [p](*.md) [q](a b.md) [r](s::t.u)',
      '[Foo](struct.Foo.html) [Bar](../index.htm#b) [z](#here) <a href="h.md">',
      '[Vec]: crate::Vec',
      '[name][other]',
    ];
    expect(linksIn('a.ts', lines.map((line) => `// ${line}`).join('\n\n'))).toEqual([]);
    expect(linksIn('a.rs', '/// [see](./LICENSE)')).toEqual(['1:11 ./LICENSE']);
  });

  it('are left alone by a comment with a reason', () => {
    const suppressions = (name: string, source: string) => readComments(source, syntaxOf(name) ?? 'c').suppressions;
    const why = 'lattice-ignore-next-line doc-links: made by the build';
    const found = { check: 'doc-links', reason: 'made by the build' };
    expect(suppressions('a.ts', `\n// ${why}\n\n// [x](y.md)`)).toEqual([{ ...found, line: 2, column: 4, about: 4 }]);
    expect(suppressions('a.py', `# ${why}\n# [x](y.md)`)).toEqual([{ ...found, line: 1, column: 3, about: 2 }]);
    expect(suppressions('a.ts', `/**\n * ${why}\n * [x](y.md)\n */`)).toEqual([
      { ...found, line: 2, column: 4, about: 3 },
    ]);
    expect(suppressions('a.vue', `<!-- ${why} -->\n<!-- [x](y.md) -->`)).toEqual([
      { ...found, line: 1, column: 6, about: 2 },
    ]);
    expect(suppressions('a.ts', `const text = "// ${why}"`)).toEqual([]);
  });

  it('are known by the ending of the name, or by the name', () => {
    expect(
      ['a.TS', 'b/Makefile', 'CMakeLists.txt', 'makefile.cpython-311.pyc', 'c.txt', 'a', 'ts', 'a.constructor'].map(
        syntaxOf,
      ),
    ).toEqual(['script', 'hash', 'hash', undefined, undefined, undefined, undefined, undefined]);
  });
});
