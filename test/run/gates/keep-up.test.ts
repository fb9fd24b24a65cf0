import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepUp, mayKeepUp } from '../../../src/run/gates/keep-up.ts';
import { hookRequest } from '../../../src/run/hook-request.ts';
import { makeRequest, makeRunLab, type RunLab } from '../../support/run-lab.ts';

const FILE = 'app/.lattice/coverage-baseline.json';
const WROTE = `wrote ${FILE}: it counts once it is committed`;

describe('files that gates keep', () => {
  let lab: RunLab;
  let root: string;
  beforeEach(() => {
    lab = makeRunLab();
    root = lab.repository.root;
    lab.repository.commit({ 'app/a.ts': '' });
  });
  afterEach(() => lab.repository.remove());

  const at = (file: string) => path.join(root, file);
  const keep = (revise: (present: string | undefined) => string | undefined, file = FILE) =>
    keepUp(root, [{ path: file, revise }]);

  it('are made where there are none, and revised from what stands there', () => {
    expect(keep((present) => `${present}1`)).toEqual([WROTE]);
    expect(keep((present) => `${present}2`)).toEqual([WROTE]);
    expect(readFileSync(at(FILE), 'utf8')).toBe('undefined12');
  });

  it('are left alone where nothing is to be said', () => {
    keep(() => 'x');
    const { ino } = statSync(at(FILE));

    expect(keep(() => undefined)).toEqual([]);
    expect(statSync(at(FILE)).ino).toBe(ino);
  });

  it('are told where they cannot be revised', () => {
    keep(() => 'x');

    const refuse = () => {
      throw new Error('it is no baseline');
    };
    expect(keep(refuse)).toEqual([`${FILE} was not written: it is no baseline`]);
    expect(readFileSync(at(FILE), 'utf8')).toBe('x');
  });

  it('are written nowhere else, wherever links lead', () => {
    const elsewhere = path.join(root, '..', `${path.basename(root)}-elsewhere`);
    mkdirSync(elsewhere);
    try {
      symlinkSync(elsewhere, at('app/.lattice'));
      expect(keep(() => 'x')).toEqual([`${FILE} was not written: a link leads elsewhere`]);
      symlinkSync(elsewhere, at('linked'));
      expect(keep(() => 'x', 'linked/.lattice/b.json')[0]).toMatch(/a link leads elsewhere/);
      rmSync(at('app/.lattice'));
      mkdirSync(at('app/.lattice'));
      symlinkSync(path.join(elsewhere, 'b'), at(FILE));
      expect(keep(() => 'x')[0]).toMatch(/something else than a file/);
      expect(() => statSync(path.join(elsewhere, 'b'))).toThrow();
      expect(() => statSync(path.join(elsewhere, '.lattice'))).toThrow();
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  it('are told where nothing can be written', () => {
    writeFileSync(at('app/.lattice'), '');

    expect(keep(() => 'x')[0]).toMatch(/was not written: ENOTDIR/);
  });
});

describe('a run', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.commit({ 'src/a.ts': 'one();\n' });
    lab.configure({
      slow: {
        on: 'pre-commit',
        tasks: { unit: { run: 'node test.mjs', fix: 'node test.mjs', coverage: 'out.info', cache: false } },
        gates: { coverage: { ratchet: true, lines: 50 } },
      },
    });
    lab.repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    covers(1, 2);
  });
  afterEach(() => lab.repository.remove());

  const baseline = () => readFileSync(path.join(lab.repository.root, '.lattice/coverage-baseline.json'), 'utf8');
  function covers(covered: number, total: number): void {
    const lines = Array.from({ length: total }, (_, line) => `DA:${line + 1},${line < covered ? 1 : 0}`);
    const text = `SF:src/a.ts\n${lines.join('\n')}\nend_of_record\n`;
    const script = `import { writeFileSync } from 'node:fs';\nwriteFileSync('out.info', ${JSON.stringify(text)});\n`;
    writeFileSync(path.join(lab.repository.root, 'test.mjs'), script);
  }
  const run = (more: object) => lab.run({ ...makeRequest('slow', { type: 'all' }), ...more } as never);

  it('writes them when it may write and is accepted, and only then', async () => {
    expect((await run({ fixing: false })).notes).toEqual([]);
    covers(0, 2);
    expect((await run({ fixing: true })).accepted).toBe(false);
    expect(() => baseline()).toThrow();
    covers(1, 2);
    const record = await run({ fixing: true });

    expect(record.accepted).toBe(true);
    expect(record.notes).toEqual(['wrote .lattice/coverage-baseline.json: it counts once it is committed']);
    expect(baseline()).toBe('{\n  "version": 1,\n  "total": [1, 2],\n  "files": {\n    "src/a.ts": [1, 2]\n  }\n}\n');
    covers(2, 2);
    await run({ fixing: true });
    expect(JSON.parse(baseline()).total).toEqual([2, 2]);
  });

  it('by a hook writes none: what is committed is what somebody has seen', async () => {
    const scene = await lab.scene({ type: 'staged' });

    expect(mayKeepUp(scene, hookRequest('pre-commit', []))).toBe(false);
    expect(mayKeepUp(scene, { ...makeRequest('slow', { type: 'staged' }), fixing: true })).toBe(true);
  });
});
