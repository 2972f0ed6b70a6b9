import type {FactsStore} from './cache/facts-store.ts';
import {accessorNames} from './extract/accessor-names.ts';
import {TooDeep} from './extract/depth.ts';
import {extractFile, type SourceText} from './extract/extract-file.ts';
import type {Diagnostic} from './model/diagnostic.ts';
import type {FileFacts} from './model/facts.ts';
import type {ProjectFile} from './model/project.ts';
import type {RuleBook} from './model/rule.ts';
import type {Progress} from './progress.ts';
import {sha1} from './util/sha1.ts';

export interface Failure {
	file: string;
	error: Error;
}

export interface Extracted {
	facts: FileFacts[];
	failures: Failure[];
	diagnostics: Diagnostic[];
}

/** Facts of every source and test. Generated files and type declarations hold no code that people would test. */
export function extractFiles(
	files: readonly ProjectFile[],
	read: (file: string) => {text: string} | undefined,
	bookFor: (file: string) => RuleBook,
	onProgress: (progress: Progress) => void,
	{covered = true, store}: {covered?: boolean; store?: FactsStore} = {},
): Extracted {
	const extracted: Extracted = {facts: [], failures: [], diagnostics: []};
	const wanted = files.filter(({role}) => role === 'source' || role === 'test');
	const accessors = accessorsIn(wanted, read);
	const context = sha1([covered ? 'covered' : '', ...accessors].join(' '));
	for (const [done, {file, role}] of wanted.entries()) {
		onProgress({phase: 'extract', done, total: wanted.length});
		const text = read(file)?.text;
		if (text === undefined) continue;
		try {
			const facts = recall({file, role, text, covered, accessors}, bookFor(file), context, store);
			extracted.facts.push(facts);
			if (facts.syntaxErrors.length > 0) extracted.diagnostics.push(syntaxError(facts));
		} catch (error) {
			if (isTooDeep(error)) extracted.diagnostics.push(tooDeep(file));
			else extracted.failures.push({file, error: error as Error});
		}
	}
	return extracted;
}

/** What is read like a field in one file may be a getter of another. */
function accessorsIn(
	files: readonly ProjectFile[],
	read: (file: string) => {text: string} | undefined,
): ReadonlySet<string> {
	const sources = files.filter(({role}) => role === 'source');
	return new Set(sources.flatMap(({file}) => accessorNames(read(file)?.text ?? '')).sort());
}

/** @param context hash of what facts depend on besides the text and the rules */
function recall(source: SourceText, book: RuleBook, context: string, store: FactsStore | undefined): FileFacts {
	if (!store) return extractFile(source, book);
	const {file, role, text} = source;
	const hash = sha1(text);
	const key = {file, role, hash, rules: `${book.hash} ${context}`};
	const known = store.get(key);
	if (known) return known;
	const facts = extractFile(source, book);
	store.put(key, facts);
	return facts;
}

function syntaxError({file, role, syntaxErrors: [first, ...more]}: FileFacts): Diagnostic {
	const others = more.length > 0 ? `, and ${more.length} more` : '';
	return {
		level: role === 'source' ? 'warning' : 'info',
		code: 'syntax-error',
		message: `Line ${first!.line} is not valid code (${first!.message.replace(/[.\s]+$/, '')}${others}). What could be understood was scanned; correct the file to see all of its sites.`,
		file,
	};
}

/** The parser's stack may be exhausted before the depth is known. */
const isTooDeep = (error: unknown): boolean =>
	error instanceof TooDeep || (error instanceof RangeError && /call stack/i.test(error.message));

const tooDeep = (file: string): Diagnostic => ({
	level: 'warning',
	code: 'file-skipped',
	message: 'This file nests its code too deeply to be read, so its sites, if it has any, are not reported.',
	file,
});
