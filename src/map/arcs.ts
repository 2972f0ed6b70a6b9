import type {MapProse} from '../model/map.ts';
import type {ReportArc} from '../model/report.ts';
import type {MockRef, TestRef} from '../model/verdict.ts';
import {type Child, h} from './dom.ts';
import type {Searchable} from './filter.ts';
import {showCount} from './numbers.ts';
import {MEANINGS, SIGNS} from './verdicts.ts';

/** Every arc with its verdict, why, and what was seen. Arcs that share all their tests say so once. */
export function createArcs({row}: Searchable, arcs: readonly ReportArc[], prose: MapProse): HTMLElement {
	return h(
		'section',
		{'aria-labelledby': 'arcs-title'},
		h('h2', {id: 'arcs-title'}, 'Error paths'),
		h('ul', {class: 'arc-list'}, ...arcs.map(arc => createArcCard(arc, prose.arcs[row.kind]?.[arc.arc]))),
	);
}

function createArcCard(arc: ReportArc, prose: {matters: string} | undefined): HTMLElement {
	const {verdict, basis, why, wanted, witnesses, reachedBy, firedBy, hidden, suppressed, known} = arc;
	const isOpen = verdict === 'unfired' || verdict === 'uncovered';
	const facts: Array<[string, Child[]]> = [
		['To decide it', wanted ? [wanted] : []],
		['Why it matters', isOpen && prose ? [prose.matters] : []],
		[
			'Shown by',
			witnesses.map(({file, line, count}) =>
				place(file, line, count === null || basis === 'relation' ? '' : `ran ${showCount(count, 'time')}`),
			),
		],
		['Fired by', firedBy ? [listFiles(firedBy)] : []],
		['Reached by', reachedBy ? [listFiles(reachedBy)] : []],
		[
			'Hidden',
			hidden
				? [
						`from coverage by a comment of ${hidden.tool} on line ${hidden.line}${hidden.reason ? `: ${hidden.reason}` : ''}`,
					]
				: [],
		],
		['Put aside', suppressed ? [`by the comment on line ${suppressed.line}: ${suppressed.reason}`] : []],
		['Known', known ? ['it is in the baseline'] : []],
	];
	const told = facts.filter(([, children]) => children.length > 0);
	return h(
		'li',
		{class: `arc-card is-${verdict}`},
		h(
			'h3',
			{},
			h('span', {class: `sign is-${verdict}`, 'aria-hidden': 'true'}, SIGNS[verdict]),
			arc.arc,
			h('span', {class: `verdict is-${verdict}`, title: MEANINGS[verdict]}, verdict),
			basis !== null && h('span', {class: 'dim'}, `by ${basis}`),
		),
		h('p', {}, why),
		told.length > 0 &&
			h(
				'dl',
				{},
				...told.map(([name, children]) =>
					h('div', {}, h('dt', {}, name), ...children.map(child => h('dd', {}, child))),
				),
			),
	);
}

/** Tests and stand-ins stand near a site; the same ones for most of its arcs, so they are listed once, with what they speak of. */
export function createTests(arcs: readonly ReportArc[]): HTMLElement {
	const tests = gather(arcs, ({tests}) => tests);
	const mocks = gather(arcs, ({mocks}) => mocks);
	return h(
		'section',
		{'aria-labelledby': 'tests-title'},
		h('h2', {id: 'tests-title'}, 'Tests and stand-ins near it'),
		tests.length + mocks.length === 0 && h('p', {class: 'note'}, 'None is known.'),
		tests.length > 0 && h('ul', {class: 'refs'}, ...tests.map(createTest)),
		mocks.length > 0 && h('h3', {}, 'Stand-ins'),
		mocks.length > 0 && h('ul', {class: 'refs'}, ...mocks.map(createMock)),
	);
}

const HOW = {
	coverage: 'ran it',
	named: 'names it',
	'base-name': 'shares its name',
	import: 'imports its file',
} as const;

const createTest = ({file, line, name, how}: TestRef): HTMLElement =>
	h('li', {}, h('span', {class: 'said'}, name), place(file, line, how ? HOW[how] : ''));

const OUTCOMES = {
	succeeds: 'always succeeds',
	fails: 'fails',
	delays: 'delays',
	mixed: 'sometimes fails',
	unknown: 'does something unknown',
} as const satisfies Record<MockRef['outcome'], string>;

const createMock = ({file, line, target, outcome}: MockRef): HTMLElement =>
	h('li', {}, h('span', {class: 'said'}, h('code', {}, target), ` ${OUTCOMES[outcome]}`), place(file, line));

function gather<T extends {file: string; line: number}>(
	arcs: readonly ReportArc[],
	of: (arc: ReportArc) => readonly T[],
): T[] {
	return [...new Map(arcs.flatMap(of).map(ref => [JSON.stringify(ref), ref])).values()];
}

function listFiles({count, files}: {count: number; files: readonly string[]}): HTMLElement {
	const rest = count - files.length;
	return h('span', {}, `${showCount(count, 'test file')}: ${files.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`);
}

export const place = (file: string, line: number, note = ''): HTMLElement =>
	h('span', {class: 'at'}, `${file}:${line}`, note !== '' && h('span', {class: 'dim'}, ` ${note}`));
