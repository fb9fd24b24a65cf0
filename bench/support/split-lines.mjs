// Reads the file of its argument piece by piece and splits it into lines; prints what it took.

import { createReadStream } from 'node:fs';
import process from 'node:process';

const begin = process.cpuUsage();
let rest = '';
let count = 0;
for await (const piece of createReadStream(process.argv[2] ?? '', { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
  const lines = (rest + piece).split('\n');
  rest = lines.pop() ?? '';
  count += lines.length;
}
const { user, system } = process.cpuUsage(begin);
const milliseconds = (user + system) / 1000;
if (count === 0) throw new Error('no line');
console.log(JSON.stringify({ milliseconds, memory: process.resourceUsage().maxRSS / 1024 }));
