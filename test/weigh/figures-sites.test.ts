import test from 'ava';
import {weighSites} from '../../src/weigh/weigh-sites.ts';
import {countersOf, judgedArc, judgedSite, linkedProject} from './sample-judged.ts';

const counters = countersOf({'src/a.ts': [8, 10]});

test('a site gets weight, exposure, rank and its way from an entry point', t => {
	const {sites, summary} = weighSites([judgedSite()], linkedProject(), counters);
	const [site] = sites;
	t.is(site!.centrality.reach, 1);
	t.true(site!.weight > 0);
	// One of two arcs did not fire.
	t.is(site!.exposure, Math.round(site!.weight * 5000) / 10_000);
	t.is(site!.rank, 1);
	t.deepEqual(site!.entryPoints, [{file: 'src/main.ts', line: 1, name: 'export main'}]);
	t.deepEqual(site!.way, ['export main', 'load']);
	t.deepEqual(site!.steps[1], {file: 'src/a.ts', line: 2, name: 'load'});
	t.is(summary.lineCoverage, 0.8);
	t.is(summary.errorPathCoverage, 0.5);
	t.is(summary.gap, 30);
	t.deepEqual(summary.calls, {all: 7, unknown: 2});
});

test('exposure is summed by place, by entry point and by what operations talk to', t => {
	const two = [
		judgedSite({dependencies: [{kind: 'package', name: 'pg'}]}),
		judgedSite({
			id: 'other',
			dependencies: [
				{kind: 'package', name: 'pg'},
				{kind: 'host', name: 'a.example'},
			],
		}),
		judgedSite({id: 'fine', arcs: [judgedArc('retry', 'fired')]}),
	];
	const packages = [{folder: '.', name: 'root'}, {folder: 'src'}];
	const {sites, summary} = weighSites(two, linkedProject(), counters, {packages});
	const [one] = sites;
	const both = {exposure: Math.round(one!.exposure * 20_000) / 10_000, sites: 2};
	t.true(one!.exposure > 0);
	t.deepEqual(summary.exposures, {
		files: [{name: 'src/a.ts', ...both}],
		folders: [
			{name: '.', ...both},
			{name: 'src', ...both},
		],
		packages: [{name: 'src', ...both}],
		entryPoints: [{name: 'export main', ...both}],
		dependencies: [
			{name: 'package pg', ...both},
			{name: 'host a.example', exposure: one!.exposure, sites: 1},
		],
	});
});

test('a site that the call graph does not know weighs nothing and is kept', t => {
	const lost = judgedSite({id: 'lost', node: 'src/lost.ts#1', file: 'src/lost.ts'});
	const {sites} = weighSites([lost, judgedSite()], linkedProject(), counters);
	t.deepEqual(
		sites.map(({id, exposure}) => [id, exposure > 0]),
		[
			['retry:1', true],
			['lost', false],
		],
	);
	t.deepEqual(sites[1]!.entryPoints, []);
	t.deepEqual(sites[1]!.way, []);
});

test('guards get their file, and what only the judge needs is left behind', t => {
	const [site] = weighSites([judgedSite()], linkedProject(), counters).sites;
	t.deepEqual(site!.guards, [{file: 'src/a.ts', line: 4, text: 'fetch(url)'}]);
	t.false('reading' in site!.arcs[0]!);
	t.false('fingerprint' in site!);
});

test('an entry point that is the function itself is said once', t => {
	const main = judgedSite({node: 'src/main.ts#1', file: 'src/main.ts', arcs: [judgedArc('retry', 'undecided')]});
	t.deepEqual(weighSites([main], linkedProject(), counters).sites[0]!.way, ['export main']);
});

test('no sites give a summary of zeros and unknowns', t => {
	const {sites, summary} = weighSites([], linkedProject(), counters);
	t.deepEqual(sites, []);
	t.is(summary.lineCoverage, null);
	t.deepEqual(summary.arcs, {uncovered: 0, unfired: 0, fired: 0, proven: 0, undecided: 0});
});
