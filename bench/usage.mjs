// Preloaded into a measured process: writes its peak memory in bytes to the file named in BENCH_PEAK when it exits.
import {writeFileSync} from 'node:fs';
import process from 'node:process';

process.on('exit', () => writeFileSync(process.env.BENCH_PEAK, String(process.resourceUsage().maxRSS * 1024)));
