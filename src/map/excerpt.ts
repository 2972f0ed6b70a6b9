import type {ReportArc} from '../model/report.ts';
import {h} from './dom.ts';
import type {Searchable} from './filter.ts';
import {showCount} from './numbers.ts';
import type {SiteDetails} from './store.ts';
import {hasFired, SIGNS} from './verdicts.ts';

/** The code at a site; beside it, in words, which line is the site, the operation, and what shows its arcs. */
export function createExcerpt({row, file}: Searchable, {excerpt, guards, arcs, flaws}: SiteDetails): HTMLElement {
	const title = h('h2', {id: 'code-title'}, 'Code');
	if (!excerpt)
		return h(
			'section',
			{},
			title,
			h('p', {class: 'note'}, `The source is not in this page. Open ${file}:${row.line}.`),
		);
	const marks = new Map<number, Mark[]>();
	const mark = (line: number, one: Mark) => marks.set(line, [...(marks.get(line) ?? []), one]);
	mark(row.line, {text: row.kind, kind: 'own'});
	for (const guard of guards) if (guard.file === file) mark(guard.line, {text: 'operation', kind: 'guard'});
	for (const arc of arcs)
		for (const {file: where, line, count} of arc.witnesses) if (where === file) mark(line, witnessMark(arc, count));
	for (const {flaw, line} of flaws) mark(line, {text: flaw, kind: 'flaw'});
	const indent = Math.min(
		...excerpt.flatMap(({lines}) => lines.filter(line => line !== '').map(line => line.search(/\S|$/))),
	);
	const blocks = excerpt.map(({line, lines}) =>
		h(
			'div',
			{class: 'block'},
			...lines.map((text, index) => createLine(line + index, text.slice(indent), marks.get(line + index), row.line)),
		),
	);
	return h(
		'section',
		{'aria-labelledby': 'code-title'},
		title,
		h('div', {class: 'code', role: 'region', 'aria-label': `Code of ${file}`, tabindex: 0}, ...blocks),
	);
}

interface Mark {
	text: string;
	kind: string;
}

/** Where counts are compared, the count of one line says nothing by itself. */
function witnessMark({arc, verdict, basis}: ReportArc, count: number | null): Mark {
	const ran =
		count === null || basis === 'relation' ? '' : count === 0 ? ', never ran' : `, ran ${showCount(count, 'time')}`;
	return {text: `${SIGNS[verdict]} ${arc}${ran}`, kind: hasFired(verdict) ? 'fired' : verdict};
}

function createLine(number: number, text: string, marks: readonly Mark[] = [], own: number): HTMLElement {
	const said = [...new Map(marks.map(mark => [mark.text, mark])).values()];
	return h(
		'div',
		{class: `line${number === own ? ' own' : ''}${said.length > 0 ? ' marked' : ''}`},
		h('span', {class: 'number'}, number),
		h('code', {}, text === '' ? ' ' : text),
		said.length > 0 &&
			h('span', {class: 'marks'}, ...said.map(({text, kind}) => h('span', {class: `mark is-${kind}`}, text))),
	);
}
