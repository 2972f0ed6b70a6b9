/** No range asks for more majors than this; beyond it, it asks for any. */
const MOST = 20;

/**
 * The majors that a range of package.json allows, ascending; empty where it names none or has no upper end: `*`,
 * `>=3`, `latest`, `workspace:*`, `npm:other@3`, URLs.
 */
export function majorsIn(range: string): number[] {
	const parts = range.split('||').map(part => majorsOf(part.trim().replace(/^workspace:/, '')));
	if (parts.some(part => part.length === 0)) return [];
	return [...new Set(parts.flat())].sort((a, b) => a - b);
}

const ONE = /^[~^=]?\s*v?(\d+)(?:\.(?:\d+|[xX*])){0,2}(?:[-+][\w.+-]+)?$/;
const SPAN = /^v?(\d+)[\w.+-]*\s+-\s+v?(\d+)[\w.+-]*$/;
const BOUNDS = /^>(=?)\s*v?(\d+)[\w.+-]*\s+<(=?)\s*v?(\d+)((?:\.\d+)*)[\w.+-]*$/;

function majorsOf(part: string): number[] {
	const one = ONE.exec(part);
	if (one) return [Number(one[1])];
	const span = SPAN.exec(part);
	if (span) return from(Number(span[1]), Number(span[2]));
	const bounds = BOUNDS.exec(part);
	if (!bounds) return [];
	const [, , low, orEqual, high, rest] = bounds;
	// `<4` and `<4.0.0` end before 4, `<4.2` within it.
	const isBefore = orEqual === '' && /^(?:\.0)*$/.test(rest!);
	return from(Number(low), Number(high) - (isBefore ? 1 : 0));
}

const from = (low: number, high: number): number[] =>
	high < low || high - low >= MOST ? [] : Array.from({length: high - low + 1}, (_, i) => low + i);
