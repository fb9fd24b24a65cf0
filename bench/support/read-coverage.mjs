// Reads the LCOV file of its argument as the package does; prints what it took.

import process from 'node:process';
import { decodeReport } from '../../src/core/coverage/decode.ts';
import { coverageText } from '../../src/core/coverage/text.ts';
import lcov from '../../src/coverage/lcov.ts';
import { readChunks } from '../../src/work/read-chunks.ts';

const begin = process.cpuUsage();
const decoded = decodeReport(
  coverageText(() => readChunks(process.argv[2] ?? '')),
  new Map([['lcov', lcov]]),
);
const { user, system } = process.cpuUsage(begin);
const milliseconds = (user + system) / 1000;
if (decoded.status === 'problem') throw new Error(decoded.problem);
console.log(JSON.stringify({ milliseconds, memory: process.resourceUsage().maxRSS / 1024 }));
