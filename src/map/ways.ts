import {h, hiddenText, svg} from './dom.ts';
import type {Searchable} from './filter.ts';
import {showCount} from './numbers.ts';
import type {SiteDetails} from './store.ts';
import {layoutWays, type WayEdge, type WayRow, type Ways} from './ways-layout.ts';

const ROW = 44;
const LANE = 22;
const LEFT = 12;

/** The call graph around a site: from entry points to it, and on to the operations that it guards. */
export function createWays(site: Searchable, details: SiteDetails, hasSites: (file: string) => boolean): HTMLElement {
	const {steps, heaviest, guards, entryPoints} = details;
	const {row, file} = site;
	const ways = layoutWays({
		steps,
		heaviest,
		site: {file, line: row.line, name: `${row.kind} in ${row.name}`},
		guards: guards.map(({file, line, text}) => ({file, line, name: text})),
	});
	const others = entryPoints.slice(1);
	return h(
		'section',
		{class: 'ways', 'aria-labelledby': 'ways-title'},
		h('h2', {id: 'ways-title'}, 'Ways in'),
		steps.length === 0 && h('p', {class: 'note'}, 'No way from an entry point is known.'),
		heaviest &&
			h(
				'p',
				{class: 'key'},
				h('span', {class: 'key-thin'}),
				'shortest way',
				h('span', {class: 'key-thick'}),
				'way by which most comes',
			),
		h(
			'div',
			{class: 'drawing'},
			drawWays(ways),
			h('ol', {class: heaviest ? 'parted' : ''}, ...ways.rows.map(one => createStep(one, hasSites))),
		),
		others.length > 0 && h('h3', {}, `Also reached from ${showCount(others.length, 'entry point')}`),
		others.length > 0 &&
			h(
				'ul',
				{class: 'refs'},
				...others.map(({name, file, line}) =>
					h('li', {}, h('span', {class: 'said'}, name), h('span', {class: 'at'}, `${file}:${line}`)),
				),
			),
	);
}

const ROLES = {entry: 'entry point', step: '', elided: '', site: 'this site', guard: 'guarded operation'} as const;

function createStep({role, name, file, line, lane}: WayRow, hasSites: (file: string) => boolean): HTMLElement {
	if (role === 'elided') return h('li', {class: 'elided', 'data-lane': lane}, name);
	const at = `${file}:${line}`;
	const near = shortenPath(at);
	const shown =
		name === '<module>' ? 'top level of the file' : name === '<anonymous>' ? 'function without a name' : name;
	return h(
		'li',
		{class: role, 'data-lane': lane},
		ROLES[role] !== '' && h('span', {class: 'role'}, ROLES[role]),
		h('span', {class: 'name', title: name}, role === 'guard' ? h('code', {}, shown) : shown),
		role !== 'site' && hasSites(file)
			? h(
					'a',
					{class: 'at', href: `#file=${encodeURIComponent(file)}`, title: `Sites in ${at}`},
					near,
					hiddenText(', show the sites of this file'),
				)
			: h('span', {class: 'at', title: at}, near),
	);
}

function drawWays({rows, edges}: Ways): SVGElement {
	const x = (index: number) => LEFT + rows[index]!.lane * LANE;
	const y = (index: number) => index * ROW + 15;
	const line = ({from, to, heavy}: WayEdge) => {
		const [x1, y1, x2, y2] = [x(from), y(from), x(to), y(to)];
		const bend = x1 === x2 ? `V ${y2}` : bendOf(x1, y1, x2, y2);
		return svg('path', {
			d: `M ${x1} ${y1} ${bend}`,
			class: heavy ? 'edge heavy' : rows[to]!.role === 'guard' ? 'edge guard' : 'edge',
		});
	};
	const dot = ({role}: WayRow, index: number) =>
		role === 'elided'
			? svg('circle', {cx: x(index), cy: y(index), r: 2, class: 'dot elided'})
			: svg('circle', {cx: x(index), cy: y(index), r: role === 'site' ? 7 : 5, class: `dot ${role}`});
	const width = LEFT * 2 + LANE;
	const height = rows.length * ROW;
	return svg(
		'svg',
		{width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true', focusable: 'false'},
		...edges.map(line),
		...rows.map(dot),
	);
}

/** Leaves its lane at once where it goes outwards, and keeps to it until the end where it comes back. */
function bendOf(x1: number, y1: number, x2: number, y2: number): string {
	const curve = ROW * 0.7;
	return x2 > x1
		? `C ${x1} ${y1 + curve} ${x2} ${y1 + ROW - curve} ${x2} ${y1 + ROW} V ${y2}`
		: `V ${y2 - ROW} C ${x1} ${y2 - ROW + curve} ${x2} ${y2 - curve} ${x2} ${y2}`;
}

const MOST = 44;

/** The end of a long path tells more than its start. */
function shortenPath(path: string): string {
	if (path.length <= MOST) return path;
	const parts = path.split('/');
	while (parts.length > 1 && parts.join('/').length + 2 > MOST) parts.shift();
	return `…/${parts.join('/')}`;
}
