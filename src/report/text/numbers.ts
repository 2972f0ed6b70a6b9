/** A share as a percentage with one decimal. Never rounds up to 100.0 or down to 0.0: that would say more than is known. */
export function renderPercent(share: number | null): string {
	if (share === null) return 'unknown';
	const percent = share * 100;
	const shown = percent < 100 ? Math.min(99.9, percent) : 100;
	return `${(shown > 0 ? Math.max(0.1, shown) : 0).toFixed(1)} %`;
}

/** `1,234 files`, `1 file`. */
export function renderCount(count: number, one: string, many = `${one}s`): string {
	return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

export const renderFraction = (value: number): string => value.toFixed(2);

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of at most `width` columns for a share from 0 to 1. */
export function renderBar(share: number | null, width: number, ascii: boolean): string {
	if (share === null) return '';
	const eighths = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
	if (ascii) return '#'.repeat(Math.round(eighths / 8));
	return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}
