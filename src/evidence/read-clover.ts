import type {Reading, TextFormat} from './format.ts';
import {collectLines, type FileCounts} from './line-counts.ts';
import {rootOf, walkXml} from './read-xml.ts';

/** Clover's XML. How often a condition was true is, as Istanbul writes it, how many branches ran, and is left out. */
export const clover: TextFormat = {
	format: 'clover',
	recognises(start) {
		const {root, child} = rootOf(start);
		return /^coverage\b/.test(root) && (/\bclover\s*=/.test(root) || /^(test)?project\b/.test(child));
	},
	read: readClover,
};

function readClover(pieces: Iterable<string>): Reading {
	const counts = collectLines();
	const problems: string[] = [];
	let file: FileCounts | undefined;
	walkXml(pieces, {
		open(path, attribute) {
			if (path.at(-1) === 'file') {
				const recorded = attribute('path') ?? attribute('name');
				file = recorded === undefined ? undefined : counts.file(recorded);
				if (!file) problems.push('a file has neither path nor name');
			} else if (path.at(-1) === 'line') {
				const [line, count] = [attribute('num'), attribute('count')];
				if (attribute('type') === 'method') file?.function(attribute('name') ?? '', line, count);
				else file?.line(line, count);
			}
		},
		close(path) {
			if (path.at(-1) === 'file') file = undefined;
		},
	});
	return {tallies: counts.tallies(), problems: [...problems, ...counts.problems()]};
}
