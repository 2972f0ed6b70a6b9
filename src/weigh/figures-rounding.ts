/** Shares, weights and exposures as the report shows them: 4 decimals. The only place that says how exact they are. */
export const roundShare = (share: number): number => roundTo(share, 4);

/** Percentage points as the report shows them: 1 decimal. */
export const roundPoints = (points: number): number => roundTo(points, 1);

function roundTo(value: number, decimals: number): number {
	const factor = 10 ** decimals;
	// Adding zero turns -0 into 0, which JSON cannot tell apart but equality of reports can.
	return Math.round(value * factor) / factor + 0;
}
