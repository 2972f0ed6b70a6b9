import {ts} from '@ts-morph/common';
import {hit} from '../../model/condition.ts';
import type {Certainty, SiteDraft} from '../../model/site.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import {placeOfBlock, placeOfStatement} from '../places.ts';
import {type FileIndex, nodesOf} from '../walk.ts';
import {draftOf} from './draft.ts';
import {lastName, speaksOf} from './holder-names.ts';
import {type Asked, askedIn} from './limiter-asked.ts';
import {refusesAt} from './limiter-refusal.ts';
import {isOfTime} from './limiter-time.ts';
import {functionAround, holderOf, nameOf} from './named-functions.ts';

/** So many operations a key and time: counted, or noted, under the key in something that forgets, and refused beyond. */
export function extractKeyedLimiters(index: FileIndex): SiteDraft[] {
	const taken = new Set<ts.Node>();
	return nodesOf<ts.IfStatement>(index, ts.SyntaxKind.IfStatement).flatMap(node => {
		const fn = functionAround(node);
		const asked = fn && askedIn(index, node.expression, fn);
		if (!asked || !refusesAt(node.thenStatement, asked) || !isOfTime(index, asked, fn)) return [];
		const at = siteAt(node, fn);
		const asks = placeOfStatement(index, node);
		if (taken.has(at) || !asks) return [];
		taken.add(at);
		const then = node.thenStatement;
		const place = ts.isBlock(then) ? placeOfBlock(index, then) : placeOfStatement(index, then);
		if (!place) return [];
		return [
			draftOf(index, {
				kind: 'limiter',
				node: at,
				owner: fn,
				certainty: certaintyOf(asked, fn, then),
				operations: [],
				operation: 'external',
				arcs: [
					{arc: 'reject', needs: hit(asks), fires: hit(place), reading: 'exit', witnesses: [place.first ?? place]},
				],
				form: `limiter keyed ${asked.form}`,
			}),
		];
	});
}

const LIMITS = /^(limit(s|er|ers|ed)?|rate|throttle(d|r)?|cool(down|off)s?|flood|spam|quota|bucket|(too)?many)$/;

/** A function that does nothing but limit is the site; in one that does the work as well the refusal is. */
const siteAt = (node: ts.IfStatement, fn: CodeFunction): ts.Node =>
	speaksOf(nameOf(fn), LIMITS) ? holderOf(fn) : node;

/** What is noted once may as well be told once, or be done already: then names tell. */
function certaintyOf({form, collection}: Asked, fn: CodeFunction, then: ts.Statement): Certainty {
	if (form === 'count') return 'likely';
	const isNamed = speaksOf(lastName(collection), LIMITS) || speaksOf(nameOf(fn), LIMITS);
	return isNamed || /\b429\b|rate.?limit|too.?many.?requests/i.test(then.getText()) ? 'likely' : 'possible';
}
