// node bench/edges-callgraphjs.mjs DIR/callgraphs [PROGRAM…] [--misses N] [--other pessimistic|optimistic]
//
// Our call edges against the dynamic call graphs of browser programs that "Efficient Construction of Approximate Call Graphs for
// JavaScript IDE Services" (ICSE 2013) published with its own (asgerf/callgraphjs). Precision and recall are those of its
// evaluate.js: of each call site that ran, averaged over the sites, and here over the programs. Under `all` a builtin is a target
// like any other; under `functions` are the program's own functions alone, and the sites that ran one. --other puts one of the
// material's own static graphs in the place of ours. --misses prints, for each program, so many of the functions that ran and are not
// ours, and of ours that did not run.
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {ts} from '@ts-morph/common';
import {findSites} from '../dist/find-sites.js';
import {linkCalls} from '../dist/link/calls.js';

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {misses: {type: 'string', default: '0'}, other: {type: 'string'}},
});
const [dir, ...named] = positionals;
const most = Number(values.misses);
/** Characters per line: what holds more is taken for packed and not read. */
const WIDEST = 200;

const tables = new Map();
for (const name of named.length > 0 ? named : readdirSync(dir).sort()) {
	const folder = path.join(dir, name);
	const ran = readGraph(folder, 'dynamic');
	const texts = readTexts(folder, Object.keys(ran));
	const {graphs, kindOf} = values.other
		? {graphs: {[values.other]: readGraph(folder, values.other)}, kindOf: () => ''}
		: linkProgram(texts, nativesOf(folder));
	for (const [title, edges] of Object.entries(graphs)) {
		const table = tables.get(title) ?? [];
		tables.set(title, [...table, {name, all: compare(ran, edges), functions: compare(ran, edges, isFunction)}]);
	}
	const whole = Object.values(graphs).at(-1);
	const print = (word, edges) => {
		for (const [site, target] of edges.slice(0, most))
			console.log(`${word} ${name} ${site} → ${target} ${kindOf(site)}: ${lineAt(texts, site)}`);
	};
	print('missed', edgesOnlyIn(ran, whole, ran));
	print('wrong', edgesOnlyIn(whole, ran, ran));
}
for (const [title, rows] of tables) {
	console.log(`\n${title.padEnd(20)}    all: precision   recall    functions: precision   recall`);
	for (const {name, all, functions} of rows) printRow(name, all, functions);
	printRow('average', averageOf(rows.map(row => row.all)), averageOf(rows.map(row => row.functions)));
}

function readGraph(folder, kind) {
	return JSON.parse(readFileSync(path.join(folder, `${kind}-cg.fixed.json`), 'utf8'));
}

function isFunction(target) {
	return target.includes('@');
}

/** Every builtin that the material knows in this program. */
function nativesOf(folder) {
	const graphs = ['dynamic', 'optimistic', 'pessimistic'].map(kind => readGraph(folder, kind));
	return new Set(graphs.flatMap(graph => Object.values(graph).flat()).filter(target => !isFunction(target)));
}

/** As in evaluate.js, where no answer is a precise one; a site without targets left is no site. */
function compare(ran, edges, isMeant = () => true) {
	const samples = [];
	for (const [site, targets] of Object.entries(ran)) {
		const expected = targets.filter(isMeant);
		if (expected.length === 0) continue;
		const found = (edges[site] ?? []).filter(isMeant);
		const right = expected.filter(target => found.includes(target)).length;
		samples.push({sites: 1, precision: found.length === 0 ? 1 : right / found.length, recall: right / expected.length});
	}
	return averageOf(samples);
}

function averageOf(samples) {
	const average = key => samples.reduce((sum, sample) => sum + sample[key], 0) / samples.length;
	return {
		sites: samples.reduce((sum, {sites}) => sum + sites, 0),
		precision: average('precision'),
		recall: average('recall'),
	};
}

/** To functions of the program, from sites that ran. */
function edgesOnlyIn(graph, other, ran) {
	return Object.keys(ran).flatMap(site =>
		(graph[site] ?? []).flatMap(target =>
			isFunction(target) && ran[site].length > 0 && !other[site]?.includes(target) ? [[site, target]] : [],
		),
	);
}

/** The material counts line ends as they were in its copies: whichever text the recorded places fit is the one meant. */
function readTexts(folder, sites) {
	const texts = new Map();
	for (const file of readdirSync(folder).filter(name => name.endsWith('.js'))) {
		const text = readFileSync(path.join(folder, file), 'utf8');
		const places = sites.filter(site => site.startsWith(`${file}@`)).map(rangeOf);
		const forms = [text, text.replace(/\r?\n/g, '\r\n')].map(form => {
			const known = new Set(nodesIn(file, form).calls.map(({range}) => range));
			return {form, fit: places.filter(range => known.has(range)).length};
		});
		const {form, fit} = forms[1].fit > forms[0].fit ? forms[1] : forms[0];
		if (fit < places.length)
			console.log(`${file}: ${places.length - fit} of ${places.length} call sites are not there`);
		texts.set(file, form);
	}
	return texts;
}

function rangeOf(place) {
	return place.slice(place.lastIndexOf(':') + 1);
}

function lineAt(texts, place) {
	const text = texts.get(place.slice(0, place.indexOf('@')));
	const [start] = rangeOf(place).split('-').map(Number);
	const from = text.lastIndexOf('\n', start) + 1;
	return text
		.slice(Math.max(from, start - 60), start + 100)
		.split(/\r?\n/)[0]
		.trim();
}

/** Calls and functions with bodies in the order of the text, which is that of our facts. */
function nodesIn(file, text) {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JSX);
	const calls = [];
	const functions = [];
	const visit = node => {
		const start = node.getStart(source);
		const at = {line: source.getLineAndCharacterOfPosition(start).line + 1, range: `${start}-${node.end}`};
		if (ts.isCallExpression(node) || ts.isNewExpression(node)) calls.push(at);
		else if (ts.isFunctionLike(node) && node.body) functions.push(at);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return {calls, functions};
}

/** Our graph in the material's words, without and with what reaches functions in ways that callees do not show. */
function linkProgram(texts, natives) {
	const {project, facts} = scan(texts);
	const linked = linkCalls(facts, project);
	const placesOf = new Map(facts.map(fact => [fact.file, placesIn(fact, texts.get(fact.file))]));
	const functionAt = ({file, fn}) => placesOf.get(file).functions[fn];
	const targets = {};
	const kinds = {};
	const siteOf = (file, call) => placesOf.get(file).calls[call];
	for (const {file, code} of facts) {
		for (const [id, call] of code.calls.entries()) {
			const target = linked.targetOf(file, id);
			targets[siteOf(file, id)] = targetsOf(target, call, code, natives, functionAt);
			kinds[siteOf(file, id)] = target.kind === 'external' ? `external ${target.path.join('.')}` : target.kind;
		}
	}
	const whole = {...targets};
	for (const {from, call, to} of linked.flows) {
		const site = siteOf(from.file, call);
		whole[site] = [...new Set([...whole[site], functionAt(to)])];
	}
	return {graphs: {'our targets': targets, 'our targets, flows': whole}, kindOf: site => kinds[site]};
}

/** In a folder of their own, and with empty lines behind what would count as packed: the scan leaves no program out. */
function scan(texts) {
	const base = mkdtempSync(path.join(tmpdir(), 'unfired-callgraphjs-'));
	try {
		const root = path.join(base, 'program');
		mkdirSync(root);
		for (const [file, text] of texts) {
			const missing = Math.max(0, Math.ceil(text.length / WIDEST) - text.split('\n').length);
			writeFileSync(path.join(root, file), text + '\n'.repeat(missing));
		}
		const request = {dir: root, cwd: root, coverage: [], coveragePerTest: [], traces: [], implicit: false};
		const found = findSites(request, () => {});
		const read = new Set(found.facts.map(({file}) => file));
		for (const file of texts.keys()) if (!read.has(file)) throw new Error(`${file} was not read`);
		return found;
	} finally {
		rmSync(base, {recursive: true, force: true});
	}
}

function placesIn({file, functions, code}, text) {
	const nodes = nodesIn(file, text);
	if (nodes.calls.length !== code.calls.length || nodes.functions.length !== functions.length - 1)
		throw new Error(`${file} was read otherwise`);
	const place = ({line, range}) => `${file}@${line}:${range}`;
	// Index 0 is the file's top level.
	return {calls: nodes.calls.map(place), functions: ['', ...nodes.functions.map(place)]};
}

/** Of `f.call(…)` the material names `call`, not `f`. */
function targetsOf(target, call, code, natives, functionAt) {
	const isReflective = code.terms[call.callee]?.kind === 'member' && /^(?:call|apply)$/.test(call.name);
	if (isReflective && target.kind === 'project') return [`Function_prototype_${call.name}`];
	if (target.kind === 'project') return target.to.map(functionAt);
	return target.kind === 'external' ? nativesNamed(natives, target.path) : [];
}

/** Where no more is known than the last name, any builtin of that name: as the material's own graphs have it. */
function nativesNamed(natives, path) {
	const names = path.filter(name => name !== 'new');
	const found = [...natives].filter(native => native.split('_').at(-1) === names.at(-1));
	const own = found.filter(native => native.toLowerCase().startsWith(`${names[0].toLowerCase()}_`));
	return names.length > 1 && own.length > 0 ? own : found;
}

function printRow(name, ...parts) {
	const percent = share => `${(100 * share).toFixed(1)} %`.padStart(8);
	const columns = parts.map(
		({sites, precision, recall}) => `${String(sites).padStart(6)} ${percent(precision)} ${percent(recall)}`,
	);
	console.log(`${name.padEnd(20)} ${columns.join('        ')}`);
}
