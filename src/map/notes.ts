import type {MapOverview} from '../model/map.ts';
import {h} from './dom.ts';
import {showCount} from './numbers.ts';

/** What the scan could not read or left out: no findings, but how far to trust them. */
export function createNotes({diagnostics}: MapOverview): HTMLElement {
	const notes = diagnostics.map(({level, file, message, command}) =>
		h(
			'li',
			{},
			h('b', {}, level),
			` ${file ? `${file}: ` : ''}${message}`,
			command ? h('code', {class: 'command'}, command) : false,
		),
	);
	return h(
		'footer',
		{class: 'foot'},
		notes.length > 0 &&
			h('details', {}, h('summary', {}, `About this scan: ${showCount(notes.length, 'note')}`), h('ul', {}, ...notes)),
		h(
			'p',
			{},
			'Exposure is weight times the share of decided arcs that never fired. Weight is how much of the system flows through a site. An undecided arc is in no figure: the evidence at hand does not tell.',
		),
	);
}
