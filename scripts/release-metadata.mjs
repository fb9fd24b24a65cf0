// Says in package.json where the package comes from: `node scripts/release-metadata.mjs https://github.com owner/name`.
// Only the workflow that publishes knows; npm refuses a statement of provenance that names another repository.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const file = path.resolve(import.meta.dirname, '../package.json');
const [server = '', name = ''] = process.argv.slice(2);
if (!/^https:\/\/[\w.-]+$/.test(server) || !/^[\w.-]+\/[\w.-]+$/.test(name)) {
  console.error(`\`${server}/${name}\` is no address of a repository`);
  process.exit(1);
}
const address = `${server}/${name}`;
const manifest = {
  ...JSON.parse(readFileSync(file, 'utf8')),
  homepage: `${address}#readme`,
  repository: { type: 'git', url: `git+${address}.git` },
  bugs: { url: `${address}/issues` },
};
writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
