import {spawnSync} from 'node:child_process';
import {chmodSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import test from 'ava';
import type {Log} from 'sarif';
import {findingsOf} from '../src/model/finding.ts';
import type {Format} from '../src/report/formats.ts';
import {renderReport} from '../src/report/index.ts';
import {scan} from '../src/scan.ts';
import {ROOT} from './imports.ts';
import {makeFolder} from './make-folder.ts';
import {hostileReport} from './report/hostile-report.ts';
import {plainText, sampleArc, sampleReport, sampleSite} from './report/sample-report.ts';

const FIXTURES = ['catalog-sync', 'checkout', 'notifications', 'weather'];
const scans = Promise.all(FIXTURES.map(name => scan({dir: `fixtures/${name}`, cwd: ROOT})));

for (const [index, name] of FIXTURES.entries()) {
	const render = async (format: Format) => {
		const {report} = (await scans)[index]!;
		return {report, text: renderReport(format, report, plainText)};
	};

	test(`${name}: the branches of lcov give error-path coverage`, async t => {
		const {report, text} = await render('lcov');
		const sum = (key: string) =>
			[...text.matchAll(new RegExp(`^${key}:(\\d+)$`, 'gm'))].reduce((total, [, count]) => total + Number(count), 0);
		t.is(Math.round((sum('BRH') / sum('BRF')) * 10_000) / 10_000, report.summary.errorPathCoverage!);
		t.is(text.match(/^BRDA:/gm)!.length, sum('BRF'));
	});

	test(`${name}: every reporter tells of the same findings`, async t => {
		const {report, text} = await render('junit');
		const findings = findingsOf(report).length;
		t.true(findings > 0);
		t.is(text.match(/<failure /g)!.length, findings);
		t.is(
			text.match(/<testcase /g)!.length,
			Object.values(report.summary.arcs).reduce((sum, count) => sum + count),
		);
		const rules = (
			JSON.parse((await render('gitlab')).text) as Array<{check_name: string; fingerprint: string}>
		).filter(({check_name}) => check_name.startsWith('unfired/'));
		t.is(rules.length, findings);
		t.is(new Set(rules.map(({fingerprint}) => fingerprint)).size, findings);
		t.is((await render('agent')).text.match(/^\S+:\d+ (?!flaw\/)\S+ (?:unfired|uncovered) /gm)!.length, findings);
		for (const format of ['summary', 'github', 'markdown'] as const)
			t.true((await render(format)).text.includes(`${findings} findings at `), format);
	});
}

/** Microsoft's validator, which has a binary for few platforms. It is called itself: a shell would eat the `;` of its options. */
function findMultitool(): string | undefined {
	try {
		const require = createRequire(createRequire(import.meta.url).resolve('@microsoft/sarif-multitool'));
		const binary: string = require(`@microsoft/sarif-multitool-${process.platform}`);
		// The script that would do it is one that package managers ask about first.
		chmodSync(binary, 0o755);
		return process.arch === 'x64' ? binary : undefined;
	} catch {
		return undefined;
	}
}

const multitool = findMultitool();
const skipped = multitool === undefined ? ' (skipped: its binary does not run here)' : '';
const testWithMultitool = multitool === undefined ? test.skip : test;

testWithMultitool(
	`Microsoft's SARIF multitool with the rules of GitHub finds no error in any SARIF${skipped}`,
	async t => {
		const putAside = sampleSite({
			arcs: [
				sampleArc('retry', 'unfired', {suppressed: {line: 41, reason: 'Tried by hand.'}}),
				sampleArc('recover', 'unfired', {known: true}),
				sampleArc('exhaust', 'unfired'),
			],
			flaws: [{flaw: 'eager', line: 43, why: 'It does not wait.'}],
		});
		const reports = [...(await scans).map(({report}) => report), hostileReport(), sampleReport({sites: [putAside]})];
		const folder = makeFolder(t, {});
		const files = reports.map((report, index) => {
			const file = join(folder, `${index}.sarif`);
			writeFileSync(
				file,
				renderReport('sarif', report, {...plainText, includeSuppressed: true, below: 'packages/api'}),
			);
			return file;
		});
		// What the validator must find, or it looked at nothing.
		const broken = join(folder, 'broken.sarif');
		writeFileSync(broken, readFileSync(files[0]!, 'utf8').replaceAll('"help":', '"helf":'));
		const output = join(folder, 'validated.json');
		const {error, stderr} = spawnSync(
			multitool!,
			['validate', ...files, broken, '--rule-kind', 'Sarif;Gh', '-o', output],
			{encoding: 'utf8', env: {...process.env, DOTNET_BUNDLE_EXTRACT_BASE_DIR: folder}},
		);
		t.is(error, undefined, stderr);
		const {runs}: Log = JSON.parse(readFileSync(output, 'utf8'));
		const errors = runs
			.flatMap(({results}) => results ?? [])
			.filter(({level}) => level === 'error')
			.map(({ruleId, locations, message}) => ({
				ruleId,
				file: locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '',
				about: message.arguments,
			}));
		t.deepEqual(
			errors.filter(({file}) => !file.endsWith('broken.sarif')),
			[],
		);
		t.true(
			errors.some(({ruleId}) => ruleId === 'GH2012'),
			'the rules of GitHub are in force',
		);
	},
);
