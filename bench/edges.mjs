// node bench/edges.mjs DIR --tsconfig FILE [--scan DIR] [--misses N]
//
// Our call edges against the targets that the TypeScript checker names, over non-test source: for every call whose callee
// the checker takes for a function of the project with a body, whether it is among ours. DIR needs its dependencies
// installed. A declaration is told by file and line. Parameters and destructured bindings are no edges; a member of an
// interface has no body, and is counted apart.
import path from 'node:path';
import {parseArgs} from 'node:util';
import {ts} from '@ts-morph/common';
import {findSites} from '../dist/find-sites.js';
import {linkCalls} from '../dist/link/calls.js';

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {tsconfig: {type: 'string'}, scan: {type: 'string'}, misses: {type: 'string', default: '0'}},
});
const dir = path.resolve(positionals[0] ?? '.');
const root = path.resolve(dir, values.scan ?? '.');
const {project, facts} = findSites(
	{dir: root, cwd: root, coverage: [], coveragePerTest: [], traces: [], implicit: false},
	() => {},
);
const linked = linkCalls(facts, project);
const sources = new Map(
	facts.filter(({role}) => role === 'source').map(fact => [path.join(project.root, fact.file), fact]),
);
const own = new Map(facts.map(fact => [path.join(project.root, fact.file), fact]));

const config = path.resolve(dir, values.tsconfig ?? 'tsconfig.json');
const parsed = ts.parseJsonConfigFileContent(
	ts.readConfigFile(config, ts.sys.readFile).config,
	ts.sys,
	path.dirname(config),
);
const program = ts.createProgram([...sources.keys()], {...parsed.options, noEmit: true, skipLibCheck: true});
const checker = program.getTypeChecker();

const totals = {
	edges: 0,
	right: 0,
	wrong: 0,
	unknown: 0,
	external: 0,
	other: 0,
	declared: 0,
	declaredRight: 0,
	ours: 0,
	oursWrong: 0,
};
const missed = [];
const extra = [];
for (const [file, fact] of sources) {
	const source = program.getSourceFile(file);
	if (!source) continue;
	const byPlace = new Map();
	for (const [id, {line, column, new: made}] of fact.code.calls.entries())
		byPlace.set(`${line}:${column}${made ? 'n' : ''}`, id);
	visit(source);
	function visit(node) {
		if (ts.isCallExpression(node) || ts.isNewExpression(node)) compare(source, fact, node, byPlace);
		ts.forEachChild(node, visit);
	}
}

function compare(source, fact, node, byPlace) {
	const callee = bare(node.expression);
	const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
	let symbol = checker.getSymbolAtLocation(name);
	if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
	const declarations = (symbol?.declarations ?? []).filter(one => own.has(one.getSourceFile().fileName));
	if (declarations.length === 0 || declarations.some(isNoEdge)) return;
	const bodies = declarations.flatMap(one => bodyOf(one));
	const {line, character} = source.getLineAndCharacterOfPosition(name.getStart(source));
	const id = byPlace.get(`${line + 1}:${character + 1}${ts.isNewExpression(node) ? 'n' : ''}`);
	const target = id === undefined ? {kind: 'absent'} : linked.targetOf(fact.file, id);
	if (bodies.length === 0) {
		totals.declared++;
		if (target.kind === 'project' || target.kind === 'declared') totals.declaredRight++;
		else
			missed.push(
				`member ${fact.file}:${line + 1} ${callee.getText(source).slice(0, 50)} → ${declarations.map(one => `${ts.SyntaxKind[one.kind]} ${place(one)}`)} ours ${target.kind} ${target.module ?? ''}`,
			);
		return;
	}
	totals.edges++;
	const expected = new Set(bodies.map(place));
	if (target.kind === 'project') {
		for (const {file, fn, how} of target.to) {
			if (how === 'hierarchy') continue;
			totals.ours++;
			const {line} = own.get(path.join(project.root, file)).functions[fn];
			if (!expected.has(`${file}:${line}`)) {
				totals.oursWrong++;
				extra.push(
					`extra ${fact.file}:${node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1} ${file}:${line} for ${[...expected]}`,
				);
			}
		}
	}
	const answers =
		target.kind === 'project'
			? target.to.map(({file, fn}) => `${file}:${own.get(path.join(project.root, file)).functions[fn].line}`)
			: [];
	if (answers.some(one => expected.has(one))) totals.right++;
	else {
		if (target.kind === 'project') totals.wrong++;
		else if (target.kind === 'unknown') totals.unknown++;
		else if (target.kind === 'external') totals.external++;
		else totals.other++;
		missed.push(
			`${fact.file}:${line + 1} ${callee.getText(source).slice(0, 50)} → ${[...expected]} ours ${target.kind} ${answers.slice(0, 3)}`,
		);
	}
}

/** Where the function behind a declaration starts; for a class its constructor, or that of its base. */
function bodyOf(declaration, depth = 0) {
	if (ts.isClassLike(declaration)) {
		const made = declaration.members.find(one => ts.isConstructorDeclaration(one) && one.body);
		if (made) return [made];
		const base = declaration.heritageClauses?.find(({token}) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
		const symbol = base && checker.getTypeAtLocation(base.expression).symbol;
		return depth < 10
			? (symbol?.declarations ?? [])
					.filter(one => own.has(one.getSourceFile().fileName) && ts.isClassLike(one))
					.flatMap(one => bodyOf(one, depth + 1))
			: [];
	}
	if (ts.isFunctionLike(declaration)) return declaration.body ? [declaration] : [];
	const value = declaration.initializer && bare(declaration.initializer);
	return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? [value] : [];
}

function place(node) {
	const source = node.getSourceFile();
	return `${path.relative(project.root, source.fileName)}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
}

function isNoEdge(node) {
	return ts.isParameter(node) || ts.isBindingElement(node) || node.getSourceFile().isDeclarationFile;
}

function bare(node) {
	while (
		ts.isParenthesizedExpression(node) ||
		ts.isAsExpression(node) ||
		ts.isNonNullExpression(node) ||
		ts.isSatisfiesExpression(node)
	)
		node = node.expression;
	return node;
}

const share = (part, all) => `${part} of ${all} = ${((100 * part) / all).toFixed(2)} %`;
console.log(
	`edges with a body found ${share(totals.right, totals.edges)}; wrong ${totals.wrong}, unknown ${totals.unknown}, external ${totals.external}, other ${totals.other}`,
);
console.log(`members without a body: ${share(totals.declaredRight, totals.declared)}`);
console.log(`sure targets that the checker does not name: ${share(totals.oursWrong, totals.ours)}`);
for (const line of [...missed, ...extra].slice(0, Number(values.misses))) console.log(line);
