import {addToList} from '../util/add-to-list.ts';

/** What of the working tree is not as it was, by path from the root of the repository. */
export interface Changes {
	/** Lines that were added or replaced, 1-based and inclusive; where lines were only taken away, the ones around the gap. */
	lines: Map<string, Array<readonly [from: number, to: number]>>;
	/** Files that are gone, by their old path. */
	deleted: string[];
}

const HUNK = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * Reads `git diff -U0 --no-prefix`. Content that looks like a header is none: of each hunk as many lines are passed over as its
 * header counts.
 */
export function readDiff(diff: string): Changes {
	const changes: Changes = {lines: new Map(), deleted: []};
	const rows = diff.split('\n');
	let old = '';
	let file: string | undefined;
	for (let at = 0; at < rows.length; at++) {
		const row = rows[at]!;
		if (row.startsWith('--- ')) old = readName(row.slice(4));
		else if (row.startsWith('+++ ')) {
			const name = readName(row.slice(4));
			file = name === '/dev/null' ? undefined : name;
			if (file === undefined) changes.deleted.push(old);
		}
		const hunk = HUNK.exec(row);
		if (!hunk) continue;
		const [taken, from, added] = [Number(hunk[1] ?? 1), Number(hunk[2]), Number(hunk[3] ?? 1)];
		if (file !== undefined)
			addToList(changes.lines, file, added === 0 ? [Math.max(1, from), from + 1] : [from, from + added - 1]);
		at = endOfHunk(rows, at + 1, taken + added);
	}
	return changes;
}

/** The last row of a hunk; a missing line break at the end of a file has a row of its own. */
function endOfHunk(rows: readonly string[], start: number, count: number): number {
	let at = start;
	for (let left = count; left > 0 && at < rows.length; at++) if (!rows[at]!.startsWith('\\')) left--;
	return at - 1;
}

/** A file that is new altogether. */
export function addWhole({lines}: Changes, file: string): void {
	lines.set(file, [[1, Number.MAX_SAFE_INTEGER]]);
}

const ESCAPES: Record<string, number> = {a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13};

/** Git writes a name with other than plain characters between quotes, its bytes in octal. A tab ends a name with spaces. */
function readName(written: string): string {
	const name = written.replace(/\t$/, '');
	if (!name.startsWith('"')) return name;
	const bytes: number[] = [];
	for (const [, octal, escaped, plain] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gsu)) {
		if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
		else if (escaped !== undefined) bytes.push(ESCAPES[escaped] ?? escaped.charCodeAt(0));
		else bytes.push(...Buffer.from(plain!, 'utf8'));
	}
	return Buffer.from(bytes).toString('utf8');
}
