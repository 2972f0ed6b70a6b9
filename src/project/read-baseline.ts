import {join, relative, resolve, sep} from 'node:path';
import {LineCounter, type Node, parseDocument} from 'yaml';
import {readFileSync, statSync} from '../files/watched-files.ts';
import {BASELINE_FILE, type Baseline, type BaselineEntry, type Ratchet} from '../model/baseline.ts';
import {InputError} from '../util/input-error.ts';
import {isRecord, type JsonRecord, ownMember, parseJson} from '../util/parse-json.ts';
import {quotePath} from '../util/quote-path.ts';

export interface FoundBaseline {
	/** Relative to the root where inside it. */
	path: string;
	baseline: Baseline;
}

/**
 * The baseline of a scan. Undefined where none is named and none stands in the root. Throws an InputError where one is named
 * and missing, or broken: what it should hold back would come as new.
 */
export function readBaseline(root: string, cwd: string, named?: string): FoundBaseline | undefined {
	const full = named === undefined ? join(root, BASELINE_FILE) : resolve(cwd, named);
	const path = shownPath(root, full);
	if (!statSync(full, {throwIfNoEntry: false})?.isFile()) {
		if (named === undefined) return undefined;
		throw new InputError(
			`There is no baseline at ${quotePath(named)}. Write one with: unfired baseline --baseline ${quotePath(named)}.`,
		);
	}
	return {path, baseline: parseBaseline(readFileSync(full, 'utf8'), path)};
}

function shownPath(root: string, full: string): string {
	const path = relative(root, full).split(sep).join('/');
	return path.startsWith('../') ? (full.split(/[\\/]/).at(-1) ?? full) : path;
}

const REWRITE = 'Take what is wrong out of it, or delete it and write it anew with: unfired baseline.';

/** Throws an InputError that names the line. A comma too many, as merges leave them, is no mistake. */
export function parseBaseline(text: string, path: string): Baseline {
	const refuse = (line: number | undefined, what: string): never => {
		throw new InputError(
			`The baseline ${quotePath(path)} cannot be read${line === undefined ? '' : `: line ${line}`} ${what}. ${REWRITE}`,
		);
	};
	const conflict = /^(?:<{7}|={7}|>{7})(?:\s|$)/m.exec(text);
	if (conflict) refuse(lineOf(text, conflict.index), 'is left from a merge that nobody finished');
	const parsed = parseJson(text);
	const lines = new LineCounter();
	// Only what is broken is read a second time, by a parser that knows lines.
	const locate = () => parseDocument(text, {lineCounter: lines, logLevel: 'silent'});
	let value = parsed.value;
	if (parsed.error !== undefined) {
		const document = locate();
		const [error] = document.errors;
		if (error) refuse(error.linePos?.[0].line, 'is no JSON');
		value = document.toJS();
	}
	const problem = problemIn(value);
	if (problem) {
		const node = locate().getIn(problem.at, true) as Node | undefined;
		refuse(node?.range ? lines.linePos(node.range[0]).line : 1, problem.what);
	}
	return readValid(value as JsonRecord);
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

interface Problem {
	at: Array<string | number>;
	what: string;
}

function problemIn(value: unknown): Problem | undefined {
	if (!isRecord(value)) return {at: [], what: 'holds no object'};
	const version = ownMember(value, 'version');
	if (version !== 1)
		return {
			at: ['version'],
			what: `has a version that this unfired does not know (${JSON.stringify(version) ?? 'none'})`,
		};
	const findings = ownMember(value, 'findings');
	if (!Array.isArray(findings)) return {at: ['findings'], what: 'has no list of findings'};
	const wrong = findings.findIndex(entry => !isEntry(entry));
	if (wrong >= 0) return {at: ['findings', wrong], what: 'is no entry with an id, a file and a name'};
	const ratchet = ownMember(value, 'ratchet');
	if (ratchet !== undefined && !isRatchet(ratchet)) return {at: ['ratchet'], what: 'has figures that are no numbers'};
	return undefined;
}

const isEntry = (value: unknown): value is BaselineEntry & JsonRecord =>
	isRecord(value) && ['id', 'file', 'name'].every(key => typeof ownMember(value, key) === 'string');

const FIGURES = ['errorPathCoverage', 'weightedErrorPathCoverage', 'gap'] as const;

const isRatchet = (value: unknown): boolean =>
	isRecord(value) &&
	FIGURES.every(key => {
		const figure = ownMember(value, key) ?? null;
		return figure === null || (typeof figure === 'number' && Number.isFinite(figure));
	});

function readValid(value: JsonRecord): Baseline {
	const findings = (value.findings as BaselineEntry[]).map(({id, file, name}) => ({id, file, name}));
	const kept = ownMember(value, 'ratchet') as Partial<Ratchet> | undefined;
	const {errorPathCoverage = null, weightedErrorPathCoverage = null, gap = null} = kept ?? {};
	return {version: 1, ...(kept && {ratchet: {errorPathCoverage, weightedErrorPathCoverage, gap}}), findings};
}
