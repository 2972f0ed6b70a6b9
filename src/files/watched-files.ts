import {AsyncLocalStorage} from 'node:async_hooks';
import {createHash} from 'node:crypto';
import * as fs from 'node:fs';
import {fileURLToPath} from 'node:url';

/** What was asked of the file system. */
export type Question = 'read' | 'list' | 'stat' | 'lstat' | 'exists' | 'real' | 'link';

/** One answer of the file system, in few bytes: the same answer, the same text. */
export interface Reading {
	question: Question;
	path: string;
	answer: string;
}

export interface ReadingLog {
	/** By question and path; the first answer counts. */
	readings: Map<string, Reading>;
	/** Something was read that is too large to be read again only to see whether it changed. */
	isPartial: boolean;
}

/** Beyond this a file costs too much to be hashed beside being read. */
const MOST_HASHED = 64 * 1024 * 1024;

const logs = new AsyncLocalStorage<ReadingLog>();

/** Runs something, and notes everything that it reads through this module. */
export async function logReadings<T>(run: () => Promise<T>): Promise<{value: T; log: ReadingLog}> {
	const log: ReadingLog = {readings: new Map(), isPartial: false};
	return {value: await logs.run(log, run), log};
}

/** The answer that the file system gives now. */
export const answerTo = (question: Question, path: string): string => ANSWERS[question](path);

const ANSWERS: Record<Question, (path: string) => string> = {
	read: path => attempt(() => hashOf(fs.readFileSync(path))),
	list: path => attempt(() => namesOf(fs.readdirSync(path, {withFileTypes: true}))),
	stat: path => attempt(() => kindOf(fs.statSync(path))),
	lstat: path => attempt(() => kindOf(fs.lstatSync(path))),
	exists: path => String(fs.existsSync(path)),
	real: path => attempt(() => fs.realpathSync(path)),
	link: path => attempt(() => fs.readlinkSync(path)),
};

function attempt(ask: () => string): string {
	try {
		return ask();
	} catch (error) {
		return `error ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`;
	}
}

const hashOf = (bytes: Uint8Array | string): string => createHash('sha1').update(bytes).digest('base64');

const namesOf = (entries: readonly fs.Dirent[]): string =>
	hashOf(
		entries
			.map(entry => `${kindOf(entry)}${entry.name}`)
			.sort()
			.join('\0'),
	);

/** A folder's size depends on the file system. */
function kindOf(entry: fs.Dirent | fs.Stats): string {
	if (entry.isFile()) return 'size' in entry ? `file ${entry.size}` : 'f';
	return entry.isDirectory() ? 'd' : entry.isSymbolicLink() ? 'l' : 'o';
}

function note(question: Question, path: fs.PathLike, answer?: string): void {
	const log = logs.getStore();
	if (!log) return;
	const name = path instanceof URL ? fileURLToPath(path) : String(path);
	const key = `${question} ${name}`;
	if (!log.readings.has(key)) log.readings.set(key, {question, path: name, answer: answer ?? answerTo(question, name)});
}

/** The functions of node under their own names: with a log open, what they are asked is noted. */
export const readFileSync = ((path: fs.PathLike, options?: BufferEncoding) => {
	if (!logs.getStore()) return fs.readFileSync(path, options);
	let bytes: Buffer;
	try {
		bytes = fs.readFileSync(path);
	} catch (error) {
		note('read', path);
		throw error;
	}
	note('read', path, hashOf(bytes));
	return options === undefined ? bytes : bytes.toString(options);
}) as typeof fs.readFileSync;

export const readdirSync = ((path: fs.PathLike, options?: {withFileTypes: true}) => {
	note('list', path);
	return options ? fs.readdirSync(path, options) : fs.readdirSync(path);
}) as typeof fs.readdirSync;

export const statSync = ((path: fs.PathLike, options?: fs.StatSyncOptions) => {
	note('stat', path);
	return fs.statSync(path, options);
}) as typeof fs.statSync;

export const lstatSync = ((path: fs.PathLike, options?: fs.StatSyncOptions) => {
	note('lstat', path);
	return fs.lstatSync(path, options);
}) as typeof fs.lstatSync;

export const existsSync: typeof fs.existsSync = path => {
	note('exists', path);
	return fs.existsSync(path);
};

export const realpathSync = ((path: fs.PathLike) => {
	note('real', path);
	return fs.realpathSync(path);
}) as unknown as typeof fs.realpathSync;

export const readlinkSync = ((path: fs.PathLike) => {
	note('link', path);
	return fs.readlinkSync(path);
}) as typeof fs.readlinkSync;

/** For reading in parts. */
export function openSync(path: string, flags: 'r'): number {
	const log = logs.getStore();
	const size = log ? (fs.statSync(path, {throwIfNoEntry: false})?.size ?? 0) : 0;
	if (log && size > MOST_HASHED) log.isPartial = true;
	else note('read', path);
	return fs.openSync(path, flags);
}

export const {readSync, closeSync} = fs;
export type {Dirent, Stats} from 'node:fs';
