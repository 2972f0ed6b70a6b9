import test from 'ava';
import type {Log} from 'sarif';
import {linkBase} from '../../src/cli/link-base.ts';
import {run} from '../../src/cli/run.ts';
import type {Report} from '../../src/model/report.ts';
import {expectGolden} from '../report/golden.ts';
import {sampleArc, sampleReport, sampleSite, sampleSummary} from '../report/sample-report.ts';
import {fakeWorld} from './fake-world.ts';

const report = () =>
	sampleReport({
		sites: [
			sampleSite({
				arcs: [
					sampleArc('retry', 'unfired', {why: 'No attempt was ever repeated: it ran 14 times, started 14 times.'}),
					sampleArc('refuse', 'fired'),
				],
				flaws: [{flaw: 'eager', line: 43, why: 'Its attempts follow each other without a pause.'}],
			}),
			sampleSite({
				id: 'timeout:77',
				kind: 'timeout',
				mechanism: 'hand-rolled',
				file: 'src/http.ts',
				line: 7,
				name: 'get',
				rank: 2,
				weight: 0.1,
				exposure: 0.1,
				arcs: [sampleArc('fire', 'uncovered', {why: 'No test runs `fetch(url)`.'})],
				next: ['a test in which fetch does not answer before the deadline'],
			}),
			sampleSite({
				id: 'pool:1',
				kind: 'pool',
				file: 'src/db.ts',
				line: 3,
				name: 'createPool',
				rank: 3,
				exposure: 0,
				arcs: [
					sampleArc('exhaust', 'undecided', {wanted: 'a trace'}),
					sampleArc('resource-error', 'unfired', {known: true}),
				],
				next: [],
			}),
		],
		summary: sampleSummary({
			sites: {retry: 1, timeout: 1, pool: 1},
			arcs: {fired: 1, unfired: 2, uncovered: 1, undecided: 1},
		}),
		diagnostics: [
			{level: 'warning', code: 'coverage-stale', message: 'It changed: run the tests again.', file: 'src/b.ts'},
		],
	});

/** Of long documents what tells most: a transcript is to be read. */
const SHORTEN: Record<string, (document: string) => unknown> = {
	json(document) {
		const {version, tool, summary, sites}: Report = JSON.parse(document);
		const counted = sites.map(({id, arcs, flaws}) => `${id} arcs: ${arcs.length} flaws: ${flaws.length}`);
		return {version, tool, arcs: summary.arcs, sites: counted};
	},
	sarif(document) {
		const {version, runs}: Log = JSON.parse(document);
		const [{tool, results, automationDetails, invocations}] = runs as [Log['runs'][number]];
		const [first] = results!;
		return {
			version,
			driver: tool.driver.name,
			automationDetails,
			notifications: invocations![0]!.toolExecutionNotifications!.map(({message}) => message.text),
			results: results!.map(({level, partialFingerprints}) => `${level} ${partialFingerprints!['unfiredSite/v1']}`),
			first: [first!.ruleId, first!.rank, first!.message.text, first!.locations![0]!.physicalLocation],
		};
	},
};
const REPORTERS = ['text', 'summary', 'agent', 'json', 'sarif', 'github', 'markdown', 'gitlab', 'junit', 'lcov'];

for (const name of REPORTERS) {
	test(`the ${name} reporter and its exit code, as a user sees them`, async t => {
		const argv = ['--reporter', name, '--fail-on', 'unfired'];
		const world = fakeWorld(argv, {report: report()});
		const code = await run(world);
		const out = world.out.join('');
		const shorten = SHORTEN[name];
		const shown = shorten ? `${JSON.stringify(shorten(out), null, 2)}\n` : out;
		expectGolden(
			t,
			`reporter-${name}`,
			`$ unfired ${argv.join(' ')}\n${shown}--- standard error\n${world.err.join('')}--- exit code ${code}\n`,
		);
		const fine = fakeWorld(['--reporter', name], {report: report()});
		t.is(await run(fine), 0, 'without a gate nothing fails');
		t.is(fine.out.join(''), out);
	});
}

test('links lead to the commit where the service says which, and never to what is no address', t => {
	const github = {GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r', GITHUB_SHA: 'abc'};
	t.is(linkBase(github), 'https://github.com/o/r/blob/abc/');
	t.is(
		linkBase({CI_PROJECT_URL: 'https://gitlab.com/g/p', CI_COMMIT_SHA: 'abc'}),
		'https://gitlab.com/g/p/-/blob/abc/',
	);
	t.is(linkBase({...github, GITHUB_REPOSITORY: 'o/r) [x](y'}), '');
	t.is(linkBase({...github, GITHUB_SERVER_URL: 'javascript:alert(1)//'}), '');
	t.is(linkBase({GITHUB_SERVER_URL: 'https://github.com'}), '');
});
