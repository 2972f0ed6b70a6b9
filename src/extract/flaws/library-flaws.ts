import {ts} from '@ts-morph/common';
import type {FlawDraft} from '../../model/flaw.ts';
import type {FlawRule} from '../../model/rule.ts';
import {bare} from '../flow/bare.ts';
import {bodyOf} from '../flow/traverse.ts';
import {positionOf} from '../places.ts';
import {functionAt, type Match, siteHolds, usesNamed, valuesAt} from '../sites/library-keys.ts';
import type {FileIndex} from '../walk.ts';

const LISTEN = ['on', 'once', 'addListener', 'prependListener'];

/** What the catalogue knows to be wrong with a use of its library. Where an option cannot be read, nothing is said. */
export function flawsOf(match: Match, node: ts.Node): FlawDraft[] {
	const [line] = positionOf(match.index, node.getStart(match.index.source));
	return (match.site.flaws ?? []).flatMap(rule => {
		if (!applies(match, rule)) return [];
		const flaw: FlawDraft = {flaw: rule.flaw, line, why: rule.why};
		if (!rule.unheard) return [flaw];
		const names = namesOf(match.use.call);
		// What is given away at once, or returned, may be listened to by whoever gets it.
		if (names.length === 0 || names.some(name => isReturned(match.index, name))) return [];
		return [{...flaw, open: {kind: 'unheard', events: rule.unheard, names}}];
	});
}

function applies(match: Match, {when, unless, unheard, always, without}: FlawRule): boolean {
	if (without?.some(name => match.index.identifiers.has(name))) return false;
	if (when && siteHolds(match, when) !== 'yes') return false;
	if (unless && siteHolds(match, unless) !== 'no') return false;
	if (always && !valuesAt(match, always).some(given => given.state === 'present' && affirms(match, given.value)))
		return false;
	return !unheard || !isHeardHere(match, unheard);
}

/** `() => true`: a function that does nothing but agree. */
function affirms({index}: Match, value: Parameters<typeof functionAt>[1]): boolean {
	const fn = functionAt(index, value)?.node;
	const [only, ...more] = fn ? bodyOf(fn) : [];
	if (!only || more.length > 0) return false;
	const result = ts.isReturnStatement(only) ? only.expression : only;
	return result?.kind === ts.SyntaxKind.TrueKeyword;
}

function isHeardHere(match: Match, events: readonly string[]): boolean {
	return usesNamed(match, LISTEN).some(({call}) => {
		const event = call.arguments?.[0];
		return !event || !ts.isStringLiteralLike(event) || events.includes(event.text);
	});
}

const isReturned = (index: FileIndex, name: string): boolean =>
	(index.identifiers.get(name) ?? []).some(identifier => {
		let at: ts.Node = identifier;
		while (ts.isPropertyAccessExpression(at.parent) && at.parent.name === at) at = at.parent;
		return ts.isReturnStatement(at.parent) || (ts.isArrowFunction(at.parent) && at.parent.body === at);
	});

/** What the file calls it: of `this.pool = new Pool()` it is `pool`. */
function namesOf(call: ts.Node): string[] {
	let at = call;
	while (at.parent && (ts.isParenthesizedExpression(at.parent) || ts.isAwaitExpression(at.parent))) at = at.parent;
	const {parent} = at;
	const name =
		ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent)
			? parent.name
			: ts.isBinaryExpression(parent)
				? bare(parent.left)
				: undefined;
	if (!name) return [];
	return [ts.isPropertyAccessExpression(name) ? name.name.text : name.getText()];
}
