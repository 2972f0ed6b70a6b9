import type {Report, ReportSite} from '../../model/report.ts';

/** What a person asks about: the sites, and where none stands exactly there a word about how these were chosen. */
export interface Chosen {
	sites: ReportSite[];
	/** Why these, where they are not what was named; what is there instead, where there are none. */
	note?: string;
}

const PLACE = /^(.+?):(\d+)(?::\d+)?$/s;
const MOST_NAMED = 5;

/** By `FILE:LINE`, by a site's id or the beginning of one, or by the id of a finding (`ID.ARC`). */
export function chooseSites({sites}: Report, asked: string): Chosen {
	const [, file, line] = PLACE.exec(asked) ?? [];
	const inFile = file === undefined ? [] : sites.filter(site => site.file === normal(file));
	if (inFile.length > 0) return byPlace(inFile, Number(line));
	const byId = sites.filter(({id, arcs}) => id === asked || arcs.some(({arc}) => `${id}.${arc}` === asked));
	if (byId.length > 0) return {sites: byId};
	const begun = sites.filter(({id}) => id.startsWith(asked));
	if (begun.length === 1) return {sites: begun};
	if (begun.length > 1) return {sites: [], note: `${begun.length} sites have an id that begins so: ${named(begun)}.`};
	return {sites: [], note: file === undefined ? unknownId(sites) : `${file} has no site.`};
}

const normal = (file: string): string => file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');

/** The innermost sites around the line; else the nearest one. */
function byPlace(inFile: readonly ReportSite[], line: number): Chosen {
	const at = inFile.filter(site => site.line === line);
	if (at.length > 0) return {sites: at};
	const around = inFile.filter(site => site.line <= line && line <= site.endLine);
	if (around.length > 0) {
		const least = Math.min(...around.map(lengthOf));
		return {sites: around.filter(site => lengthOf(site) === least)};
	}
	const distance = (site: ReportSite) => Math.min(Math.abs(site.line - line), Math.abs(site.endLine - line));
	const nearest = Math.min(...inFile.map(distance));
	return {
		sites: inFile.filter(site => distance(site) === nearest).slice(0, 1),
		note: `No site stands at line ${line}; this is the nearest one.`,
	};
}

const lengthOf = ({line, endLine}: ReportSite): number => endLine - line;

const unknownId = (sites: readonly ReportSite[]): string =>
	sites.length === 0
		? 'The report has no site.'
		: `No site has this id. Name one as FILE:LINE or by the id of the JSON report, such as ${named(sites.slice(0, 2))}.`;

const named = (sites: readonly ReportSite[]): string =>
	sites
		.slice(0, MOST_NAMED)
		.map(({id, file, line}) => `${id} (${file}:${line})`)
		.join(', ');
