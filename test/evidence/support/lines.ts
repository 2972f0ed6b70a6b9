/** Counts by 1-based line. */
export interface Lines {
	[line: number]: number | string;
}

/** A record of lcov. */
export function lcovOf(path: string, lines: Lines, functions: Array<[line: number, name: string, count: number]> = []) {
	const counts = Object.values(lines);
	return [
		'TN:',
		`SF:${path}`,
		...functions.map(([line, name]) => `FN:${line},${name}`),
		...functions.map(([, name, count]) => `FNDA:${count},${name}`),
		...Object.entries(lines).map(([line, count]) => `DA:${line},${count}`),
		`LF:${counts.length}`,
		`LH:${counts.filter(count => Number(count) > 0).length}`,
		'end_of_record\n',
	].join('\n');
}

/** Every line of a source with a count, as V8's reports list them. */
export const everyLine = (...counts: number[]): Lines =>
	Object.fromEntries(counts.map((count, index) => [index + 1, count]));

export function coberturaOf(path: string, lines: Lines, sources = ['/app']) {
	const listed = Object.entries(lines).map(([number, hits]) => `<line number="${number}" hits="${hits}"/>`);
	return `<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage lines-valid="1" line-rate="1" version="0.1">
<sources>${sources.map(source => `<source>${source}</source>`).join('')}</sources>
<packages><package name="main"><classes><class name="a" filename="${path}"><methods/>
<lines>${listed.join('')}</lines>
</class></classes></package></packages>
</coverage>
`;
}

export function cloverOf(path: string, lines: Lines) {
	const listed = Object.entries(lines).map(([num, count]) => `<line num="${num}" count="${count}" type="stmt"/>`);
	return `<?xml version="1.0" encoding="UTF-8"?>
<coverage generated="1" clover="3.2.0"><project timestamp="1" name="All files"><package name="src">
<file name="a.js" path="${path}"><metrics statements="1"/>${listed.join('')}</file>
</package></project></coverage>
`;
}
