/** Numbers that look random and are the same for the same seed (mulberry32). */
export interface Random {
	/** Below `limit`. */
	below(limit: number): number;
	chance(share: number): boolean;
	pick<T>(list: readonly T[]): T;
}

export function seeded(seed: number): Random {
	let state = seed * 2_654_435_761;
	const next = (): number => {
		state = (state + 0x6d_2b_79_f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit: number): number => Math.floor(next() * limit);
	return {below, chance: share => next() < share, pick: list => list[below(list.length)]!};
}
