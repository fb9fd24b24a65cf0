import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadReport } from '../../../src/cli/reports/load.ts';
import { readReportWishes } from '../../../src/cli/reports/wish.ts';
import { writeFolder } from '../../config/project.ts';
import { aRecord } from '../../support/records.ts';

const PLAIN = { color: false, width: 80 };

describe("a report of one's own", () => {
  it('is named by its module, also with a file', () => {
    expect(readReportWishes(['./own.js'])).toEqual([{ format: './own.js' }]);
    expect(readReportWishes(['../own.js=out.txt'])).toEqual([{ format: '../own.js', file: 'out.txt' }]);
    expect(() => readReportWishes(['own.js'])).toThrow('there is no report `own.js`');
  });

  it('is found from where the command was given, and renders records', async () => {
    const cwd = writeFolder({
      'a/own.mjs': "export default { summary: 'own', render: ([{ tree }]) => tree + '\\n' };",
    });
    const record = aRecord();
    expect((await loadReport('./a/own.mjs', cwd)).render([record], PLAIN)).toBe(`${record.tree}\n`);
    expect((await loadReport('../a/own.mjs', path.join(cwd, 'a'))).summary).toBe('own');
  });

  it.each([
    ["throw new Error('no luck');", 'the report `./own.mjs` failed: no luck'],
    ['return 5;', 'the report `./own.mjs` failed: it made number in place of a text'],
  ])('that fails is no bug of ours: %s', async (body, message) => {
    const cwd = writeFolder({ 'own.mjs': `export default { summary: 'own', render() { ${body} } };` });
    const report = await loadReport('./own.mjs', cwd);
    expect(() => report.render([], PLAIN)).toThrow(expect.objectContaining({ code: 'config', message }));
  });

  it.each(['./gone.mjs', './bare.mjs'])('that is none is told before anything runs: %s', async (format) => {
    const cwd = writeFolder({ 'bare.mjs': 'export default {};' });
    await expect(loadReport(format, cwd)).rejects.toMatchObject({ code: 'config' });
  });
});
