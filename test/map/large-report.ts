import type {Report, ReportSite} from '../../src/model/report.ts';
import {ARCS, CERTAINTIES, SITE_KINDS} from '../../src/model/site.ts';
import {VERDICTS} from '../../src/model/verdict.ts';
import {sampleArc, sampleFile, sampleReport, sampleSite, sampleSummary} from '../report/sample-report.ts';

const FILES = 1600;
const ENTRIES = 300;

const fileOf = (index: number): string => {
	const at = index % FILES;
	return `packages/service-${at % 23}/src/${['http', 'db', 'queues', 'jobs'][at % 4]}/area-${at % 61}/module-${at}.ts`;
};

/** As much is said of each site as of those of a large real project. */
function createSite(index: number): ReportSite {
	const kind = SITE_KINDS[index % 3 === 0 ? SITE_KINDS.length - 1 : index % SITE_KINDS.length]!;
	const file = fileOf(index);
	const weight = Math.round(10_000 / (1 + index / 400)) / 10_000;
	const steps = Array.from({length: 2 + (index % 7)}, (_, step) => ({
		file: fileOf(index * 7 + step),
		line: 10 + step,
		name: step === 0 ? `POST /route/${index % ENTRIES}` : `Service${(index * 3 + step) % 900}.method${step}`,
	}));
	const tests = Array.from({length: index % 13}, (_, test) => ({
		file: file.replace('/src/', '/test/').replace('.ts', '.test.ts'),
		line: 20 + 12 * test,
		name: `answers with what the dependency said the last time, case ${test}`,
		how: 'base-name' as const,
	}));
	const arcs = ARCS[kind].map((arc, at) =>
		sampleArc(arc, VERDICTS[(index + at * 2) % VERDICTS.length]!, {
			why: `It never happened: line ${index % 400} never ran while the operation (line ${(index % 400) + 3}) ran ${index % 40} times.`,
			witnesses: [{file, line: (index % 400) + 6, count: 0}],
			tests,
			mocks: tests
				.slice(0, 3)
				.map(({file, line}) => ({file, line, outcome: 'succeeds' as const, target: 'client.query'})),
		}),
	);
	return sampleSite({
		id: `${kind}:${index.toString(16).padStart(12, '0')}`,
		kind,
		file,
		line: (index % 400) + 1,
		endLine: (index % 400) + 18,
		name: `Service${index % 900}.load${index}`,
		certainty: CERTAINTIES[index % CERTAINTIES.length]!,
		dependencies: [{kind: 'package', name: `driver-${index % 40}`}],
		guards: [{file, line: (index % 400) + 3, text: `this.client.query(statement${index}, parameters)`}],
		weight,
		exposure: Math.round(weight * 5000) / 10_000,
		rank: index + 1,
		entryPoints: steps.slice(0, 1),
		steps,
		...(index % 4 === 0 && {
			heaviest: [...steps.slice(0, 1), {file, line: 5, name: `heavy${index}`}, ...steps.slice(1)],
		}),
		arcs,
		next: ['a test in which query fails once and then succeeds', 'another in which it always fails'],
	});
}

export function largeReport(count: number): Report {
	const sites = Array.from({length: count}, (_, index) => createSite(index));
	const names = [...new Set(sites.map(({file}) => file))].sort();
	const exposed = (name: string, index: number) => ({name, exposure: 100 / (1 + index), sites: 30});
	return sampleReport({
		summary: sampleSummary({
			exposures: {
				...sampleSummary().exposures,
				entryPoints: Array.from({length: ENTRIES}, (_, index) => exposed(`POST /route/${index}`, index)),
				dependencies: Array.from({length: 40}, (_, index) => exposed(`package driver-${index}`, index)),
			},
		}),
		files: names.map((file, index) =>
			sampleFile({file, lines: {total: 100, covered: index % 101}, lineCoverage: (index % 101) / 100}),
		),
		sites,
	});
}

/** Source of the usual width at every line. */
export const largeFrames = (file: string, line: number, {before, after} = {before: 1, after: 2}) =>
	Array.from({length: before + after + 1}, (_, index) => ({
		line: line - before + index,
		text: `\t\tconst value${line + index} = await this.client.query(text, [${file.length}]);`,
	}));
