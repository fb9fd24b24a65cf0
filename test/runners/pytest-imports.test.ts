import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PYTHON_TOOLS } from '../support/samples.ts';

// What our part in pytest takes a test to rest on. Python is asked once for all.

const FILES: Readonly<Record<string, string>> = {
  'src/app/__init__.py': 'from . import start\n',
  'src/app/start.py': '',
  'src/app/a.py': '',
  'src/app/b.py': 'def late():\n    from app.a import x\n',
  'src/app/c.py': 'from .sub import *\n',
  'src/app/d.py': 'if True:\n    import app.sub.deep as deep\n',
  'src/app/plain.py': '',
  'src/app/sub/__init__.py': '',
  'src/app/sub/deep.py': 'from ..a import x\n',
  'src/app/loader.py': 'from importlib import import_module\n\n\ndef load(name):\n    return import_module(name)\n',
  'src/app/calls.py': 'import subprocess\n',
  'src/app/broken.py': 'def (:\n',
  'src/app/latin.py': '# coding: latin-1\nimport app.a  # \u00e9\n',
  'lib/tool.py': '',
  'linked-here/inner.py': 'import app.a\n',
  'tests/conftest.py': 'from fixtures import make\n',
  'tests/fixtures.py': '',
  'tests/unit/test_late.py': 'from app.b import late\n',
  'tests/unit/test_star.py': 'from app.c import *\n',
  'tests/unit/test_deep.py': 'from app import d\n',
  'tests/unit/test_patch.py': 'def test(mocker):\n    mocker.patch("app.a.x")\n',
  'tests/unit/test_named.py': 'import importlib\n\nimportlib.import_module("app.a")\n',
  'tests/unit/test_loader.py': 'import app.loader\n',
  'tests/unit/test_calls.py': 'import app.calls\n',
  'tests/unit/test_starts.py': 'import subprocess\n',
  'tests/unit/test_system.py': 'import os\n\nos.system("app")\n',
  'tests/unit/test_pytester.py': 'def test(pytester):\n    pass\n',
  'tests/unit/test_broken.py': 'import app.broken\n',
  'tests/unit/test_latin.py': 'import app.latin\n',
  'tests/unit/test_linked.py': 'import alias.inner\n',
  'tests/unit/test_renamed.py': 'from renamed.tool import x\n',
  'tests/unit/test_reads.py': 'from pathlib import Path\n\nPath("lib", "tool.py").read_text()\n',
  'tests/unit/test_high.py': 'from .....far import x\n',
  'tests/unit/test_alone.py': 'import json\n\nimport app.plain\n',
  'other/test_outside.py': 'import app.plain\n',
  'inner/__init__.py': 'import app.start\n',
  'inner/test_packaged.py': '',
  '.venv/lib/app/a.py': 'import app.plain\n',
  'node_modules/x/app/a.py': 'import app.plain\n',
};

const ASK = `
import importlib.machinery, json, os, sys
from lattice_hooks_affected import AffectedTests, Sources

class Manager:
    def get_plugins(self):
        return []

class Config:
    pluginmanager = Manager()

root, cases = sys.argv[1], json.loads(sys.argv[2])

class Renamed:
    """As an editable install is that says \`package_dir\`."""
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != "renamed":
            return None
        spec = importlib.machinery.ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = [os.path.join(root, "lib")]
        return spec

sys.meta_path.append(Renamed)
sources = Sources(root)
found = {}
for changed in cases:
    tests = AffectedTests(Config(), sources, [os.path.join(root, changed)])
    files = sorted(sources.files)
    names = [os.path.relpath(file, root) for file in files if os.path.basename(file).startswith("test_") and tests.is_affected(file)]
    found[changed] = [name.replace(os.sep, "/") for name in names]
print(json.dumps(found))
`;

const CASES = [
  'src/app/a.py',
  'src/app/start.py',
  'tests/fixtures.py',
  'lib/tool.py',
  'tests/unit/test_alone.py',
  'node_modules/x/app/a.py',
];

let root: string;
let found: Readonly<Record<string, readonly string[]>>;
beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-imports-')));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text, 'latin1');
  }
  symlinkSync(path.join(root, 'linked-here'), path.join(root, 'alias'));
  symlinkSync(root, path.join(root, 'tests', 'endless'));
  const runners = path.resolve(import.meta.dirname, '../../runners');
  const { stdout, stderr } = spawnSync(
    path.join(PYTHON_TOOLS, 'bin/python'),
    ['-c', ASK, root, JSON.stringify(CASES)],
    { encoding: 'utf8', env: { ...process.env, PYTHONPATH: runners, PYTHONDONTWRITEBYTECODE: '1' } },
  );
  if (stderr !== '') throw new Error(stderr);
  found = JSON.parse(stdout);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Tests of which nobody can tell what they rest on. */
const OPEN = ['broken', 'high', 'loader', 'pytester', 'starts', 'system'];

/** The tests in `tests/unit` that a change of a file is seen to matter to, without those that always run. */
const affectedBy = (changed: string) =>
  (found[changed] ?? [])
    .flatMap((name) => /^tests\/unit\/test_(\w+)\.py$/.exec(name)?.[1] ?? [])
    .filter((name) => !OPEN.includes(name));

describe('a changed module', () => {
  it('matters to what imports it: late, by a star, in a package, by a name in a text, and through a link', () => {
    expect(affectedBy('src/app/a.py')).toEqual(['deep', 'late', 'latin', 'linked', 'named', 'patch', 'star']);
  });

  it('matters to all that imports anything of a package that imports it', () => {
    expect(affectedBy('src/app/start.py')).toEqual([
      ...['alone', 'calls', 'deep', 'late', 'latin', 'linked', 'named', 'patch', 'star'],
    ]);
    expect(found['src/app/start.py']).toEqual(
      expect.arrayContaining(['other/test_outside.py', 'inner/test_packaged.py']),
    );
  });

  it('matters to every test beside and below a conftest.py that imports it, and to no other', () => {
    expect(affectedBy('tests/fixtures.py')).toHaveLength(11);
    expect(found['tests/fixtures.py']).not.toContain('other/test_outside.py');
  });

  it('matters to what reads it by its name', () => {
    expect(affectedBy('lib/tool.py')).toContain('reads');
  });

  it('matters to what imports it from where it is installed under another name', () => {
    expect(affectedBy('lib/tool.py')).toEqual(['reads', 'renamed']);
  });

  it('matters to every test where nobody looks for those that import it', () => {
    expect(found['node_modules/x/app/a.py']).toEqual(expect.arrayContaining([...(found['tests/fixtures.py'] ?? [])]));
    expect(found['node_modules/x/app/a.py']).toContain('other/test_outside.py');
  });

  it('matters to itself', () => {
    expect(affectedBy('tests/unit/test_alone.py')).toEqual(['alone']);
  });

  it('matters to every test that loads modules by names of the moment, starts programs, or cannot be read', () => {
    const always = (found['tests/unit/test_alone.py'] ?? []).map((name) => path.basename(name, '.py').slice(5));
    expect(always).toEqual(['alone', ...OPEN]);
  });
});
