import type {ReportArc} from '../../model/report.ts';
import type {MockRef} from '../../model/verdict.ts';
import {renderCount} from './numbers.ts';

const OUTCOMES = {
	succeeds: ['succeeds', 'succeed'],
	fails: ['fails', 'fail'],
	delays: ['delays', 'delay'],
	mixed: ['sometimes fails', 'sometimes fail'],
	unknown: ['does something unknown', 'do something unknown'],
} as const satisfies Record<MockRef['outcome'], readonly [one: string, many: string]>;

/**
 * The tests and stand-ins behind the arcs of one site, in one or two sentences; empty where none is known. They are said to
 * stand near it, not to reach it: only coverage or a trace per test knows reach, and then the `why` says so.
 */
export function renderTests(arcs: readonly ReportArc[]): string {
	if (arcs.some(saysTests)) return '';
	const tests = distinct(arcs.flatMap(arc => arc.tests));
	const mocks = distinct(arcs.flatMap(arc => arc.mocks));
	return [
		tests.length > 0 ? `${renderCount(tests.length, 'test stands', 'tests stand')} near it ${placesOf(tests)}.` : '',
		...renderMocks(mocks),
	]
		.filter(Boolean)
		.join(' ');
}

/** Where the `why` names a test or stand-in already, saying it again would only blur it. */
const saysTests = ({why, tests, mocks}: ReportArc): boolean =>
	[...tests, ...mocks].some(({file}) => why.includes(file));

function renderMocks(mocks: readonly MockRef[]): string[] {
	return (Object.keys(OUTCOMES) as MockRef['outcome'][]).flatMap(outcome => {
		const same = mocks.filter(mock => mock.outcome === outcome);
		if (same.length === 0) return [];
		const targets = [...new Set(same.map(({target}) => target))];
		const shown = targets.length > 2 ? `${targets.slice(0, 2).join(', ')} and others` : targets.join(' and ');
		const [one, many] = OUTCOMES[outcome];
		const all = same.length === mocks.length && same.length > 1 ? 'All ' : '';
		return [
			`${all}${renderCount(same.length, 'stand-in')} for ${shown} ${same.length === 1 ? one : many} ${placesOf(same)}.`,
		];
	});
}

function placesOf(places: ReadonlyArray<{file: string; line: number}>): string {
	const [first] = places;
	return `(${first!.file}:${first!.line}${places.length > 1 ? `, +${places.length - 1}` : ''})`;
}

function distinct<T extends {file: string; line: number}>(places: readonly T[]): T[] {
	return [...new Map(places.map(place => [`${place.file}:${place.line}`, place])).values()];
}
