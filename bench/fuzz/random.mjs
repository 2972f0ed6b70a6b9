/**
 * Reproducible chance: mulberry32 (a public-domain generator of 32 bits of state) started from any number of words. The
 * same words give the same numbers on every machine.
 */
export function randomOf(...words) {
	let state = hashOf(words.join('\0'));
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	/** From 0 up to, and without, `below`. */
	const int = below => Math.floor(next() * below);
	const chance = probability => next() < probability;
	const pick = list => list[int(list.length)];
	/** From 1 to `most`, small numbers far more often. */
	const size = most => Math.max(1, Math.floor(most ** next()));
	const times = (count, make) => Array.from({length: count}, (_, at) => make(at));
	const shuffled = list => {
		const copy = [...list];
		for (let at = copy.length - 1; at > 0; at--) {
			const other = int(at + 1);
			[copy[at], copy[other]] = [copy[other], copy[at]];
		}
		return copy;
	};
	return {next, int, chance, pick, size, times, shuffled};
}

/** FNV-1a. */
function hashOf(text) {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return hash >>> 0;
}
