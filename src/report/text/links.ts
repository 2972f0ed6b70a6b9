import type {Report} from '../../model/report.ts';
import type {Link} from './page.ts';

const ESCAPE = '\u001B';
/** Colours go by; a place is what stands before `:LINE`. */
const TOKEN = new RegExp(`${ESCAPE}\\[[\\d;]*m|[^\\s${ESCAPE}]+?:\\d+`, 'g');

/**
 * The same text with every place of a file that the report names made clickable (OSC 8), for terminals. What is shown does
 * not change, and the address is made from the file's name as the report has it, never from the text.
 */
export function linkPlaces(text: string, report: Pick<Report, 'sites' | 'diagnostics'>, link: Link): string {
	const files = filesOf(report);
	return text.replace(TOKEN, token => {
		const [, open = '', file = '', line = ''] = /^([("'`]?)(.+):(\d+)$/.exec(token) ?? [];
		const known = [`${open}${file}`, file].find(name => files.has(name));
		if (known === undefined) return token;
		const shown = `${known}:${line}`;
		return `${token.slice(0, token.length - shown.length)}${renderLink(shown, link(known, Number(line)))}`;
	});
}

const renderLink = (text: string, address: string): string => `\u001B]8;;${address}\u001B\\${text}\u001B]8;;\u001B\\`;

function filesOf({sites, diagnostics}: Pick<Report, 'sites' | 'diagnostics'>): Set<string> {
	const places = sites.flatMap(site => [
		site,
		...site.guards,
		...site.entryPoints,
		...site.steps,
		...(site.heaviest ?? []),
		...site.arcs.flatMap(({witnesses, tests, mocks}) => [...witnesses, ...tests, ...mocks]),
	]);
	const named = [...places, ...diagnostics].map(({file}) => file);
	return new Set(named.filter(file => file !== undefined));
}
