// Preloaded into a measured process: writes its CPU seconds (user and system, all threads) and its peak memory in
// bytes to the file named in BENCH_USAGE when it exits.
import {writeFileSync} from 'node:fs';
import process from 'node:process';

process.on('exit', () => {
	const {userCPUTime, systemCPUTime, maxRSS} = process.resourceUsage();
	writeFileSync(
		process.env.BENCH_USAGE,
		JSON.stringify({cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS * 1024}),
	);
});
