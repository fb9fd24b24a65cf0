import fc from 'fast-check';
import GithubSlugger from 'github-slugger';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/outcome.ts';
import docLinks from '../../src/tasks/doc-links.ts';
import { type FakeFiles, makeTools } from '../support/snapshot-tools.ts';

// Documents made up at random, of which it is known what they hold: a link to what is there is never reported, and one to
// what is not there always is, at its place.

/** Markdown, and what a reader sees of it. */
interface Shown {
  readonly markdown: string;
  readonly text: string;
}

const word = fc.stringMatching(/^[a-zA-Z0-9éÜпЖ入門सहा🚀]{1,8}$/u);

const piece: fc.Arbitrary<Shown> = fc.oneof(
  { weight: 4, arbitrary: word.map((one) => ({ markdown: one, text: one })) },
  word.map((one) => ({ markdown: `*${one}*`, text: one })),
  word.map((one) => ({ markdown: `**${one}**`, text: one })),
  word.map((one) => ({ markdown: `\`${one}[<>]\``, text: `${one}[<>]` })),
  word.map((one) => ({ markdown: `[${one}](https://a.example)`, text: one })),
  word.map((one) => ({ markdown: `\\<${one}\\>`, text: `<${one}>` })),
  word.map((one) => ({ markdown: `<b>${one}</b>`, text: one })),
  fc
    .constantFrom('C#', 'a/b', '(x)', 'y:', 'z…', 'e.g.', 'x–y', 'snake_case_')
    .map((one) => ({ markdown: one, text: one })),
  fc.constant({ markdown: 'R&amp;D', text: 'R&D' }),
);

const title = fc.array(fc.tuple(fc.constantFrom(' ', '  '), piece), { minLength: 1, maxLength: 4 }).map(
  (parts): Shown => ({
    markdown: parts
      .map(([gap, { markdown }]) => gap + markdown)
      .join('')
      .trimStart(),
    text: parts
      .map(([gap, { text }]) => gap + text)
      .join('')
      .trimStart(),
  }),
);

/** Blocks that hold one heading each. */
const heading: fc.Arbitrary<Shown> = fc
  .tuple(
    title,
    fc.constantFrom('# @', '### @ ##', '@\n===', '@\n-', '> ## @', '- # @', '1. @\n   ---', '>     no\n> # @'),
  )
  .map(([{ markdown, text }, form]) => ({ markdown: form.replace('@', () => markdown), text }));

/** Blocks that hold none, although they look like it. */
const noise = fc
  .constantFrom('# no', '<h1>no</h1>', 'no\n---')
  .chain((text) =>
    fc.constantFrom(
      `\`\`\`\n${text}\n\`\`\``,
      `- ~~~\n  ${text.replace('\n', '\n  ')}\n  ~~~`,
      `<!--\n${text}\n-->`,
      `    ${text.replace('\n', '\n    ')}`,
      `text \`${text.replace('\n', ' ')}\` text`,
      '| a | b |\n|---|---|\n| # no | no |',
    ),
  );

/** A document and the fragments of its headings. */
const document = fc.array(fc.oneof(heading, noise), { minLength: 1, maxLength: 8 }).map((blocks) => {
  const slugger = new GithubSlugger();
  const slugs = blocks.flatMap((block) => (typeof block === 'string' ? [] : [slugger.slug(block.text)]));
  // A comment between blocks, so that none goes on with the one before.
  const text = blocks.map((block) => (typeof block === 'string' ? block : block.markdown)).join('\n\n<!-- -->\n\n');
  return { text: `${text}\n\n<!-- -->\n\n`, slugs: slugs.filter((slug) => slug !== '') };
});

/** Where a link may stand; `@` is its target. */
const context = fc.constantFrom(
  ...['[x](@)', '![x](@)', '[x](<@>)', '[*a* `b` [c]](  @  "title" )', '[![y](https://a.example/y.png)](@)'],
  ...[
    '> - [x](@)',
    '| a |\n|---|\n| [x](@) |',
    'text\n**text [x](@)**',
    '1. a\n\n   [x](@)',
    '\t- a [x](@)'.trimStart(),
  ],
  ...['[x y][Z]\n\n[z]: @', '> [z]\n\n- [Z]: <@> (t)', '![][z]\n\n[z]:\n  @\n  "t"', 'a[^1]\n\n[^1]: [x](@)'],
  ...['<a href="@">x</a>', 'text <img alt=x src=@> text', "<p>\n<a class=x href='@'>\n</p>", '## Here: [x](@)'],
);

const encoding = fc.constantFrom(
  (text: string) => text,
  encodeURIComponent,
  encodeURI,
  (text: string) => `user-content-${text}`,
);

describe('a link to a heading', () => {
  it('is never reported where the heading is there', async () => {
    const source = fc.constantFrom(
      ['docs/a.md', ''],
      ['docs/b.md', 'a.md'],
      ['c.md', './docs/a.md'],
      ['x/y/d.md', '/docs/a.md'],
    );
    await fc.assert(
      fc.asyncProperty(
        document,
        context,
        encoding,
        source,
        fc.nat(),
        async ({ text, slugs }, form, encode, place, at) => {
          fc.pre(slugs.length > 0);
          const [path = '', target = ''] = place;
          const link = form.replace('@', () => `${target}#${encode(slugs[at % slugs.length] ?? '')}`);
          const files = path === 'docs/a.md' ? { [path]: text + link } : { 'docs/a.md': text, [path]: link };
          expect(await complaints(files)).toEqual([]);
        },
      ),
    );
  });

  it('is always reported where it is not, and where the link stands', async () => {
    await fc.assert(
      fc.asyncProperty(document, context, word, async ({ text, slugs }, form, name) => {
        const fragment = `${name.toLowerCase()}-0`;
        fc.pre(!slugs.includes(fragment));
        const target = `#${fragment}`;
        const files = { 'a.md': text + form.replace('@', () => target) };
        expect(await complaints(files)).toEqual([`error ${target}`]);
      }),
    );
  });
});

describe('a link to a file', () => {
  const name = fc
    .string({
      unit: fc.oneof(
        fc.constantFrom(...'ab %#?()<>&"\'[]*_`\\+~é入😀'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
      minLength: 1,
      maxLength: 8,
    })
    .filter((one) => !/[/\p{Cc}\p{Cs}]/u.test(one) && !/^\.*$/.test(one));
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  /** As a browser would write it; parentheses and quotes too, which mean something around the target. */
  const written = (one: string) =>
    one
      .split('/')
      .map((part) => encodeURIComponent(part).replace(/[()'*]/g, encodeByte))
      .join('/');

  it('is never reported where the file is there, and always where it is not', async () => {
    await fc.assert(
      fc.asyncProperty(path, context, async (file, form) => {
        const target = `./${written(file)}`;
        // Messages cut longer ones.
        fc.pre(file !== 'from.md' && target.length < 200);
        const document = form.replace('@', () => target);
        expect(await complaints({ 'from.md': document, [file]: '' })).toEqual([]);
        expect(await complaints({ 'from.md': document })).toEqual([`error ${target}`]);
      }),
    );
  });
});

function encodeByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}

/** What is said of each document, as `severity` and what stands at the place: as much of it as the message quotes. */
async function complaints(files: FakeFiles): Promise<readonly string[]> {
  const paths = Object.keys(files).filter((path) => path.endsWith('.md'));
  const judgment = await docLinks.inspect(paths, {}, makeTools(files));
  const findings: readonly Finding[] = 'findings' in judgment ? (judgment.findings ?? []) : [];
  return findings.map(({ severity, message, file = '', line = 0, column = 0 }) => {
    const text =
      String(files[file])
        .split('\n')
        [line - 1]?.slice(column - 1) ?? '';
    const quoted = /^`([^`]*)`/.exec(message)?.[1] ?? '';
    return quoted !== '' && text.startsWith(quoted)
      ? `${severity} ${quoted}`
      : `${severity}, and ${text} stands there, not ${quoted}`;
  });
}
