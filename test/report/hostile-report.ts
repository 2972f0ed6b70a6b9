import type {Report} from '../../src/model/report.ts';
import {sampleArc, sampleReport, sampleSite} from './sample-report.ts';

/** Terminal escapes, line breaks, marks that hide or reorder text, and half a character. */
export const HOSTILE = 'a\x1b[2J\x1b]8;;http://x\x07b\nc\r\u202ed\u2066e\u200bf\u2028g\x9bh\ud800i\u{e0041}';

/** Markup, quotes, template, Markdown and shell syntax, commands of logs, and what services make links and pings of. */
export const MARKUP = [
	'"><script>alert(1)</script><img src=x onerror=alert(1)>`$' + '{7*7}`{{7*7}}]]>--><!-- |',
	"[x](javascript:alert(1)) @octocat o/r#1 ::error::x ##[group]y $(id) '; drop %0A%25",
].join(' ');

/** Everywhere in a report where a name or a text of the scanned project can stand. */
export function hostileReport(text = HOSTILE): Report {
	const place = {file: text, line: 1, name: text};
	const arc = sampleArc('retry', 'unfired', {
		why: text,
		witnesses: [{...place, count: 0}],
		tests: [place],
		mocks: [{...place, outcome: 'fails', target: text}],
	});
	const undecided = sampleArc('exhaust', 'undecided', {wanted: text});
	const site = sampleSite({
		...place,
		mechanism: `library:${text}`,
		guards: [{...place, text}],
		entryPoints: [place],
		way: [text],
		steps: [place],
		arcs: [arc, undecided],
		next: [text],
	});
	return sampleReport({
		tool: {name: 'unfired', version: text, rules: text},
		project: {root: '.', name: text, commit: null, files: 1, lines: 1, tests: 1},
		coverage: [{path: text, format: 'v8', files: 1, matched: 1, stale: 0}],
		sites: [site],
		diagnostics: [{level: 'error', code: 'file-unreadable', message: text, file: text}],
	});
}
