import {ts} from '@ts-morph/common';
import type {Span} from '../../model/place.ts';
import {type Ending, type Followed, isSuccession, isWatch, type Sequence} from '../../model/sequence.ts';
import {type Edit, editFor} from './edits.ts';
import {atEnd, type ScopeEdit, scopeEdit} from './scope-edit.ts';
import {editForSuccession} from './succession-edit.ts';
import {editForWatch} from './watch-edit.ts';
import {nodeAt, wrap, wrapCall} from './wrap.ts';

/**
 * What follows the runs of a sequence: a variable of the scope that its probes share. Undefined where one of them cannot
 * be written, for then what they count would be too little.
 * @param name what the functions of the prelude begin with
 * @param id number of the sequence in the file
 */
export function editForSequence(source: ts.SourceFile, sequence: Followed, name: string, id: number): Edit | undefined {
	if (isSuccession(sequence)) return editForSuccession(source, sequence, name, id);
	if (isWatch(sequence)) return editForWatch(source, sequence, name, id);
	const run = `${name}r${id}`;
	const after = distinct(sequence.after);
	const promises = promisesIn(sequence);
	const fails = after.flatMap(ending => ('fails' in ending ? ending.fails : []));
	const scope = scopeEdit(source, sequence, {name, run, id, fails: fails.length > 0, makes: promises.length > 0});
	if (!scope || !areApart(source, scope, fails)) return undefined;
	const parts = [
		...sequence.first.map(place => editFor(source, place, `${name}${sequence.second ? 'second' : 'first'}(${run})`)),
		...distinct(sequence.again).map(span => againEdit(source, span, name, run)),
		...after.map(ending => endingEdit(source, ending, name, run)),
	];
	// Elsewhere the variable of the run would not be there yet, or not at all.
	if (parts.some(part => !part?.every(({at}) => at >= scope.from && at <= scope.to))) return undefined;
	const made = promises.map(span => wrap(source, span, `${name}made(${id}, `, ts.isNewExpression));
	if (made.some(edit => !edit)) return undefined;
	return [...scope.edit, ...[...parts, ...made].flatMap(edit => edit!)];
}

/** Two of the same would count everything twice. */
function distinct<T>(list: readonly T[]): T[] {
	return [...new Map(list.map(one => [JSON.stringify(one), one])).values()];
}

/** What fails must fail the scope itself, and tell by which of them it was left. */
function areApart(source: ts.SourceFile, {fn}: ScopeEdit, spans: readonly Span[]): boolean {
	const nodes = distinct(spans).map(span => nodeAt(source, span));
	return nodes.every(
		node =>
			node &&
			ts.findAncestor(node.parent, ts.isFunctionLike) === fn &&
			!nodes.some(other => other !== node && other && other.pos <= node.pos && node.end <= other.end),
	);
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

function endingEdit(source: ts.SourceFile, ending: Ending, name: string, run: string): Edit | undefined {
	if ('ran' in ending) return editFor(source, ending.ran, `${name}end(${run})`);
	if ('ends' in ending) {
		const block = nodeAt(source, ending.ends);
		if (!block || !ts.isBlock(block)) return undefined;
		return [atEnd(source, block, `;${name}end(${run});`)];
	}
	if ('settles' in ending) return editFor(source, ending.at, `${name}settles(${run})`);
	if ('calls' in ending)
		return wrap(source, ending.calls, `${name}calls(${run}, `, ts.isIdentifier, `, ${ending.promise !== undefined})`);
	if ('yields' in ending) return wrap(source, ending.yields, `${name}yields(${run}, `);
	if ('gives' in ending) return wrap(source, ending.gives, `${name}gives(${run}, `);
	return wrap(source, ending.fails, `${name}tried(${name}tries(${run}), `);
}

const againEdit = (source: ts.SourceFile, span: Span, name: string, run: string): Edit | undefined =>
	wrapCall(source, span, {
		call: `${name}handed(${run}, `,
		last: [`${name}lead(`, `, ${run})`],
		empty: `${name}handed(${name}hand(${run}), `,
	});
