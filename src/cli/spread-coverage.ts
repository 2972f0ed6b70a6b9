/**
 * `--coverage a.json b.json dir` as `--coverage a.json --coverage b.json dir`: further files belong to the option, a
 * folder is the one to scan. (A greedy option would swallow the folder.)
 */
export function spreadCoverage(argv: readonly string[], isFile: (path: string) => boolean): string[] {
	const spread: string[] = [];
	for (let at = 0; at < argv.length; at++) {
		const word = argv[at]!;
		if (word === '--') return [...spread, ...argv.slice(at)];
		spread.push(word);
		if (word !== '--coverage' && !word.startsWith('--coverage=')) continue;
		if (word === '--coverage' && at + 1 < argv.length) spread.push(argv[++at]!);
		while (at + 1 < argv.length && !argv[at + 1]!.startsWith('-') && isFile(argv[at + 1]!))
			spread.push('--coverage', argv[++at]!);
	}
	return spread;
}
