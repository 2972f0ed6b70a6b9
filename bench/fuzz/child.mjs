// Started by fuzz.mjs. Takes the folders named in its instructions one by one, and writes a line of JSON before and
// after each piece of work, synchronously, so that whoever waits knows where it hangs.
import {createHash} from 'node:crypto';
import {mkdirSync, rmSync, writeFileSync, writeSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {batchOf} from './batch.mjs';
import {corpusOf} from './corpus.mjs';
import {librariesOf} from './grammar-libraries.mjs';
import {shrink, shrinkList} from './shrink.mjs';
import {tokensOf} from './tokens.mjs';
import {book, factsOf, reportsOf} from './unfired.mjs';

const {seed, size, batches, from, work, slow} = JSON.parse(process.argv[2]);
const corpus = corpusOf(from);
const libraries = librariesOf(book);
const seen = new Set();

const say = event => writeSync(1, `${JSON.stringify(event)}\n`);
const sha1 = text => createHash('sha1').update(text).digest('hex');

for (const batch of batches) {
	const files = batchOf({seed, batch, size, corpus, libraries});
	const folder = path.join(work, `batch-${batch}`);
	write(folder, files);
	const digests = {input: sha1([...files].flat().join('\0'))};
	for (const [file, text] of files) {
		if (file === 'package.json') continue;
		say({at: {batch, file}});
		digests[file] = await timed({batch, file, text}, () => factsOf(file, text), fewerTokens);
	}
	say({at: {batch, file: ''}});
	digests[''] = await timed({batch, file: '', files}, () => reportsOf(folder), fewerFiles);
	rmSync(folder, {recursive: true, force: true});
	say({done: {batch, digests}});
}
say({end: true});

function write(folder, files) {
	rmSync(folder, {recursive: true, force: true});
	for (const [file, text] of files) {
		mkdirSync(path.join(folder, path.dirname(file)), {recursive: true});
		writeFileSync(path.join(folder, file), text);
	}
}

/** The digest of what `run` gives; tells how long it took, and a failure of each kind once, made small. */
async function timed({batch, file, ...input}, run, fewer) {
	const taken = stopwatch();
	try {
		const given = await run();
		const ms = taken();
		say({took: {batch, file, ms, ...(ms > slow && {text: input.text})}});
		return sha1(given.join('\0'));
	} catch (error) {
		say({took: {batch, file, ms: taken()}});
		const kind = kindOf(error);
		if (!seen.has(kind)) {
			seen.add(kind);
			say({at: {batch, file, shrinking: true}});
			const small = await fewer(file, input, kind);
			say({crash: {batch, file, kind, stack: String(error.stack), small}});
		}
		return kind;
	}
}

/** CPU time in milliseconds: others on the machine do not count. */
function stopwatch() {
	const before = process.cpuUsage();
	return () => {
		const {user, system} = process.cpuUsage(before);
		return (user + system) / 1000;
	};
}

/** What failed and where, without the numbers that differ from case to case. */
function kindOf(error) {
	const [where = ''] = /src\/[\w/.-]+/.exec(error.stack ?? '') ?? [];
	return `${String(error.message).replace(/\d+/g, 'n').slice(0, 120)} ${where}`;
}

async function failsAlike(run, kind) {
	try {
		await run();
		return false;
	} catch (error) {
		return kindOf(error) === kind;
	}
}

async function fewerTokens(file, {text}, kind) {
	const fails = some => failsAlike(() => factsOf(file, some), kind);
	const lines = await shrink(text, all => all.split(/(?<=\n)/), fails, 20);
	return {[file]: await shrink(lines, tokensOf, fails, 20)};
}

async function fewerFiles(_, {files}, kind) {
	const folder = path.join(work, 'shrinking');
	const fails = some => {
		write(folder, some);
		return failsAlike(() => reportsOf(folder), kind);
	};
	const kept = await shrinkList([...files.keys()], names => fails(names.map(name => [name, files.get(name)])), 60);
	const small = new Map(kept.map(name => [name, files.get(name)]));
	for (const split of [text => text.split(/(?<=\n)/), tokensOf]) {
		for (const [name, text] of small)
			small.set(name, await shrink(text, split, some => fails(new Map(small).set(name, some)), 20));
	}
	return Object.fromEntries(small);
}
