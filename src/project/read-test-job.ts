import {join} from 'node:path';
import {parse} from 'yaml';
import {existsSync, readdirSync} from '../files/watched-files.ts';
import type {TestJob} from '../model/survey.ts';
import {byText} from '../util/compare.ts';
import {isRecord, type JsonRecord, ownMember} from '../util/parse-json.ts';
import {readSmallFile} from './read-small-file.ts';

const FOLDER = '.github/workflows';
const TESTS =
	/(?:^|[\s;&|])(?:(?:npm|pnpm|yarn|bun)(?: run)? (?:test|unit|cov)[\w:.-]*|npx (?:jest|vitest|mocha|ava|c8|nyc)\b)/m;

/** The job that runs the tests, one with coverage before others: what they need in order to run stands there. */
export function readTestJob(root: string): TestJob | undefined {
	const folder = join(root, FOLDER);
	const names = existsSync(folder)
		? readdirSync(folder)
				.map(String)
				.filter(name => /\.ya?ml$/.test(name))
		: [];
	const jobs = names.sort(byText).flatMap(name => jobsIn(join(folder, name), `${FOLDER}/${name}`));
	const [first] = jobs.sort((a, b) => b.score - a.score);
	return first?.job;
}

function jobsIn(path: string, file: string): Array<{job: TestJob; score: number}> {
	const jobs = ownMember(record(readYaml(path)), 'jobs');
	return Object.values(record(jobs)).flatMap(job => {
		const found = isRecord(job) ? readJob(job, file) : undefined;
		return found ?? [];
	});
}

function readJob(raw: JsonRecord, file: string): {job: TestJob; score: number} | undefined {
	const choice = chooseOf(record(ownMember(record(ownMember(raw, 'strategy')), 'matrix')));
	const job = record(resolve(raw, choice));
	const steps = list(ownMember(job, 'steps')).map(record);
	const runs = steps.map(step => String(ownMember(step, 'run') ?? ''));
	const at = runs.findIndex(run => TESTS.test(run));
	const os = String(ownMember(job, 'runs-on') ?? '');
	if (at < 0 || ownMember(job, 'container') !== undefined || !/ubuntu/.test(os)) return undefined;
	const withCoverage = runs.findIndex(run => TESTS.test(run) && /cov/.test(run));
	const tests = withCoverage < 0 ? at : withCoverage;
	const before = steps.slice(0, tests).filter((step, index) => !isAside(step) && !TESTS.test(runs[index]!));
	return {
		job: {
			file,
			...named('services', ownMember(job, 'services')),
			...named('env', ownMember(job, 'env')),
			before,
			...named('testEnv', ownMember(steps[tests]!, 'env')),
		},
		score: (withCoverage < 0 ? 0 : 100) + Math.min(99, nodeOf(before)),
	};
}

/** Of two jobs the one with the later Node is the one that is cared for. */
const nodeOf = (steps: readonly JsonRecord[]): number =>
	Math.max(0, ...steps.map(step => Number.parseInt(String(record(ownMember(step, 'with'))['node-version']), 10) || 0));

/** Linters and what only tells others. */
const isAside = (step: JsonRecord): boolean =>
	/\b(?:lint|format|fmt|prettier|eslint|biome)\b/.test(String(ownMember(step, 'run') ?? '')) ||
	ownMember(step, 'if') !== undefined;

function named<K extends 'services' | 'env' | 'testEnv'>(name: K, value: unknown): Partial<Record<K, JsonRecord>> {
	return isRecord(value) && Object.keys(value).length > 0 ? ({[name]: value} as Record<K, JsonRecord>) : {};
}

/** Of versions the greatest, of anything else the first. */
function chooseOf(matrix: JsonRecord): Map<string, string> {
	return new Map(
		Object.entries(matrix).flatMap(([name, values]) => {
			const plain = list(values)
				.filter(value => ['string', 'number'].includes(typeof value))
				.map(String);
			const areVersions = plain.every(value => /^v?\d+(?:\.[\dx]+)*$/.test(value));
			const chosen = areVersions ? plain.sort((a, b) => Number.parseFloat(b) - Number.parseFloat(a))[0] : plain[0];
			return chosen === undefined ? [] : [[name, chosen] as const];
		}),
	);
}

/** A copy with the choices in place. What asks for anything else that only their workflow knows is left out. */
function resolve(value: unknown, choice: ReadonlyMap<string, string>): unknown {
	if (typeof value === 'string') {
		const text = value.replaceAll(/\$\{\{\s*matrix\.([\w-]+)\s*\}\}/g, (all, name: string) => choice.get(name) ?? all);
		return text.includes('${{') ? undefined : text;
	}
	if (Array.isArray(value)) return value.map(item => resolve(item, choice)).filter(isWhole);
	if (!isRecord(value)) return value;
	const members = Object.entries(value).map(([name, member]) => [name, resolve(member, choice)] as const);
	return Object.fromEntries(members.filter(([, member]) => member !== undefined && !isEmptied(member)));
}

const isEmptied = (member: unknown): boolean => isRecord(member) && Object.keys(member).length === 0;

/** A step that lost what it runs is none. */
const isWhole = (item: unknown): boolean =>
	item !== undefined &&
	!(isRecord(item) && ('name' in item || 'with' in item || 'env' in item) && !('run' in item || 'uses' in item));

function readYaml(path: string): unknown {
	try {
		return parse(readSmallFile(path) ?? '', {logLevel: 'error'});
	} catch {
		return undefined;
	}
}

const record = (value: unknown): JsonRecord => (isRecord(value) ? value : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
