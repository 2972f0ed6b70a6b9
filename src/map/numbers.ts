/** The same figures in the same form as the text report. */
export const showShare = (share: number | null): string =>
	share === null ? 'unknown' : `${(100 * share).toFixed(1)} %`;

/** Short, for a small cell; a whole percent that is not all or nothing is never shown as if it were. */
export function showPercent(share: number | null): string {
	if (share === null) return '?';
	const whole = Math.round(100 * share);
	const honest = share > 0 && whole === 0 ? 1 : share < 1 && whole === 100 ? 99 : whole;
	return `${honest} %`;
}

export const showFraction = (value: number): string => value.toFixed(2);

export const showCount = (count: number, one: string, many = `${one}s`): string =>
	`${count.toLocaleString('en')} ${count === 1 ? one : many}`;
