import {ts} from '@ts-morph/common';
import type {Span} from '../../model/place.ts';
import {
	type Ending,
	type Followed,
	isSuccession,
	type Sequence,
	type Step,
	type Succession,
} from '../../model/sequence.ts';
import {behindDirectives, type Edit, editFor, isFunctionWithBody, isInList, nodesAt, statementOf} from './edits.ts';
import type {SequenceCall} from './prelude.ts';

export interface SequenceEdit {
	edit: Edit;
	used: SequenceCall[];
}

/**
 * What follows the runs of a sequence: a variable of the scope that its probes share. Undefined where one of them cannot
 * be written, for then what they count would be too little.
 * @param name what the functions of the prelude begin with
 * @param id number of the sequence in the file
 */
export function editForSequence(
	source: ts.SourceFile,
	sequence: Followed,
	name: string,
	id: number,
): SequenceEdit | undefined {
	if (isSuccession(sequence)) return editForSuccession(source, sequence, name, id);
	const run = `${name}r${id}`;
	const fails = sequence.after.some(ending => 'fails' in ending);
	const parts = [
		scopeEdit(source, sequence, {name, run, id, fails}),
		...sequence.first.map(place => editFor(source, place, `${name}first(${run})`)),
		...sequence.again.map(span => wrap(source, span, `${name}handed(${name}hand(${run}), `, ts.isCallExpression)),
		...sequence.after.map(ending => endingEdit(source, ending, name, run)),
		...promisesIn(sequence).map(span => wrap(source, span, `${name}made(${id}, `, ts.isNewExpression)),
	];
	if (parts.some(part => part === undefined)) return undefined;
	const used: SequenceCall[] = ['run', 'first'];
	if (sequence.again.length > 0) used.push('hand', 'handed');
	if (fails) used.push('tries', 'tried', 'over', 'pass');
	if (sequence.after.some(ending => 'gives' in ending)) used.push('gives');
	if (sequence.after.some(ending => 'ran' in ending || 'ends' in ending)) used.push('end');
	if (sequence.after.some(ending => 'settles' in ending)) used.push('settles');
	if (sequence.after.some(ending => 'calls' in ending)) used.push('calls');
	if (promisesIn(sequence).length > 0) used.push('made');
	return {edit: parts.flatMap(part => part!), used};
}

/** The object is known by what the code calls it: nothing is declared for it. */
function editForSuccession(
	source: ts.SourceFile,
	{first, after, until}: Succession,
	name: string,
	id: number,
): SequenceEdit | undefined {
	const edit = (steps: readonly Step[], kind: string) =>
		steps.map(({at, of}) => editFor(source, at, `${name}object(${id}, '${kind}', ${of})`));
	const parts = [...edit(first, 'first'), ...edit(after, 'after'), ...edit(until, 'until')];
	if (parts.some(part => part === undefined)) return undefined;
	return {edit: parts.flatMap(part => part!), used: ['object']};
}

/** Each once: several endings may be of one promise. */
function promisesIn({after}: Sequence): Span[] {
	const spans = after.flatMap(ending =>
		'settles' in ending ? [ending.settles] : 'calls' in ending && ending.promise ? [ending.promise] : [],
	);
	return spans.filter(
		(span, at) => spans.findIndex(other => other.line === span.line && other.column === span.column) === at,
	);
}

interface Scope {
	name: string;
	run: string;
	id: number;
	fails: boolean;
}

function scopeEdit(source: ts.SourceFile, {scope, first}: Sequence, {name, run, id, fails}: Scope): Edit | undefined {
	const declared = `const ${run} = ${name}run(${id});${first.length === 0 ? `${name}first(${run});` : ''}`;
	const start = source.getPositionOfLineAndCharacter(scope.line - 1, scope.column - 1);
	const nodes = nodesAt(source, start);
	if (scope.kind !== 'function') {
		const [node] = nodes;
		const statement = node && statementOf(node);
		// What ends a failing statement is the function around it.
		if (!statement || fails || !isInList(statement)) return undefined;
		return [{at: statement.getStart(source), insert: declared, closes: false}];
	}
	const fn = nodes.find(isFunctionWithBody);
	if (!fn || !ts.isBlock(fn.body)) return undefined;
	const at = behindDirectives(source, fn.body);
	const lead = at > fn.body.getStart(source) + 1 ? ';' : '';
	if (!fails) return [{at, insert: `${lead}${declared}`, closes: false}];
	// A generator may be left at a yield, and a constructor must be seen to set its fields.
	if ((fn as ts.FunctionDeclaration).asteriskToken || ts.isConstructorDeclaration(fn)) return undefined;
	return [
		{at, insert: `${lead}${declared}try{`, closes: false},
		{at: fn.body.end - 1, insert: `}finally{${name}over(${run});}`, closes: true},
	];
}

function endingEdit(source: ts.SourceFile, ending: Ending, name: string, run: string): Edit | undefined {
	if ('ran' in ending) return editFor(source, ending.ran, `${name}end(${run})`);
	if ('ends' in ending) {
		const block = nodeAt(source, ending.ends);
		if (!block || !ts.isBlock(block)) return undefined;
		return [{at: block.end - 1, insert: `;${name}end(${run});`, closes: true}];
	}
	if ('settles' in ending) return editFor(source, ending.at, `${name}settles(${run})`);
	if ('calls' in ending)
		return wrap(source, ending.calls, `${name}calls(${run}, `, ts.isIdentifier, `, ${ending.promise !== undefined})`);
	if ('gives' in ending) return wrap(source, ending.gives, `${name}gives(${run}, `);
	return wrap(source, ending.fails, `${name}tried(${name}pass(${run}, (${name}tries(${run}), ${run})), `);
}

/** It begins with a name: a parenthesis could join the line before. */
function wrap(
	source: ts.SourceFile,
	span: Span,
	opening: string,
	isRight: (node: ts.Node) => boolean = ts.isExpression,
	closing = ')',
): Edit | undefined {
	const node = nodeAt(source, span);
	if (!node || !isRight(node) || isPart(node)) return undefined;
	return [
		{at: node.getStart(source), insert: opening, closes: false, around: node.end},
		{at: node.end, insert: closing, closes: true, around: node.getStart(source)},
	];
}

/** What must stay where it is: a callee with its `this`, a target, what a type test narrows. */
function isPart(node: ts.Node): boolean {
	const {parent} = node;
	if (ts.isCallExpression(parent) || ts.isNewExpression(parent) || ts.isTaggedTemplateExpression(parent))
		return (parent as ts.CallExpression).expression === node || ts.isTaggedTemplateExpression(parent);
	if (ts.isSpreadElement(node) || node.kind === ts.SyntaxKind.SuperKeyword) return true;
	return ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent.operatorToken.kind);
}

const isAssignment = (kind: ts.SyntaxKind): boolean =>
	kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** The outermost node of exactly this text. */
function nodeAt(source: ts.SourceFile, span: Span): ts.Node | undefined {
	const start = source.getPositionOfLineAndCharacter(span.line - 1, span.column - 1);
	const end = source.getPositionOfLineAndCharacter(span.endLine - 1, span.endColumn - 1);
	return nodesAt(source, start).find(node => node.end === end && !ts.isExpressionStatement(node));
}
