// The public types in one text, which is committed: `node scripts/api.mjs` writes it anew from what the build made, and
// `--check` says what is different. A change of it is a change of the public surface.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { reachedTypes } from './support/reached-types.mjs';

const root = path.resolve(import.meta.dirname, '..');
const types = path.join(root, 'dist/types');
const report = path.join(root, 'test/api/index.d.txt');
const printer = ts.createPrinter({ removeComments: true });

const index = path.join(types, 'index.d.ts');
const files = reachedTypes(index);
const names = [...(files.get(index)?.reached ?? [])].filter((name) => files.get(index)?.exported.has(name)).sort();
const bodies = [...files]
  .flatMap(([file, { declared, reached, source }]) =>
    [...declared]
      .filter(([name]) => reached.has(name))
      .map(([name, statements]) => ({
        key: `${path.relative(types, file).replaceAll(path.sep, '/')} ${name}`,
        text: statements.map((one) => printer.printNode(ts.EmitHint.Unspecified, one, source)).join('\n'),
      })),
  )
  .sort((a, b) => (a.key < b.key ? -1 : 1))
  .map(({ key, text }) => `// ${key}\n${text}\n`);
const told = `Exports: ${names.join(', ')}\n\n${bodies.join('\n')}`;

if (!process.argv.includes('--check')) writeFileSync(report, told);
else if ((existsSync(report) ? readFileSync(report, 'utf8') : '') !== told) {
  const before = existsSync(report) ? readFileSync(report, 'utf8').split('\n') : [];
  const after = told.split('\n');
  for (const line of before.filter((one) => !after.includes(one))) console.error(`- ${line}`);
  for (const line of after.filter((one) => !before.includes(one))) console.error(`+ ${line}`);
  console.error('The public types have changed: if that is meant, write them anew with `npm run api`.');
  process.exitCode = 1;
}
