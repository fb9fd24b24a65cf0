import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import html from '../../src/reports/html.ts';
import { type Browser, openBrowser, type View } from '../support/browser.ts';
import { wholeBackground, wholeRun } from '../support/page-scene.ts';
import { SCENES } from '../support/report-scenes.ts';

// What only a browser knows. Where there is no Chromium, these are left out, and vitest counts them as skipped.

const hasChromium = spawnSync('chromium', ['--version']).status === 0;
const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const STYLE = { color: false, width: 80 };

const VIEWS: Readonly<Record<string, View>> = {
  'in the light': { width: 1100 },
  'in the dark': { width: 1100, scheme: 'dark' },
  'on a phone': { width: 360, height: 780 },
  'on paper': { width: 760, media: 'print' },
};

describe.runIf(hasChromium)('the page in Chromium', () => {
  let browser: Browser;
  let folder: string;
  let whole: string;
  let hostile: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'lattice-page-'));
    const write = (name: string, text: string): string => {
      writeFileSync(path.join(folder, name), text);
      return pathToFileURL(path.join(folder, name)).href;
    };
    whole = write('whole.html', html.render([wholeRun()], STYLE, wholeBackground()));
    hostile = write('hostile.html', html.render(SCENES['hostile words everywhere'] ?? [], STYLE));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(Object.entries(VIEWS))('has nothing that axe objects to, and fits into the width: %s', async (_, view) => {
    await browser.view(view);
    await browser.open(whole);
    await browser.evaluate(`${axe};0`);
    const objections = await browser.evaluate(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))',
    );
    expect(objections).toEqual([]);
    expect(await browser.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('leads a keyboard past the links, through all that can be scrolled and opened', async () => {
    await browser.view({ width: 1100 });
    await browser.open(whole);
    await browser.press('Tab');
    expect(await browser.evaluate('document.activeElement.textContent')).toBe('Skip to the verdict');
    await browser.press('Enter');
    expect(await browser.evaluate('document.activeElement.id')).toBe('main');
    await browser.press('Tab');
    expect(await browser.evaluate('document.activeElement.id')).toBe('filter');
  });

  it('filters findings, and says how many are left', async () => {
    await browser.open(whole);
    await browser.evaluate("filter.value = 'TEH'; filter.dispatchEvent(new Event('input'))");
    const left = await browser.evaluate("[...document.querySelectorAll('.finding:not([hidden])')].length");
    expect([left, await browser.evaluate('filtered.textContent')]).toEqual([1, '1 of 6']);
  });

  it('opens everything for a printer', async () => {
    await browser.open(whole);
    const closed = "document.querySelectorAll('details:not([open])').length";
    const before = await browser.evaluate<number>(closed);
    expect(before).toBeGreaterThan(0);
    await browser.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await browser.evaluate(closed)).toBe(0);
    await browser.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await browser.evaluate(closed)).toBe(before);
  });

  it('says the same where no script may run', async () => {
    await browser.allowScripts(false);
    await browser.open(whole);
    const [text, isHidden] = await browser.evaluate<[string, boolean]>(
      "[document.querySelector('main').innerText, document.querySelector('.filter').hidden]",
    );
    await browser.allowScripts(true);
    expect(text).toContain('this is never used');
    expect(isHidden).toBe(true);
  });

  it('runs nothing that a record holds', async () => {
    await browser.open(hostile);
    expect(await browser.evaluate("document.querySelectorAll('script').length")).toBe(1);
  });

  it('asks nobody for anything, and breaks none of its own rules', () => {
    expect(browser.requests.filter((address) => address !== whole && address !== hostile)).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });
});
