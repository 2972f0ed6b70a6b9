import {ts} from '@ts-morph/common';
import type {SiteRule} from '../../model/rule.ts';
import {originOf} from '../origins.ts';
import {isConstruction} from '../origins-classes.ts';
import {type CallNode, type FileIndex, homeOf} from '../walk.ts';
import {type Answer, type Match, siteHolds, valuesAt} from './library-keys.ts';
import type {Use} from './library-uses.ts';

/** The path is used as the rule wants it: called, constructed, as a decorator, or given. */
export function fits(use: Use, site: SiteRule): boolean {
	if (use.given !== undefined) return site.how.includes('given') && site.to!.includes(use.method);
	if (isConstruction(use.call)) return site.how.includes('new');
	return site.how.includes(ts.isDecorator(use.call.parent) ? 'decorator' : 'call');
}

/**
 * Whether the source says anything of what an implicit site does by default: at the call, or at a call that made what
 * it is called on (`got.extend({retry: 0})`). Asked for it is an explicit site; switched off it is none.
 */
export function isAskedFor(match: Match): Answer {
	const {index, uses, use, site} = match;
	const makers = makersOf(index, use.call);
	const said = uses.all
		.filter(({call}) => call === use.call || makers.includes(call))
		.flatMap(other => explicitSites(other, site).map(rule => isSaid({index, uses, use: other, site: rule})));
	if (said.includes('yes')) return 'yes';
	// An instance that only its type tells of may have been made with any options, as may one of another file.
	const isForeign = makers.length === 0 ? use.path.includes('()') : makers.some(call => homeOf(index, call) !== index);
	return said.includes('unknown') || isForeign ? 'unknown' : 'no';
}

function explicitSites({rule, path, ...use}: Use, {kind}: SiteRule): SiteRule[] {
	const numbers = Object.hasOwn(rule.paths, path) ? rule.paths[path]! : [];
	const sites = numbers.map(number => rule.sites[number]!);
	return sites.filter(site => site.kind === kind && !site.implicit && fits({rule, path, ...use}, site));
}

function isSaid(match: Match): Answer {
	const {at, when, shown} = match.site;
	if (!at) {
		const asked = when ? siteHolds(match, when) : 'yes';
		return asked === 'unknown' && !shown ? 'yes' : asked;
	}
	const states = at.flatMap(key => valuesAt(match, key).map(({state}) => state));
	if (states.includes('present')) return 'yes';
	return states.includes('unknown') ? 'unknown' : 'no';
}

/** `got.extend().extend()` of `got.extend().extend().get()`, from the last to the first. */
function makersOf(index: FileIndex, call: CallNode): CallNode[] {
	const makers: CallNode[] = [];
	let made = originOf(index, call.expression)?.made;
	while (made && !makers.includes(made)) {
		makers.push(made);
		made = originOf(index, made.expression)?.made;
	}
	return makers;
}
