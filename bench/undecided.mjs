// node bench/undecided.mjs --labels DIR --reports DIR NAME…
//
// The labelled arcs that stay undecided in REPORTS/NAME.json (bench/accuracy.mjs), by reason. A label is matched as the
// scorer does: the same file and kind, the nearest line within three, each once. Prints a table in Markdown.
import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';

const GRACE = 3;
const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {labels: {type: 'string', multiple: true}, reports: {type: 'string'}},
});

const totals = new Map();
let all = 0;
let undecided = 0;
for (const name of positionals) count(name);
const rows = [...totals].sort((a, b) => b[1].arcs - a[1].arcs);
console.log('| reason | arcs | labelled fired · not fired · undecided | most often |\n| --- | --: | --- | --- |');
for (const [reason, {arcs, truth, kinds}] of rows) {
	const most = [...kinds].sort((a, b) => b[1] - a[1]).slice(0, 4);
	const said = `${truth.fired} · ${truth.not} · ${truth.undecided}`;
	console.log(`| \`${reason}\` | ${arcs} | ${said} | ${most.map(([kind, n]) => `${kind} ${n}`).join(', ')} |`);
}
console.log(`\n${undecided} of ${all} labelled arcs on matched sites are undecided or not reported.`);

function count(name) {
	const labels = readLabels(name);
	const {sites} = JSON.parse(readFileSync(path.join(values.reports, `${name}.json`), 'utf8'));
	for (const [label, site] of matched(labels, sites)) {
		for (const {arc, verdict} of label.arcs ?? []) {
			const judged = site.arcs.find(one => one.arc === arc);
			all++;
			if (!judged) add('(not reported)', `${site.kind}.${arc}`, verdict);
			else if (judged.verdict === 'undecided') add(judged.reason ?? '?', `${site.kind}.${arc}`, verdict);
		}
	}
}

function readLabels(name) {
	for (const folder of values.labels) {
		try {
			return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
		} catch (error) {
			if (error.code !== 'ENOENT') throw error;
		}
	}
	console.error(`${name}: no labels`);
	process.exit(2);
}

function matched({sites: labels, root = ''}, sites) {
	const prefix = root && `${root.replace(/\/$/, '')}/`;
	const pairs = labels
		.flatMap(label =>
			sites
				.filter(({kind, file}) => kind === label.kind && (file === label.file || prefix + file === label.file))
				.map(site => ({label, site, distance: distanceOf(label, site)})),
		)
		.filter(({distance}) => distance !== undefined)
		.sort((a, b) => a.distance - b.distance);
	const taken = new Set();
	return pairs.flatMap(({label, site}) => {
		if (taken.has(label) || taken.has(site)) return [];
		taken.add(label).add(site);
		return [[label, site]];
	});
}

function distanceOf({line, endLine = line}, site) {
	const isWithin = site.line >= line - GRACE && site.line <= endLine + GRACE;
	const isAround = line >= site.line - GRACE && line <= site.endLine + GRACE;
	const isLong = site.endLine - site.line > 3 * (endLine - line) + 20;
	return isWithin || (isAround && !isLong) ? Math.abs(site.line - line) : undefined;
}

function add(reason, kind, verdict) {
	undecided++;
	const row = totals.get(reason) ?? {arcs: 0, truth: {fired: 0, not: 0, undecided: 0}, kinds: new Map()};
	totals.set(reason, row);
	row.arcs++;
	const truth = verdict === 'fired' || verdict === 'undecided' ? verdict : 'not';
	row.truth[truth]++;
	row.kinds.set(kind, (row.kinds.get(kind) ?? 0) + 1);
}
