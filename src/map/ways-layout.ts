export interface Step {
	file: string;
	line: number;
	name: string;
}

/** A line of the drawing: a function on a way, the site at its end, or an operation that the site guards. */
export interface WayRow extends Step {
	role: 'entry' | 'step' | 'elided' | 'site' | 'guard';
	/** 0 for the shortest way, 1 for the heaviest where it is another one, and for operations. */
	lane: 0 | 1;
}

/** Indexes of rows. */
export interface WayEdge {
	from: number;
	to: number;
	heavy: boolean;
}

export interface Ways {
	rows: WayRow[];
	edges: WayEdge[];
}

export interface WayParts {
	steps: readonly Step[];
	heaviest?: readonly Step[];
	site: Step;
	guards: readonly Step[];
}

/** What both ways share stands once; where they part, the heaviest goes first, on a lane of its own. */
export function layoutWays({steps, heaviest = [], site, guards}: WayParts): Ways {
	const parted = heaviest.length > 0;
	const start = countSame(steps, heaviest);
	const end = countSame(steps.slice(start).reverse(), heaviest.slice(start).reverse());
	const drawing = createDrawing();
	const shared = drawing.follow(steps.slice(0, start), 0, [], parted);
	const heavy = parted ? drawing.follow(heaviest.slice(start, heaviest.length - end), 1, as(shared, true), true) : [];
	const short = drawing.follow(steps.slice(start, steps.length - end), 0, as(shared, false), false);
	const joined = drawing.follow(steps.slice(steps.length - end), 0, unique([...heavy, ...short]), parted);
	const own = drawing.put({...site, role: 'site', lane: 0}, joined, false);
	for (const guard of guards) drawing.put({...guard, role: 'guard', lane: 1}, own, false);
	return drawing.ways;
}

/** Where the next row is drawn from: a row, and whether the heaviest way comes from there. */
interface End {
	at: number;
	heavy: boolean;
}

function createDrawing() {
	const ways: Ways = {rows: [], edges: []};
	const put = (row: WayRow, ends: readonly End[], heavy: boolean): End[] => {
		const to = ways.rows.push(row) - 1;
		for (const {at, heavy} of ends) ways.edges.push({from: at, to, heavy});
		return [{at: to, heavy}];
	};
	/** Rows one below the other; the ends that what follows is drawn from. */
	const follow = (steps: readonly Step[], lane: 0 | 1, from: readonly End[], heavy: boolean): End[] => {
		let ends = [...from];
		for (const step of elide(steps)) {
			const role = step.line === 0 ? 'elided' : ends.length === 0 ? 'entry' : 'step';
			ends = put({...step, role, lane}, ends, heavy);
		}
		return ends;
	};
	return {ways, put, follow};
}

const as = (ends: readonly End[], heavy: boolean): End[] => ends.map(end => ({...end, heavy}));

/** Two edges between the same rows are one. */
const unique = (ends: readonly End[]): End[] =>
	ends.filter(({at}, index) => ends.findIndex(other => other.at === at) === index);

const MOST = 9;
const KEPT = 4;

/** The middle of a long way says little: its functions are counted. */
function elide(steps: readonly Step[]): Step[] {
	if (steps.length <= MOST) return [...steps];
	const name = `${steps.length - 2 * KEPT} more functions`;
	return [...steps.slice(0, KEPT), {file: '', line: 0, name}, ...steps.slice(-KEPT)];
}

function countSame(a: readonly Step[], b: readonly Step[]): number {
	let count = 0;
	while (count < a.length && count < b.length && isSame(a[count]!, b[count]!)) count++;
	return count;
}

const isSame = (a: Step, b: Step): boolean => a.file === b.file && a.line === b.line && a.name === b.name;
