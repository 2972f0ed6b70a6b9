import {ARCS, type SiteKind} from '../model/site.ts';
import type {Annotation} from './annotations.ts';

export interface FoundSite {
	line: number;
	column: number;
	kind: SiteKind;
	arcs: string[];
	implicit?: true;
	/** Of a rule that the example is for: it must be named. */
	own: boolean;
}

export interface ExampleProblem {
	/** 1-based. */
	line: number;
	column: number;
	message: string;
}

/** Where what is found in an example is not what its annotations say; by position. */
export function checkExample(
	text: string,
	annotations: readonly Annotation[],
	found: readonly FoundSite[],
): ExampleProblem[] {
	const lines = text.split('\n');
	const columnOf = (line: number) => Math.max(1, (lines[line - 1] ?? '').search(/\S/) + 1);
	const said = annotations.flatMap(each => {
		const message = checkWords(each) ?? checkFound(each, found);
		return message === undefined ? [] : [{line: each.line, column: columnOf(each.line), message}];
	});
	const unsaid = found.filter(site => site.own && !annotations.some(each => isAbout(each, site)));
	return [...said, ...unsaid.map(tellUnsaid)].sort((a, b) => a.line - b.line || a.column - b.column);
}

const isAbout = ({line, kind}: Annotation, site: FoundSite): boolean => site.line === line && site.kind === kind;

function checkWords({kind, arcs = []}: Annotation): string | undefined {
	if (!Object.hasOwn(ARCS, kind)) return `there is no kind ${kind}; there are ${Object.keys(ARCS).join(', ')}`;
	const known: readonly string[] = ARCS[kind as SiteKind];
	const wrong = arcs.find(arc => !known.includes(arc));
	return wrong === undefined ? undefined : `${wrong} is no arc of a ${kind}; it has ${known.join(', ')}`;
}

function checkFound(annotation: Annotation, found: readonly FoundSite[]): string | undefined {
	const {form, kind, arcs} = annotation;
	const here = found.filter(site => isAbout(annotation, site));
	if (form === 'ok') return here.length > 0 ? `no ${kind} may be found here, but one is` : undefined;
	const fitting = here.filter(site => (site.implicit ?? false) === (form === 'implicit'));
	const exact = fitting.some(site => arcs === undefined || isSame(arcs, site.arcs));
	if (form === 'todo-expect') return exact ? `this gap is closed: write expect: ${kind}` : undefined;
	if (exact) return undefined;
	if (fitting[0]) return `the ${kind} here has the arcs ${fitting[0].arcs.join(',')}, not ${arcs!.join(',')}`;
	if (here.length > 0)
		return `the ${kind} here is ${form === 'implicit' ? 'asked for, not a default' : 'a default: write implicit: in place of expect:'}`;
	return `a ${kind} is expected here, but none is found`;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join() === [...b].sort().join();

const tellUnsaid = ({line, column, kind, arcs, implicit}: FoundSite): ExampleProblem => ({
	line,
	column,
	message: `a ${kind} is found here that no annotation names; write // ${implicit ? 'implicit' : 'expect'}: ${kind} arcs=${arcs.join(',')} above it, or correct the rule`,
});
