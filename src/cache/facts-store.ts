import {join} from 'node:path';
import type {FileFacts} from '../model/facts.ts';
import {sha1} from '../util/sha1.ts';
import {readCached, writeCached} from './cache-files.ts';

/** What a file's facts depend on besides its text. */
export interface FactsKey {
	file: string;
	role: string;
	/** Of the content. */
	hash: string;
	/** Of the rules as they hold for the file. */
	rules: string;
}

/** Facts of files that did not change, kept from one scan to the next. */
export interface FactsStore {
	get(key: FactsKey): FileFacts | undefined;
	put(key: FactsKey, facts: FileFacts): void;
	/** Writes what this scan asked for and made, if any of it is new; what it did not ask for is dropped. */
	save(): void;
}

type Slice = [start: number, end: number];

/**
 * One pack for a scanned folder: the index as one line of JSON, then the facts of each file as JSON, one behind the other.
 * @param build of the tool: another one reads other facts out of the same text
 */
export function openFactsStore(folder: string, root: string, build: string): FactsStore {
	const path = join(folder, `facts-${sha1(root).slice(0, 16)}.pack`);
	const {index, slices} = readPack(readCached(path), build);
	const kept = new Map<string, Buffer>();
	let isNew = false;
	return {
		get(key) {
			const name = nameOf(key);
			const slice = Object.hasOwn(index, name) ? index[name] : undefined;
			if (!slice) return undefined;
			const bytes = slices.subarray(...slice);
			kept.set(name, bytes);
			return JSON.parse(bytes.toString('utf8')) as FileFacts;
		},
		put(key, facts) {
			isNew = true;
			kept.set(nameOf(key), Buffer.from(JSON.stringify(facts)));
		},
		save() {
			if (!isNew && kept.size === Object.keys(index).length) return;
			let at = 0;
			const written = [...kept].map(([name, {length}]): [string, Slice] => [name, [at, (at += length)]]);
			const head = JSON.stringify({build, index: Object.fromEntries(written)});
			writeCached(path, [Buffer.from(`${head}\n`), ...kept.values()]);
		},
	};
}

function readPack(body: Buffer | undefined, build: string): {index: Record<string, Slice>; slices: Buffer} {
	const none = {index: {}, slices: Buffer.alloc(0)};
	if (!body) return none;
	const end = body.indexOf('\n');
	const head = JSON.parse(body.toString('utf8', 0, end)) as {build: string; index: Record<string, Slice>};
	return head.build === build ? {index: head.index, slices: body.subarray(end + 1)} : none;
}

const nameOf = ({file, role, hash, rules}: FactsKey): string => [hash, role, rules, file].join(' ');
