/**
 * Six steps from vermilion over sand to blue, which the usual kinds of colour blindness tell apart; what has none fired is
 * hatched besides, and what is unknown dotted, so that no step is told by its colour alone.
 */
export type Step = 'none' | 'low' | 'middle' | 'high' | 'all' | 'unknown';

export const STEPS: ReadonlyArray<{step: Step; label: string}> = [
	{step: 'none', label: '0 %'},
	{step: 'low', label: 'below 40 %'},
	{step: 'middle', label: '40 to 70 %'},
	{step: 'high', label: 'above 70 %'},
	{step: 'all', label: '100 %'},
	{step: 'unknown', label: 'unknown'},
];

export function stepOf(share: number | null): Step {
	if (share === null) return 'unknown';
	if (share <= 0) return 'none';
	if (share >= 1) return 'all';
	return share < 0.4 ? 'low' : share <= 0.7 ? 'middle' : 'high';
}
