import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { ReportBackground } from '../../src/core/contracts/reports.ts';
import type { RunRecord } from '../../src/core/record.ts';
import html from '../../src/reports/html.ts';
import { wholeBackground, wholeRun } from '../support/page-scene.ts';
import { aCheck, aFailure, aFinding, aGate, aRecord, aRefusal, aRemembered } from '../support/records.ts';
import { SCENES } from '../support/report-scenes.ts';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

const STYLE = { color: false, width: 80 };
const shown = (records: readonly RunRecord[], background?: ReportBackground) => html.render(records, STYLE, background);
const mainOf = (text: string) => /<main[^>]*>\n([\s\S]*)<\/main>/.exec(text)?.[1] ?? '';

/** All elements of a page, as a browser makes them of it. */
function elementsIn(text: string): readonly Element[] {
  const all = (node: Node): readonly Node[] => [node, ...('childNodes' in node ? node.childNodes.flatMap(all) : [])];
  return all(parse(text)).filter((node): node is Element => 'tagName' in node);
}

const attribute = (element: Element | undefined, name: string) =>
  element?.attrs.find((one) => one.name === name)?.value ?? '';

/** A background in which nothing is known but these sources. */
const withSources = (sources: Readonly<Record<string, string>>): ReportBackground => ({
  sources: new Map(Object.entries(sources).map(([path, text]) => [path, { text, isJudged: true }])),
  runs: [],
  unchecked: [],
});

describe('html', () => {
  it('shows a run with all that is known of it', async () => {
    await expect(mainOf(shown([wholeRun()], wholeBackground()))).toMatchFileSnapshot('golden/whole-run.html.txt');
  });

  it('asks for the files of findings and of changed lines', () => {
    expect(html.wants([wholeRun()])).toEqual(['src/a.ts', 'src/b.ts']);
    expect(html.wants([aRecord()])).toEqual([]);
  });

  it('names the ends of a long critical path', () => {
    const checks = Array.from({ length: 20 }, (_, at) =>
      aCheck({ task: `t${at}`, startedMs: at * 100, durationMs: 100 }),
    );
    const path = (count: number) =>
      /Critical path: <strong>(.*?)<\/strong>/.exec(shown([aRecord({ checks: checks.slice(0, count) })]))?.[1];
    expect(path(7)).toBe('t0 → t1 → t2 → t3 → t4 → t5 → t6');
    expect(path(20)).toBe('t0 → t1 → t2 → 14 more → t17 → t18 → t19');
  });

  it('leads to each of its parts, and to nothing else', () => {
    const elements = elementsIn(shown([wholeRun()], wholeBackground()));
    const ids = elements.map((one) => attribute(one, 'id')).filter((id) => id !== '');
    const links = elements.map((one) => attribute(one, 'href')).filter((href) => href !== '');
    expect(new Set(ids).size).toBe(ids.length);
    expect(links.filter((href) => !ids.includes(href.slice(1)))).toEqual([]);
    expect(elements.filter(({ tagName }) => tagName === 'h2')).toHaveLength(links.length - 1);
  });

  it('lets nothing run and nothing look but its own script and style', () => {
    const elements = elementsIn(shown([wholeRun()], wholeBackground()));
    const policy = attribute(
      elements.find((one) => attribute(one, 'http-equiv') !== ''),
      'content',
    );
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).not.toContain('unsafe');
    for (const name of ['style', 'script']) {
      const [only, ...others] = elements.filter(({ tagName }) => tagName === name);
      const text = only?.childNodes.map((node) => ('value' in node ? node.value : '')).join('') ?? '';
      const hash = createHash('sha256').update(text).digest('base64');
      expect(others).toEqual([]);
      expect(policy).toContain(`${name}-src 'sha256-${hash}'`);
    }
  });

  it.each(Object.entries(SCENES))('makes no element and no attribute of what a record holds: %s', (_, records) => {
    const elements = elementsIn(shown(records));
    const names = new Set(elements.map(({ tagName }) => tagName));
    const [styles, scripts] = ['style', 'script'].map((name) => elements.filter(({ tagName }) => tagName === name));
    const attributes = new Set(elements.flatMap(({ attrs }) => attrs.map(({ name }) => name)));
    expect([styles?.length, scripts?.length]).toEqual([1, 1]);
    expect([...names].filter((name) => !ELEMENTS.includes(name))).toEqual([]);
    expect([...attributes].filter((name) => !ATTRIBUTES.includes(name))).toEqual([]);
  });

  it('makes none of what is known besides, either', () => {
    const word = '"><img src=x onerror=alert(1)>\'</pre></style></script><!--\u202e';
    const [run] = wholeBackground().runs;
    const background: ReportBackground = {
      sources: new Map([['src/a.ts', { text: `1\n2\n${word}\n`, isJudged: true }]]),
      runs:
        run === undefined
          ? []
          : [
              {
                ...run,
                startedAt: `2026-01-01 (${word.replaceAll('(', '').replaceAll(')', '')})`,
                ...{ trigger: word, tier: [word], tree: word, ref: word, objections: [word] },
                checks: run.checks.map((check) => ({ ...check, task: word, root: word })),
                skips: [{ task: word, by: 'env', reason: word }],
                coverage: [{ metric: word, scope: 'changed', root: word, covered: 1, total: 2 }],
              },
            ],
      unchecked: [{ what: 'push', at: 0, commit: word, subject: word, ref: word }],
    };
    const changed = { [word]: { covered: [1], uncovered: [word, 2] }, 'src/a.ts': { covered: [3], uncovered: [] } };
    const gates = [aGate({ changed, notMeasured: [word] })];
    const text = shown([aRefusal({ trigger: word, tier: [word], gates })], background);
    const elements = elementsIn(text);
    expect(elements.filter(({ tagName }) => !ELEMENTS.includes(tagName))).toEqual([]);
    expect(elements.flatMap(({ attrs }) => attrs).filter(({ name }) => !ATTRIBUTES.includes(name))).toEqual([]);
    expect(elements.filter(({ tagName }) => ['script', 'style'].includes(tagName))).toHaveLength(2);
    expect(text).not.toContain('\u202e');
    expect(text).toContain('History');
  });

  it('shows no line of a file in which somebody found a secret', () => {
    const found = aFailure({ task: 'gitleaks', findings: [aFinding({ file: 'src/key.ts', line: 1 })] });
    const other = aFailure({ findings: [aFinding({ file: 'src/key.ts', line: 2 })] });
    const text = shown([aRefusal({ checks: [found, other] })], withSources({ 'src/key.ts': 'hunter22\nbeside it\n' }));
    expect(text).toContain('src/key.ts:2');
    expect(text).not.toMatch(/hunter22|beside it/);
  });

  it('says of sources that are not what was judged that they are not', () => {
    const records = [aRefusal()];
    const source = (isJudged: boolean): ReportBackground => ({
      sources: new Map([['src/a.ts', { text: '1\n2\nthree\n', isJudged }]]),
      runs: [],
      unchecked: [],
    });
    expect(shown(records, source(true))).not.toContain('on disk now');
    expect(shown(records, source(false))).toContain('on disk now');
  });

  it('says that everything was remembered, and what that saved', () => {
    const runs = wholeBackground().runs;
    const text = shown([aRecord({ checks: [aRemembered()] })], { sources: new Map(), runs, unchecked: [] });
    expect(text).toContain('1 of 1 check had passed on the same content before');
    expect(text).toContain('which saved about 819 ms');
  });

  it('stays small enough for a browser, and says what it leaves out', () => {
    expect(shown(SCENES['more than anybody reads'] ?? []).length).toBeLessThan(1_500_000);
    const many = (count: number) => {
      const findings = Array.from({ length: count }, (_, at) =>
        aFinding({ file: `src/f${at % 7}.ts`, line: at + 1, rule: `rule-${at % 3}`, message: `odd ${at} `.repeat(9) }),
      );
      const text = shown([aRefusal({ checks: [aFailure({ findings })] })]);
      return { text, items: text.split('<li class="finding">').length - 1 };
    };
    const all = many(1000);
    expect([all.items, all.text.includes('in the record')]).toEqual([1000, false]);
    expect(all.text).toContain('By rule: rule-0 334, rule-1 333, rule-2 333. By file: <code>src/f0.ts</code> 143,');
    const cut = many(9000);
    expect(cut.text.length).toBeLessThan(1_500_000);
    expect(cut.text).toContain(`and ${9000 - cut.items} more in the record`);
  });

  it('folds away what ran without a word where many did', () => {
    const checks = Array.from({ length: 250 }, (_, at) =>
      aCheck({ task: `t${at}`, startedMs: at, durationMs: 300 - at }),
    );
    const text = shown([aRefusal({ checks: [...checks, aFailure({ task: 'last' })] })]);
    expect(text).toContain('<summary>250 passed</summary>');
    expect(text).toContain('<summary>160 shorter ones</summary>');
    expect(text).toContain('and 51 shorter ones');
  });
});

const ELEMENTS = [
  ...['html', 'head', 'meta', 'title', 'style', 'script', 'body', 'a', 'header', 'main', 'nav', 'section', 'article'],
  ...['h1', 'h2', 'h3', 'h4', 'p', 'ul', 'ol', 'li', 'span', 'strong', 'b', 'br', 'code', 'pre', 'time', 'div'],
  ...[
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
    'details',
    'summary',
    'mark',
    'figure',
    'figcaption',
    'label',
    'input',
  ],
  ...['svg', 'rect', 'polyline'],
];
const ATTRIBUTES = [
  ...['lang', 'charset', 'http-equiv', 'content', 'name', 'class', 'id', 'href', 'tabindex', 'role', 'hidden', 'open'],
  ...['aria-label', 'aria-labelledby', 'aria-hidden', 'for', 'type', 'autocomplete', 'scope', 'datetime'],
  ...['viewBox', 'preserveAspectRatio', 'start', 'x', 'y', 'width', 'height', 'points'],
];
