// node bench/edges-recorded.mjs DIR [--misses N] [GRAPH.json…]
//
// Our call edges against dynamic call graphs in Jelly's format (`functions`, `calls` and `call2fun` by position), those of its
// own micro programs for instance: `node bench/edges-recorded.mjs JELLY/tests/micro`. An edge is found where the call leads to the
// function, or hands it to somebody who calls it.
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {ts} from '@ts-morph/common';
import {findSites} from '../dist/find-sites.js';
import {linkCalls} from '../dist/link/calls.js';

const {values, positionals} = parseArgs({allowPositionals: true, options: {misses: {type: 'string', default: '0'}}});
const [dir, ...named] = positionals;
const root = path.resolve(dir);
const {project, facts} = findSites(
	{dir: root, cwd: root, coverage: [], coveragePerTest: [], traces: [], implicit: false},
	() => {},
);
const linked = linkCalls(facts, project);
const factOf = new Map(facts.map(fact => [fact.file, fact]));
const totals = {edges: 0, found: 0, programs: 0, whole: 0, left: 0, pairs: 0, paired: 0};
const missed = [];
for (const name of named.length > 0
	? named
	: readdirSync(root)
			.filter(file => file.endsWith('.json'))
			.sort()) {
	const graph = JSON.parse(readFileSync(path.join(root, name), 'utf8'));
	if (!Array.isArray(graph.call2fun) || !graph.files) continue;
	const {files, functions, calls, call2fun} = graph;
	if (!files.every(file => factOf.has(file))) {
		totals.left++;
		continue;
	}
	const callIds = new Map(files.map(file => [file, callsOf(file)]));
	let found = 0;
	for (const [call, fn] of call2fun) {
		const to = readPlace(functions[fn], files);
		const from = readPlace(calls[call], files);
		const ids = callIds.get(from.file).get(from.end) ?? [];
		const isFound = ids.some(id => leadsTo(from.file, id, to));
		if (isFound) found++;
		else
			missed.push(
				`${name} ${from.file}:${from.key} → ${to.file}:${to.line}:${to.column} ${ids.length === 0 ? 'no call' : linked.targetOf(from.file, ids[0]).kind}`,
			);
	}
	for (const [from, to] of graph.fun2fun ?? []) {
		const [one, other] = [from, to].map(fn => nodeOf(readPlace(functions[fn], files)));
		totals.pairs++;
		if (one !== undefined && other !== undefined && (one === other || linked.graph.hasEdge(one, other)))
			totals.paired++;
	}
	totals.programs++;
	totals.edges += call2fun.length;
	totals.found += found;
	if (found === call2fun.length) totals.whole++;
}
console.log(
	`${totals.programs} programs, ${totals.whole} with all of their edges; found ${totals.found} of ${totals.edges} = ${((100 * totals.found) / totals.edges).toFixed(1)} %; ${totals.left} programs not readable here`,
);
console.log(
	`between functions ${totals.paired} of ${totals.pairs} = ${((100 * totals.paired) / totals.pairs).toFixed(1)} %`,
);
for (const line of missed.slice(0, Number(values.misses))) console.log(line);

/** The whole file is the top level. */
function nodeOf({file, line, column}) {
	const {functions} = factOf.get(file);
	const at = functions.findIndex((fn, index) => index > 0 && isAt({file, line, column}, fn));
	return at > 0 ? `${file}#${at}` : line === 1 && column === 1 ? `${file}#0` : undefined;
}

function readPlace(text, files) {
	const [file, line, column, endLine, endColumn] = text.split(':').map(Number);
	return {file: files[file], line, column, end: `${endLine}:${endColumn}`, key: `${line}:${column}`};
}

/** Our calls by the position of the whole expression. */
function callsOf(file) {
	const text = readFileSync(path.join(root, file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const byName = new Map();
	for (const [id, {line, column}] of factOf.get(file).code.calls.entries()) {
		const key = `${line}:${column}`;
		byName.set(key, [...(byName.get(key) ?? []), id]);
	}
	const at = offset => {
		const {line, character} = source.getLineAndCharacterOfPosition(offset);
		return `${line + 1}:${character + 1}`;
	};
	const ids = new Map();
	const visit = node => {
		if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
			let callee = node.expression;
			while (ts.isParenthesizedExpression(callee)) callee = callee.expression;
			const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
			const places = [name, callee, node.expression].map(one => at(one.getStart(source)));
			const known = places.map(place => byName.get(place)).find(Boolean) ?? [];
			// Parsers differ in which parentheses belong to a call: the end of any of them tells it.
			for (let around = node; around === node || ts.isParenthesizedExpression(around); around = around.parent)
				ids.set(at(around.end), known);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return ids;
}

function leadsTo(file, id, to) {
	const target = linked.targetOf(file, id);
	const isSame = one => one.file === to.file && isAt(to, factOf.get(one.file).functions[one.fn]);
	if (target.kind === 'project' && target.to.some(isSame)) return true;
	if (isMade(file, id, to)) return true;
	if (linked.flows.some(flow => flow.call === id && flow.from.file === file && isSame(flow.to))) return true;
	return factOf.get(file).code.calls[id].args.some(term => linked.functionsOf(file, term).some(isSame));
}

/** Of a static or async method some say where the modifiers begin, others where its name does. */
function isAt({file, line, column}, fn) {
	if (fn.line !== line) return false;
	const modifiers = /^(?:(?:static|async|get|set)\s+|\*\s*)*/.exec(lineOf(file, line).slice(fn.column - 1));
	return fn.column === column || fn.column + modifiers[0].length === column;
}

function lineOf(file, line) {
	return readFileSync(path.join(root, file), 'utf8').split('\n')[line - 1];
}

/** A class without a constructor: others count the one that the language gives it, and we have no function for that. */
function isMade(file, id, to) {
	if (
		!factOf.get(file).code.calls[id].new ||
		!/^(?:export\s+)?(?:default\s+)?class\b/.test(lineOf(to.file, to.line).slice(to.column - 1))
	)
		return false;
	const made = linked.valueOf(file, factOf.get(file).code.calls[id].callee);
	return made.kind === 'class' && made.file === to.file && factOf.get(to.file).code.shapes[made.shape].line === to.line;
}
