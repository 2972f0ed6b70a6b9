import {posix} from 'node:path';
import type {Report} from '../model/report.ts';

/** The same report with the places of its files told from a folder above the scanned one, such as the repository's root. */
export function relocateReport(report: Report, prefix: string): Report {
	if (prefix === '') return report;
	const move = (file: string) => (ABSOLUTE.test(file) ? file : posix.join(prefix, file));
	return moveFiles(report, move);
}

const ABSOLUTE = /^(?:\/|[a-z]:)/i;

/** Whatever is called a file and is a text is one. */
function moveFiles<T>(value: T, move: (file: string) => string): T {
	if (Array.isArray(value)) return value.map(item => moveFiles(item, move)) as T;
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, inner]) => [
		key,
		key === 'file' && typeof inner === 'string' ? move(inner) : moveFiles(inner, move),
	]);
	return Object.fromEntries(entries);
}
