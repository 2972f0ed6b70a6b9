import type {CodeFlow, Location, LogicalLocation, PhysicalLocation} from 'sarif';
import type {ReportArc, ReportSite} from '../../model/report.ts';
import {renderHarmless} from '../harmless.ts';

export const ROOT = '%SRCROOT%';

interface Point {
	file: string;
	line: number;
	column?: number;
	endColumn?: number;
}

/** One line: code scanning shows a result in a pull request only if every line of its region is in the diff. */
export function physicalLocation({file, line, column, endColumn}: Point): PhysicalLocation {
	return {
		artifactLocation: {uri: encodePath(file), uriBaseId: ROOT},
		region: {
			startLine: Math.max(1, line),
			...(column === undefined ? {} : {startColumn: Math.max(1, column)}),
			endLine: Math.max(1, line),
			...(endColumn === undefined ? {} : {endColumn}),
		},
	};
}

export const siteLocation = (site: ReportSite): Location => ({
	physicalLocation: firstLine(site),
	logicalLocations: [logicalLocation(site)],
});

/** A construct over several lines is shown by its first one alone, whose end the report does not know. */
function firstLine({file, line, column, endLine, endColumn}: ReportSite): PhysicalLocation {
	const single = endLine === line && endColumn > column;
	return physicalLocation({file, line, column, endColumn: single ? endColumn : undefined});
}

function logicalLocation({name}: ReportSite): LogicalLocation {
	const clean = renderHarmless(name);
	const [last = clean] = clean.split('.').slice(-1);
	return {name: last, fullyQualifiedName: clean, kind: 'function'};
}

const MOST_RELATED = 20;

/** The guarded operations and the witnesses, numbered from 1 as the message links them. */
export function relatedLocations(site: ReportSite, arc: ReportArc): Location[] {
	const guards = site.guards.map(guard => ({...guard, text: `guarded operation: ${renderHarmless(guard.text)}`}));
	const witnesses = arc.witnesses.map(witness => ({
		...witness,
		text: `runs only if it happens${witness.count === null ? '' : `; ran ${witness.count} times`}`,
	}));
	return [...guards, ...witnesses].slice(0, MOST_RELATED).map(({text, ...point}, index) => ({
		id: index + 1,
		physicalLocation: physicalLocation(point),
		message: {text: escapeMessage(text)},
	}));
}

/** Code scanning keeps no more of a flow; of a longer way the end matters most. */
const MOST_STEPS = 999;

/** From an entry point to the site, where a way is known. */
export function codeFlows(site: ReportSite): CodeFlow[] {
	const way = site.steps.length > 0 ? site.steps : site.entryPoints.slice(0, 1);
	if (way.length === 0) return [];
	const steps = way.slice(-MOST_STEPS);
	const locations = [
		...steps.map(step => ({
			physicalLocation: physicalLocation(step),
			message: {text: escapeMessage(renderHarmless(step.name))},
		})),
		{physicalLocation: firstLine(site), message: {text: `${site.kind} site`}},
	];
	return [{threadFlows: [{locations: locations.map(location => ({location}))}]}];
}

/** A relative URI reference: each segment encoded, no `./` before it. */
export function encodePath(file: string): string {
	const segments = file
		.replaceAll('\\', '/')
		.replace(/^(?:\.\/)+/, '')
		.split('/');
	return segments.map(segment => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd'))).join('/');
}

/** Brackets of a message would be read as a link. */
export const escapeMessage = (text: string): string => text.replace(/[[\]\\]/g, character => `\\${character}`);
