import { describe, expect, it } from 'vitest';
import { readRst } from '../../src/rst/document.ts';

const links = (...lines: readonly string[]) =>
  readRst(lines.join('\n')).links.map(({ line, column, destination, names = '' }) =>
    `${line}:${column} ${destination} ${names}`.trimEnd(),
  );

describe('a reStructuredText', () => {
  it('has links by embedded addresses, targets, roles and directives', () => {
    const text = [
      ...[
        'See `a <a.rst>`_, `b',
        '<b.rst#x>`__ and :doc:`c`, :doc:`D </d>`, :ref:`My  Label`,',
        ':download:`e <e.zip>`.',
        '',
      ],
      ...['.. _f: f.rst', '.. __: g.rst', '.. image:: h.png', '   :target: i.rst', '', '.. |x| image:: j.png', ''],
      ...['.. include:: k.txt', '.. note:: text `l <l.rst>`_', '', '   `m <m.rst>`_ https://a.example/n.'],
    ];
    expect(links(...text)).toEqual([
      ...['1:9 a.rst', '2:2 b.rst#x', '2:24 c page', '2:37 /d page', '2:49 my label label', '3:15 e.zip'],
      ...['5:8 f.rst', '6:8 g.rst', '7:12 h.png', '8:13 i.rst', '10:16 j.png', '12:14 k.txt', '13:20 l.rst'],
      ...['15:8 m.rst', '15:17 https://a.example/n'],
    ]);
  });

  it('has the pages of a list of them', () => {
    expect(
      links('.. toctree::', '   :maxdepth: 2', '', '   intro', '   The end <end/index>', '   api/*', '   self'),
    ).toEqual(['4:4 intro page', '5:13 end/index page']);
  });

  it('has none in code, literal text and comments, and none by names', () => {
    const text = [
      ...['.. code-block:: rst', '', '   `a <1>`_', '', 'Like this::', '', '   `a <2>`_', '', '``:doc:`3` ``', ''],
      ...[
        '.. A comment with `a <4>`_',
        '   and more',
        '',
        '`Title`_ `x <name_>`_ `b <b.rst>`_ :py:func:`5`',
        '',
        '..',
        '   `a <6>`_',
        '',
        '.. include:: <isonum.txt>',
      ],
    ];
    expect(links(...text)).toEqual(['14:27 b.rst']);
  });

  it('has titles, labels and ids', () => {
    const { headings, names } = readRst('=====\nTop A\n=====\n\n.. _My  Label:\n\nPart\n----\n\nan _`inner one`\n');
    expect(headings).toEqual(['Top A', 'Part']);
    expect([...names]).toEqual(['my label', 'my-label', 'inner one', 'inner-one', 'top a', 'top-a', 'part']);
  });

  it('has comments that say what not to judge', () => {
    const { suppressions } = readRst('.. lattice-ignore-next-line doc-links: x\n\n`a <b.rst>`_\n');
    expect(suppressions).toEqual([{ check: 'doc-links', reason: 'x', about: 3, line: 1, column: 1 }]);
  });

  it.each(['`a <', '``a', ':doc:`', ':a:b', '.. _a: ', '_`'])('full of %s is read in time', (part) => {
    expect(links(part.repeat(30_000)).length).toBeLessThan(30_000);
  });

  it.each<[what: string, text: string, links: readonly string[]]>([
    ['an address in the next line', '.. _a:\n   https://a.example/b\n', ['https://a.example/b']],
    ['an address over two lines', '.. _a: https://a.example/\n   b#c\n', ['https://a.example/b#c']],
    [
      'a bracket of an address',
      'see (https://a.example/b(1)) and (https://a.example/c).',
      ['https://a.example/b(1)', 'https://a.example/c'],
    ],
    ['roles with their domain', ':std:doc:`a` :std:ref:`b`', ['a', 'b']],
  ])('has %s', (_, text, links) => {
    expect(readRst(text).links.map(({ destination }) => destination)).toEqual(links);
    expect([...readRst(text).names]).toEqual([]);
  });

  it.each([
    ['The ``x.y`` of *all* **things**', 'the x.y of all things'],
    ['Set :file:`.rc` up', 'set .rc up'],
    ['See `the text <a.html>`_ here', 'see the text here'],
    ['2 * 3 * 4', '2 * 3 * 4'],
  ])('names a section by what a reader sees: %s', (title, name) => {
    const names = [...readRst(`${title}\n${'='.repeat(title.length)}\n`).names];
    expect(names.map((one) => one.replace(/ +/g, ' '))).toContain(name);
  });

  it('takes a name whose next line is indented no further for this place', () => {
    expect([...readRst('.. _a:\n.. _b:\n\ntext\n').names]).toEqual(['a', 'b']);
  });
});
