import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {judgeArc} from '../src/judge/judge-sites.ts';
import {hit, more, signal} from '../src/model/condition.ts';
import type {Report, ReportArc} from '../src/model/report.ts';
import {REASONS} from '../src/model/verdict.ts';
import {scan} from '../src/scan.ts';
import {ROOT} from './imports.ts';
import {at, counters} from './judge/fake-counters.ts';

const FORMATS = [
	'nyc/coverage-final.json',
	'v8',
	'c8/coverage-final.json',
	...['nyc', 'c8'].flatMap(tool =>
		['lcov.info', 'cobertura-coverage.xml', 'clover.xml'].map(name => `${tool}/${name}`),
	),
].map(format => ['catalog-sync', [`fixtures/catalog-sync/formats/${format}`]] as const);
const FIXTURES = ['checkout', 'weather', 'notifications', 'catalog-sync'].map(name => [name, []] as const);

const undecidedOf = ({sites}: Report): ReportArc[] =>
	sites.flatMap(({arcs}) => arcs.filter(({verdict}) => verdict === 'undecided'));

const scanned = async (name: string, coverage: readonly string[]): Promise<ReportArc[]> =>
	undecidedOf((await scan({dir: `fixtures/${name}`, cwd: ROOT, coverage: [...coverage]})).report);

test('in every fixture and format an undecided arc says why it is and what would decide it, and no other does', async t => {
	for (const [name, coverage] of [...FIXTURES, ...FORMATS]) {
		const {report} = await scan({dir: `fixtures/${name}`, cwd: ROOT, coverage: [...coverage]});
		for (const {file, line, arcs} of report.sites) {
			for (const {arc, verdict, wanted, reason} of arcs) {
				const at = `${coverage} ${file}:${line} ${arc}`;
				t.is(Boolean(wanted), verdict === 'undecided', at);
				t.is(reason !== undefined && REASONS.includes(reason), verdict === 'undecided', at);
			}
		}
	}
});

test('formats of lines ask for JSON, and JSON never does', async t => {
	const lines = await scanned('catalog-sync', ['fixtures/catalog-sync/formats/nyc/lcov.info']);
	const json = await scanned('catalog-sync', ['fixtures/catalog-sync/formats/nyc/coverage-final.json']);
	const asks = (arcs: readonly ReportArc[]) => arcs.filter(({reason}) => reason === 'lines-only');
	t.true(asks(lines).length > 0);
	for (const {wanted} of asks(lines)) t.regex(wanted!, /coverage as JSON/);
	t.deepEqual(asks(json), []);
});

test('the schema knows every reason', t => {
	const schema = readFileSync(join(ROOT, 'schema/report.json'), 'utf8');
	for (const reason of REASONS) t.true(schema.includes(`"${reason}"`), reason);
	const docs = readFileSync(join(ROOT, 'docs/report.md'), 'utf8');
	for (const reason of REASONS) t.true(docs.includes(`\`${reason}\``), reason);
});

test('a counter that is missing is told from a relation that no counter settles', t => {
	const site = {id: 'x', kind: 'retry', file: 'src/a.ts', line: 9, guards: [], mechanism: 'hand-rolled'} as never;
	const arc = {arc: 'retry' as const, reading: 'repeat' as const, needs: hit(at(10)), witnesses: []};
	const known = counters([[at(10), 1]]);
	t.is(judgeArc(site, {...arc, fires: hit(at(12))}, known).reason, 'no-counter');
	t.is(judgeArc(site, {...arc, fires: {all: [more([at(10)], []), signal('x')]}}, known).reason, 'rounds');
});
