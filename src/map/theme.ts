import {createChoice} from './choice.ts';

const KEY = 'unfired-theme';
const THEMES = [
	{value: 'auto', label: 'Auto'},
	{value: 'light', label: 'Light'},
	{value: 'dark', label: 'Dark'},
] as const;
type Theme = (typeof THEMES)[number]['value'];

/** Follows the system until somebody chooses; the choice is kept where the browser keeps anything for files. */
export function createThemeChoice(): HTMLElement {
	const stored = recall();
	apply(stored);
	return createChoice('Colours', THEMES, stored, theme => {
		apply(theme);
		keep(theme);
	});
}

const apply = (theme: Theme): void => {
	document.documentElement.dataset.theme = theme;
};

function recall(): Theme {
	try {
		const stored = localStorage.getItem(KEY);
		return THEMES.find(({value}) => value === stored)?.value ?? 'auto';
	} catch {
		return 'auto';
	}
}

function keep(theme: Theme): void {
	try {
		localStorage.setItem(KEY, theme);
	} catch {
		// Some browsers keep nothing for files; the choice then holds for this page alone.
	}
}
