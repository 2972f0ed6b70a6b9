import {posix} from 'node:path';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.d.ts', '.d.mts', '.d.cts'];

/** What an extension in an import may stand for in the source. */
const WRITTEN_AS: Record<string, string[]> = {
	'.js': ['.ts', '.tsx', '.js', '.jsx', '.d.ts'],
	'.jsx': ['.tsx', '.jsx'],
	'.mjs': ['.mts', '.mjs', '.d.mts'],
	'.cjs': ['.cts', '.cjs', '.d.cts'],
};

/** The file that a path stands for: itself, with another extension, or the index of a folder. */
export function fileAt(files: ReadonlySet<string>, path: string): string | undefined {
	const at = path.replace(/\/$/, '');
	if (files.has(at)) return at;
	const extension = posix.extname(at);
	const stem = at.slice(0, at.length - extension.length);
	const candidates = [
		...(WRITTEN_AS[extension] ?? []).map(written => stem + written),
		...EXTENSIONS.map(added => at + added),
		...EXTENSIONS.map(added => (at === '.' ? `index${added}` : `${at}/index${added}`)),
	];
	return candidates.find(candidate => files.has(candidate));
}
