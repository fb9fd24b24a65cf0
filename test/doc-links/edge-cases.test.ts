import { describe, expect, it } from 'vitest';
import docLinks from '../../src/tasks/doc-links.ts';
import { makeTools } from '../support/snapshot-tools.ts';

// Every case in which link checkers are known to disagree, with what a reader sees on GitHub.
// Where a row speaks of a document it is `docs/a.md`, in this repository:

const REPOSITORY = {
  'README.md': '# Top\n',
  'docs/b.md': '# B\n\n## Use it\n\n<a name="Mixed"></a>\n',
  'docs/b c.md': '',
  'docs/b_c.md': '',
  'docs/b_(c).md': '',
  'docs/é.md': '# É\n',
  'docs/50%.md': '',
  'docs/c#.md': '',
  'docs/a&b.md': '',
  'docs/Case.md': '',
  'docs/img.png': new Uint8Array([1]),
  'docs/page.html': '<h1 id="x">X</h1><a name=old></a><!-- <p id="gone"> --><script>"<p id=gone>"</script>\n',
  'docs/lfs.bin': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n',
  'docs/guide/README.md': '# Guide\n\n## Steps\n',
  'docs/bare/x.txt': '',
  'src/x.ts': 'one\ntwo\n',
  lib: 'submodule-commit',
  'docs/link.md': { link: 'b.md' },
  'docs/chain': { link: '../latest/link.md' },
  latest: { link: 'docs' },
  'docs/dangling.md': { link: 'gone.md' },
  'docs/out.md': { link: '../../etc/passwd' },
} as const;

const HOSTING = { addresses: ['git@github.com:me/site.git'], branches: ['main'] };

/** What is said of a text, as `severity target`: what stands at the place of each finding, up to the end of the target. */
async function verdicts(text: string): Promise<readonly string[]> {
  const tools = { ...makeTools({ ...REPOSITORY, 'docs/a.md': text }), hosting: async () => HOSTING };
  const judgment = await docLinks.inspect(['docs/a.md'], {}, tools);
  const lines = text.split('\n');
  return ('findings' in judgment ? (judgment.findings ?? []) : []).map(({ severity, line = 0, column = 0 }) => {
    const target = /^[^\s)>"|]*/.exec(lines[line - 1]?.slice(column - 1) ?? '')?.[0];
    return `${severity} ${target}`;
  });
}

/** Headings, and the only fragments that lead to them, encoded as in links. */
const HEADINGS: readonly (readonly [what: string, text: string, ...fragments: readonly string[]])[] = [
  ['two blanks', '## A  B', 'a--b'],
  ['a picture in front', '## 🚀 Start', '-start'],
  ['a picture behind', '## Start 🚀', 'start-'],
  ['a variation selector', '## ⚙️ Config', '%EF%B8%8F-config'],
  ['a short code', '## :smile: x', 'smile-x'],
  ['Chinese', '## 入门 指南', '入门-指南'],
  ['Cyrillic capitals', '## Привет Мир', 'привет-мир'],
  ['Hindi, with its vowel signs', '## सहायक-संसाधन', 'सहायक-संसाधन'],
  ['an accent', '## Dépannage', 'd%C3%A9pannage'],
  ['punctuation', '## C# / .NET', 'c--net'],
  ['dashes and quotes of print', '## en–dash — “q” ’n …', 'endash--q-n-'],
  ['underscores and hyphens', '## a_b-c', 'a_b-c'],
  ['brackets in code', '## `fork(path[, args])`', 'forkpath-args'],
  ['tags in code', '## `Vec<T>`', 'vect'],
  ['a blank at the end of code', '## use `validation-gen `', 'use-validation-gen-'],
  ['emphasis', '## `a.b` _Linux_ **b**', 'ab-linux-b'],
  ['underscores inside a word', '## snake_case_name', 'snake_case_name'],
  ['a link', '## [text](https://a.example) end', 'text-end'],
  ['a URL in angle brackets', '## <https://a.example/b>', 'httpsaexampleb'],
  ['a bare URL', '## see https://a.example/b_c', 'see-httpsaexampleb_c'],
  ['an image in front', '## ![alt](img.png) T', '-t'],
  ['what is no tag', '## map<string, AnyValue>', 'mapstring-anyvalue'],
  ['what is a tag', '## List<String>', 'list'],
  ['escaped angle brackets', '## \\<String\\>', 'string'],
  ['entities', '## A &amp; B', 'a--b'],
  ['the same words', '## x\n## x\n## x', 'x', 'x-1', 'x-2'],
  [
    'a number that is taken',
    '# echo\n# echo\n# echo 1\n# echo-1\n# echo',
    'echo',
    'echo-1',
    'echo-1-1',
    'echo-1-2',
    'echo-2',
  ],
  ['an underline', 'T\n---', 't'],
  ['an underline below two lines', 'A\nB\n---', 'ab'],
  ['closing hashes and blanks', '## T ##  ', 't'],
  ['raw HTML', '<h2>Foo bar</h2>', 'foo-bar'],
  ['raw HTML with blanks inside', '<h2> Foo </h2>', 'foo', '-foo-'],
  ['a quote, a list, details', '> ## x\n\n- ## x\n\n<details>\n\n## x\n\n</details>', 'x', 'x-1', 'x-2'],
  ['comments, code, HTML blocks', '<!--\n# a\n-->\n\n```\n# b\n```\n\n<div>\n# c\n</div>\n\n    # d\n\n# e', 'e'],
  ['an explicit id, which is text', '## T {#id}', 't-id'],
  ['nothing that stays', '## $$'],
  ['an anchor in a heading', '## <a name="x"></a> T', 'x', '-t'],
  ['any element with an id', '<span id="y">y</span>\n\n<div id="z">\n</div>', 'y', 'z'],
  ['ids in code and comments', '`<a id="a">`\n\n```\n<a id="b">\n```\n\n<!-- <a id="c"> -->'],
  ['footnotes', 'text[^n]\n\n[^n]: [x](https://a.example)', 'fn-n', 'fnref-n'],
  ['front matter', '---\ntitle: x\n---\n\n# y', 'y'],
];

describe('a link to a heading with', () => {
  it.each(HEADINGS)('%s', async (_, text, ...fragments) => {
    const asked = [...fragments.flatMap((one) => [one, `user-content-${one}`]), 'top'];
    const links = asked.map((one) => `[x](#${one})`).join('\n');
    expect(await verdicts(`${text}\n\n${links}`)).toEqual([]);
    const candidates = ['a', 'b', 'c', 'd', 't', 'x', 'y', 'id', 'title-x', 'start', 'config', 'x-3', 'foo', 'echo-3'];
    const others = [...candidates, ...fragments.map((one) => `${one}-0`)].filter((one) => !fragments.includes(one));
    const missing = others.map((one) => `[x](#${one})`).join('\n');
    expect(await verdicts(`${text}\n\n${missing}`)).toEqual(others.map((one) => `error #${one}`));
  });
});

/** Texts of the document, and what is said of it. */
const TEXTS: readonly (readonly [what: string, text: string, ...said: readonly string[]])[] = [
  // Fragments.
  ['other letter case of a heading', '[x](b.md#Use-It)', 'warning b.md#Use-It'],
  ['other letter case of an explicit name', '[x](b.md#mixed) [y](b.md#Mixed)', 'warning b.md#mixed'],
  ['the top, in every case', '[x](#) [y](#top) [z](b.md#TOP)'],
  ['lines', '[x](../src/x.ts#L2) [y](../src/x.ts#L1-L2) [z](../src/x.ts#L1C2-L2C3)'],
  ['lines behind the end', '[x](../src/x.ts#L1-L3)', 'warning ../src/x.ts#L1-L3'],
  ['lines of Markdown', '[x](b.md?plain=1#L2) [y](b.md#L10-L20)'],
  ['a doubled hash', '[x](##b) \n\n# b', 'error ##b'],
  ['punctuation that a slug has not', '[x](#a/b?)\n\n# a/b?', 'error #a/b?'],
  ['a heading in the README of a folder', '[x](guide#steps) [y](guide/#gone)', 'error guide/#gone'],
  ['the README itself, as the page of a folder has it', '[x](guide#readme) [y](/#readme) [z](guide/README.md#readme)'],
  ['the README of no document but a README', '[x](#readme)', 'error #readme'],
  ['a folder without a README', '[x](bare#x)', 'error bare#x'],
  ['fragments of what is no page', '[x](img.png#x) [y](../src/x.ts#x)'],
  [
    'ids and names of a page in HTML, of whose scripts nobody knows',
    '[x](page.html#x) [y](page.html#old) [z](page.html#X) [v](page.html#gone) [w](page.html#L9) [u](page.html#top)',
    'warning page.html#X',
    'warning page.html#gone',
    'warning page.html#L9',
  ],
  ['a text fragment', '[x](b.md#:~:text=B) [y](b.md#gone:~:text=B)', 'error b.md#gone:~:text=B'],
  ['a heading in percent encoding, in capitals or not', '[x](é.md#%C3%A9) [y](é.md#%c3%a9)'],
  // Destinations.
  [
    'angle brackets, escapes, parentheses, titles, blanks',
    '[1](<b c.md>) [2](b\\_c.md) [3](b_(c).md) [4](b.md "t") [5]( b.md )',
  ],
  ['blanks without angle brackets: no link', '[x](gone c.md)'],
  ['percent encoding', '[1](b%20c.md) [2](%C3%A9.md) [3](%c3%a9.md) [4](b_%28c%29.md)'],
  ['an encoded hash or percent sign', '[x](c%23.md) [y](50%25.md) [z](c#.md)', 'error c#.md'],
  ['a percent sign that encodes nothing', '[x](50%.md) [y](b.md#%zz)', 'error b.md#%zz'],
  ['an encoded slash, which separates nothing', '[x](guide%2FREADME.md)', 'error guide%2FREADME.md'],
  ['entities', '[x](a&amp;b.md) <a href="a&amp;b.md">y</a>'],
  ['a query', '[x](img.png?raw=1) [y](b.md?plain=1#use-it) [z](gone.md?raw=1)', 'error gone.md?raw=1'],
  ['a leading slash', '[x](/docs/b.md) [y](/README.md) [z](/b.md)', 'error /b.md'],
  ['another host', '[x](//a.example/b.md)'],
  ['folders, with and without a slash', '[x](guide) [y](guide/) [z](..) [w](.) [v](/)'],
  ['a slash behind a file', '[x](b.md/)', 'error b.md/'],
  ['a folder that holds nothing', '[x](empty/)', 'error empty/'],
  ['above the root', '[x](../../issues)', 'warning ../../issues'],
  ['no extension', '[x](b)', 'error b'],
  ['other letter case of a path', '[x](case.md)', 'error case.md'],
  [
    'a symbolic link, which has the headings of what it leads to',
    '[x](link.md) [y](link.md#use-it) [z](chain#b) [w](chain#gone)',
    'error chain#gone',
  ],
  [
    'a symbolic link to nothing, or out of the repository',
    '[x](dangling.md) [y](out.md)',
    'error dangling.md',
    'error out.md',
  ],
  ['a submodule', '[x](../lib) [y](../lib/any.md#x)'],
  ['a file that no commit has', '[x](../package.json)', 'error ../package.json'],
  ['a pointer to a large file', '[x](lfs.bin) [y](lfs.bin#L99)'],
  ['schemes', '[1](mailto:a@b.example) [2](tel:1) [3](data:,x) [4](vscode:x) [5](https://a.example/b.md)'],
  [
    'scripts, which no host leaves on a page',
    '[1](javascript:alert) [2](JavaScript:x) [3](vbscript:x) <a href=" java&#9;script:x">4</a>',
    'warning javascript:alert',
    'warning JavaScript:x',
    'warning vbscript:x',
    'warning ',
  ],
  ['a mail address without its scheme', '[x](a@b.example)', 'error a@b.example'],
  ['a site without its scheme', '[x](www.a.example/b)', 'error www.a.example/b'],
  ['paths of one machine', '[x](file:///b.md) [y](C:/b.md)', 'warning file:///b.md', 'warning C:/b.md'],
  // Addresses of the repository itself.
  [
    'its files and folders',
    '[x](https://github.com/me/site/blob/main/docs/b.md#use-it) <https://github.com/Me/Site/tree/main/docs>',
  ],
  [
    'a missing file of it',
    '[x](https://github.com/me/site/raw/main/1.md)',
    'error https://github.com/me/site/raw/main/1.md',
  ],
  ['a missing heading of it', '<a href="https://github.com/me/site/#1">x</a>', 'error https://github.com/me/site/#1'],
  ['a tag that git does not have', '[x](https://github.com/me/site/blob/v1/gone.md)'],
  ['pages of it that are no files', '[x](https://github.com/me/site/issues/1) [y](https://github.com/me/site/blob)'],
  ['another repository', '[x](https://github.com/me/other/blob/main/gone.md)'],
  // Structure.
  ['a definition that nobody uses', 'text\n\n[x]: gone.md'],
  ['a shortcut that nobody defined', '[x] [ ] [x][]'],
  ['a reference that nobody defined, which is text', '[x][nope] a[i][j] [x][^1]', 'warning nope]'],
  ['two definitions: the first wins', '[x]\n\n[x]: b.md\n[x]: gone.md'],
  [
    'minutes that turn out to be definitions',
    '[Tim] [Tim]\n\n[Tim]: [https://x](https://x)',
    'error [https://x](https://x',
  ],
  ['a definition in parentheses', '[#1]\n\n[#1]: (#1)', 'error (#1'],
  ['what looks like a definition in a paragraph', 'text\n[x]: gone.md\n\n[x]'],
  ['labels in other case and with other blanks', '[A  b]\n\n> [a B]: gone.md', 'error gone.md'],
  ['code', '`[x](1)`\n\n    [x](2)\n\n```\n[x](3)\n```\n\n- > ~~~\n  > [x](4)\n  > ~~~'],
  [
    'comments and elements that hold no Markdown',
    '<!-- [x](1) -->\n\n<pre>\n[x](2)\n</pre>\n\n<script>\n"[x](3)"\n</script>',
  ],
  ['an HTML block without a blank line', '<div>\n[x](1)\n</div>'],
  ['details with a blank line', '<details>\n\n[x](1.md)\n</details>', 'error 1.md'],
  ['cells of a table', '| a |\n|---|\n| [x\\|y](1.md) |', 'error 1.md'],
  ['an image in a link', '[![x](1.png)](2.md)', 'error 1.png', 'error 2.md'],
  ['a link in the text of an image, which nobody can follow', '![[x](1.md)](img.png)'],
  ['raw HTML', '<a href="1.md">x</a> <img src="2.png" srcset="3.png 2x">', 'error 1.md', 'error 2.png', 'error 3.png'],
  ['addresses in text', '<https://a.example/1> https://a.example/2. (www.a.example/3) a@b.example'],
  ['footnotes, whose bodies are no destinations', 'x[^1]\n\n[^1]: gone.md\n\n    [y](1.md)', 'error 1.md'],
  ['front matter', '---\na: "[x](1)"\n---\n\n[x](2.md)', 'error 2.md'],
  ['front matter in TOML', '+++\na = "[x](1)"\n+++\n\n[x](2.md)', 'error 2.md'],
  ['alerts and tasks', '> [!NOTE]\n> [x](1.md)\n\n- [ ] [x](2.md)', 'error 1.md', 'error 2.md'],
  ['mathematics', '$`[x](1)`$\n\n```math\n[x](2)\n```'],
  ['line ends of Windows, and what is no character', '# a\r\n\r\n[x](#a) \0 \ud83d [y](1.md)\r\n', 'error 1.md'],
  ['wiki links, which are text', '[[Page]] [[_TOC_]] [[b.md]]'],
];

describe('in a document', () => {
  it.each(TEXTS)('%s', async (_, text, ...said) => {
    expect(await verdicts(text)).toEqual(said);
  });
});
