import {ts} from '@ts-morph/common';
import type {Sequence} from '../../model/sequence.ts';
import {
	before,
	behindDirectives,
	type Edit,
	type Insertion,
	isFunctionWithBody,
	isInList,
	nodesAt,
	statementOf,
	type WithBody,
} from './edits.ts';

export interface ScopeEdit {
	edit: Edit;
	/** Offsets between which the variable of a run can be named. */
	from: number;
	to: number;
	/** Undefined where the scope is a statement. */
	fn?: WithBody;
}

export interface RunNames {
	/** What the functions of the prelude begin with. */
	name: string;
	/** The variable of the run. */
	run: string;
	id: number;
	/** Something of it may throw. */
	fails: boolean;
	/** Its promise is made around it. */
	makes: boolean;
}

/** Declares the variable that follows one run. */
export function scopeEdit(source: ts.SourceFile, sequence: Sequence, names: RunNames): ScopeEdit | undefined {
	const {scope, first, again} = sequence;
	const {name, run, id, fails, makes} = names;
	const begun = first.length === 0 ? `${name}first(${run});` : '';
	const declared = `const ${run} = ${name}run(${id});${makes ? `${name}making(${run});` : ''}${begun}`;
	const nodes = nodesAt(source, source.getPositionOfLineAndCharacter(scope.line - 1, scope.column - 1));
	if (scope.kind !== 'function') {
		const [node] = nodes;
		const statement = node && statementOf(node);
		// What ends a failing statement is the function around it.
		if (!statement || fails || !isInList(statement)) return undefined;
		const from = statement.getStart(source);
		return {edit: [before(from, statement, declared)], from, to: statement.end};
	}
	const fn = nodes.find(isFunctionWithBody);
	if (!fn || !ts.isBlock(fn.body)) return undefined;
	// What a generator does begins with `next`, when the call that made it is over.
	if (again.length > 0 && isGenerator(fn)) return undefined;
	const from = behindDirectives(source, fn.body);
	const lead = from > fn.body.getStart(source) + 1 ? ';' : '';
	const place = {from, to: fn.body.end - 1, fn};
	if (!fails) return {edit: [before(from, fn.body, `${lead}${declared}`)], ...place};
	// A generator may be left at a yield, and a constructor must be seen to set its fields.
	if (isGenerator(fn) || ts.isConstructorDeclaration(fn) || declaresTwice(fn.body)) return undefined;
	const edit = [
		before(from, fn.body, `${lead}${declared}try{`),
		atEnd(source, fn.body, `}finally{${name}over(${run});}`),
	];
	return {edit, ...place};
}

const isGenerator = (fn: WithBody): boolean => (fn as ts.FunctionDeclaration).asteriskToken !== undefined;

/** Statements before the closing brace. */
export const atEnd = (source: ts.SourceFile, block: ts.Block, insert: string): Insertion => ({
	at: block.end - 1,
	insert,
	closes: true,
	level: 'statement',
	partner: block.getStart(source),
});

/** In a block of its own a function may not share its name with another one or with a variable. */
function declaresTwice(body: ts.Block): boolean {
	const functions = body.statements.flatMap(one => (ts.isFunctionDeclaration(one) ? (one.name?.text ?? []) : []));
	if (functions.length === 0) return false;
	const names = [...functions, ...variablesIn(body)];
	return functions.some(name => names.indexOf(name) !== names.lastIndexOf(name));
}

/** Names that `var` declares in a function. */
function variablesIn(root: ts.Node): string[] {
	const names: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
		if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0)
			for (const {name} of node.declarations) names.push(...namesOf(name));
		ts.forEachChild(node, visit);
	};
	visit(root);
	return names;
}

export function namesOf(name: ts.BindingName): string[] {
	if (ts.isIdentifier(name)) return [name.text];
	return name.elements.flatMap(element => (ts.isBindingElement(element) ? namesOf(element.name) : []));
}
