import {ts} from '@ts-morph/common';
import type {CodeFunction} from '../flow/local-functions.ts';
import {bodyOf, calleeName, visitDeep} from '../flow/traverse.ts';
import {enclosingFunction} from '../walk.ts';

/** What a function notes, in all that it keeps. */
export interface Notes {
	/** `c.set(k, v)`. */
	sets: ts.CallExpression[];
	/** `c[k] = v`, `c[k] += 1`. */
	assigned: ts.BinaryExpression[];
	/** `n++`, `n += 1`, `list.push(now)`. */
	steps: ts.Node[];
	/** `c.delete(k)`, in functions within it, too. */
	taken: ts.CallExpression[];
}

/** Kept: every condition of the function asks. */
const NOTES = new WeakMap<CodeFunction, Notes>();

export function notesIn(fn: CodeFunction): Notes {
	const known = NOTES.get(fn);
	if (known) return known;
	const notes: Notes = {sets: [], assigned: [], steps: [], taken: []};
	NOTES.set(fn, notes);
	for (const root of bodyOf(fn)) {
		visitDeep(root, node => {
			addTo(notes, node, enclosingFunction(node) === fn);
			return true;
		});
	}
	return notes;
}

function addTo(notes: Notes, node: ts.Node, isOwn: boolean): void {
	if (ts.isCallExpression(node)) {
		const name = calleeName(node);
		if (/^del(ete)?$/.test(name)) notes.taken.push(node);
		if (isOwn && /^(set|put|setex|psetex)$/i.test(name)) notes.sets.push(node);
		if (isOwn && name === 'push') notes.steps.push(node);
	}
	if (!isOwn) return;
	if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) notes.steps.push(node);
	if (!ts.isBinaryExpression(node)) return;
	const {kind} = node.operatorToken;
	if (kind === ts.SyntaxKind.EqualsToken || kind === ts.SyntaxKind.PlusEqualsToken) notes.assigned.push(node);
	if (kind === ts.SyntaxKind.PlusEqualsToken) notes.steps.push(node);
}
