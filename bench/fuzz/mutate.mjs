import {EXOTIC, EXTREME_LITERALS, HOSTILE_NAMES, NESTS} from './hostile.mjs';
import {blocksOf, bodiesOf, isLiteral, isName, isSpace, KEYWORDS, statementsOf, tokensOf} from './tokens.mjs';

const LARGEST = 90_000;

/** One to six changes of a text by chance; pieces of `donor` get into it. */
export function mutate(random, text, donor) {
	let mutated = text;
	for (let left = random.size(7); left > 0; left--) {
		const next = random.pick(MUTATIONS)(random, tokensOf(mutated), tokensOf(donor));
		const changed = Array.isArray(next) ? next.join('') : next;
		if (changed.length <= LARGEST) mutated = changed;
	}
	return random.chance(0.1) ? random.pick(ENCODINGS)(random, mutated) : mutated;
}

const MUTATIONS = [
	deleteTokens,
	repeatTokens,
	swapTokens,
	insertStatement,
	insertStatement,
	replaceBody,
	replaceBody,
	nestBody,
	unbalance,
	truncate,
	rename,
	rename,
	confuseNames,
	replaceLiterals,
	replaceKeyword,
	wrapStatement,
	wrapStatement,
	shuffleBlock,
	referToSelf,
	insertExotic,
	insertExotic,
	nestDeeply,
	minify,
];

const ENCODINGS = [
	(_, text) => text.replaceAll('\n', '\r\n'),
	(_, text) => text.replaceAll('\n', '\r'),
	(_, text) => text.replaceAll('\n', '\u2028'),
	(_, text) => `\uFEFF${text}`,
	(_, text) => `\uFEFF#!/usr/bin/env node\n${text}`,
	(random, text) => put(random, text, '\0'),
	(random, text) => put(random, text, '\uD800'),
	(random, text) => put(random, text, '\u200B'),
	(_, text) => text.replaceAll(' ', '\u00A0'),
];

function put(random, text, character) {
	const at = random.int(text.length + 1);
	return text.slice(0, at) + character + text.slice(at);
}

function deleteTokens(random, tokens) {
	const from = random.int(tokens.length);
	return tokens.toSpliced(from, random.size(12));
}

function repeatTokens(random, tokens) {
	const from = random.int(tokens.length);
	const piece = tokens.slice(from, from + random.size(200));
	return tokens.toSpliced(from, 0, ...random.times(random.size(4), () => piece).flat());
}

function swapTokens(random, tokens) {
	const solid = tokens.flatMap((token, at) => (isSpace(token) ? [] : [at]));
	if (solid.length === 0) return tokens;
	const copy = [...tokens];
	for (let left = random.size(5); left > 0; left--) {
		const [a, b] = [random.pick(solid), random.pick(solid)];
		[copy[a], copy[b]] = [copy[b], copy[a]];
	}
	return copy;
}

function insertStatement(random, tokens, donor) {
	const piece = someStatement(random, donor);
	const [, at] = someRange(random, tokens);
	return tokens.toSpliced(at, 0, '\n', ...piece, '\n');
}

function replaceBody(random, tokens, donor) {
	const [mine, theirs] = [bodiesOf(tokens), bodiesOf(donor)];
	if (mine.length === 0 || theirs.length === 0) return tokens;
	const [open, close] = random.pick(mine);
	const [from, until] = random.pick(theirs);
	return tokens.toSpliced(open, close - open + 1, ...donor.slice(from, until + 1));
}

/** A function's body put into itself. */
function nestBody(random, tokens) {
	const bodies = bodiesOf(tokens).filter(([open, close]) => close - open < 600);
	if (bodies.length === 0) return tokens;
	const [open, close] = random.pick(bodies);
	const body = tokens.slice(open, close + 1);
	const [, at] = random.pick([[0, 1], ...statementsOf(body, [0, body.length - 1])]);
	const [head, tail] = [body.slice(0, at).join(''), body.slice(at).join('')];
	const depth = random.size(40);
	return tokens.toSpliced(open, close - open + 1, head.repeat(depth), tail.repeat(depth));
}

function unbalance(random, tokens) {
	const brackets = tokens.flatMap((token, at) => ('(){}[]`'.includes(token) ? [at] : []));
	if (brackets.length === 0) return tokens;
	const at = random.pick(brackets);
	return random.chance(0.5) ? tokens.toSpliced(at, 1) : tokens.toSpliced(at, 0, random.pick([...'(){}[]`<>']));
}

function truncate(random, tokens) {
	const text = tokens.join('');
	const at = random.int(text.length);
	return random.chance(0.7) ? text.slice(0, at) : text.slice(at);
}

function rename(random, tokens) {
	const names = [...new Set(tokens.filter(isName))];
	if (names.length === 0) return tokens;
	const from = random.pick(names);
	const to = random.chance(0.3) ? random.pick(names) : random.pick(HOSTILE_NAMES);
	return tokens.map(token => (token === from ? to : token));
}

/** All names become a few. */
function confuseNames(random, tokens) {
	const names = [...new Set(tokens.filter(isName))];
	const few = random.times(random.size(12), () => random.pick([...names, ...HOSTILE_NAMES]));
	const share = random.next();
	const renamed = new Map(names.map(name => [name, random.chance(share) ? random.pick(few) : name]));
	return tokens.map(token => renamed.get(token) ?? token);
}

function replaceLiterals(random, tokens) {
	return tokens.map(token => (isLiteral(token) && random.chance(0.2) ? random.pick(EXTREME_LITERALS) : token));
}

function replaceKeyword(random, tokens) {
	const keywords = [...KEYWORDS, ''];
	const chance = random.pick([0.01, 0.05, 0.3]);
	return tokens.map(token => (KEYWORDS.has(token) && random.chance(chance) ? random.pick(keywords) : token));
}

const WRAPS = [
	['try {', '} catch (error) { }'],
	['try {', '} catch { throw lastError } finally { release() }'],
	['try { f() } catch (error) {', '}'],
	['try { f() } finally {', '}'],
	['for (let attempt = 0; attempt < 3; attempt++) {', '}'],
	['while (true) { try {', 'break } catch { continue } }'],
	['do {', '} while (retries-- > 0)'],
	['for await (const item of items) {', '}'],
	['setTimeout(() => {', '}, delay);'],
	['new Promise((resolve, reject) => {', '});'],
	['await Promise.race([(async () => {', '})(), sleep(5)]);'],
	['p.then(() => {', '}).catch(() => null);'],
	['p.then(f, async error => {', '});'],
	["emitter.on('error', function again(error) {", '});'],
	['f((err, data) => { if (err) {', '} });'],
	['out: {', 'break out }'],
	['switch (state) { case "open":', 'default: }'],
	['(function* () {', '})();'],
	['class Pool { static {', '} }'],
	['class Pool { async acquire() {', 'return this.acquire() } }'],
	['if (!res.ok) {', '}'],
	['export async function again() {', 'return again() }'],
];

function wrapStatement(random, tokens) {
	const [from, until] = someRange(random, tokens);
	const [before, after] = random.pick(WRAPS);
	return [...tokens.slice(0, from), before, ...tokens.slice(from, until), after, ...tokens.slice(until)];
}

function shuffleBlock(random, tokens) {
	const blocks = blocksOf(tokens);
	const block = blocks.length > 0 ? random.pick(blocks) : undefined;
	const ranges = statementsOf(tokens, block);
	if (ranges.length < 2) return tokens;
	const [from, until] = [ranges[0][0], ranges.at(-1)[1]];
	const moved = random.shuffled(ranges.map(([start, end]) => tokens.slice(start, end)));
	return tokens.toSpliced(from, until - from, ...moved.flat());
}

/** `x = x`, a class that extends itself, functions that call each other in a ring. */
function referToSelf(random, tokens) {
	const names = tokens.filter(isName);
	if (names.length === 0) return tokens;
	const [a, b, c] = random.times(3, () => random.pick(names));
	const statement = random.pick([
		`${a} = ${b}; ${b} = ${c}; ${c} = ${a};`,
		`const ${a} = ${b}, ${b} = ${a};`,
		`var ${a} = ${a}.${b}.${a};`,
		`${a}.${b} = ${a};`,
		`class ${a} extends ${b} {} class ${b} extends ${a} {}`,
		`class ${a} extends ${a}.${b} { ${b} = this.${b}; ${c} = new ${a}(this.${c}) }`,
		`function ${a}() { return ${b}() } function ${b}() { try { return ${c}() } catch { return ${a}() } }`,
		`const ${a} = {${b}: ${c}, ...${a}}, ${c} = {...${a}, ${a}};`,
		`type ${a} = ${b}; type ${b} = ${a} | ${b}[]; interface ${c} extends ${c} {}`,
		`${a} = async (...args) => ${a}(...args).catch(() => ${a}(...args));`,
		`${a} = ${a}.then(${a}, ${a}).catch(${a});`,
		`for (${a} of ${a}) ${a} = ${a}(${a});`,
		`export {${a} as ${b}, ${b} as ${a}};`,
	]);
	const [, at] = someRange(random, tokens);
	return tokens.toSpliced(at, 0, '\n', statement, '\n');
}

function insertExotic(random, tokens) {
	const names = tokens.filter(isName);
	const pick = () => (names.length > 0 ? random.pick(names) : 'a');
	const fixed = random.chance(0.5) ? pick() : undefined;
	const statement = random.pick(EXOTIC).replace(/\bN\b/g, () => fixed ?? pick());
	const [, at] = someRange(random, tokens);
	return tokens.toSpliced(at, 0, '\n', statement, '\n');
}

function nestDeeply(random, tokens) {
	const [open, close, core] = random.pick(NESTS);
	const depth = random.size(1500);
	const [from, until] = someRange(random, tokens);
	const inner = random.chance(0.5) ? tokens.slice(from, until).join('') : core;
	return tokens.toSpliced(until, 0, '\n', open.repeat(depth), inner, close.repeat(depth), ';\n');
}

function minify(_, tokens) {
	const solid = tokens.filter(token => !token.startsWith('//') && !token.startsWith('/*'));
	return solid.map(token => (isSpace(token) ? ' ' : token));
}

/** Where a statement stands: at the top of the file, or in one of its blocks. */
function someRange(random, tokens) {
	const blocks = blocksOf(tokens);
	const block = blocks.length > 0 && random.chance(0.8) ? random.pick(blocks) : undefined;
	const ranges = statementsOf(tokens, block);
	return ranges.length > 0 ? random.pick(ranges) : [tokens.length, tokens.length];
}

function someStatement(random, tokens) {
	const [from, until] = someRange(random, tokens);
	return tokens.slice(from, Math.min(until, from + 3000));
}
