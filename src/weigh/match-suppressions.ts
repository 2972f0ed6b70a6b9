import type {Diagnostic} from '../model/diagnostic.ts';
import type {FileFacts} from '../model/facts.ts';
import {isOpen} from '../model/finding.ts';
import {FLAWS} from '../model/flaw.ts';
import {ARCS, SITE_KINDS, type SiteKind} from '../model/site.ts';
import type {SuppressedBy, Suppression} from '../model/suppression.ts';
import type {JudgedSite} from '../model/verdict.ts';

/** A comment that is in order, and whether there was anything for it to put aside. */
interface Usable extends Suppression {
	reason: string;
	isUsed?: true;
}

/**
 * Puts aside what comments of the sources name: open arcs and flaws only, with the reason. A comment that cannot be followed,
 * or that has nothing to put aside, is told.
 */
export function matchSuppressions(
	judged: readonly JudgedSite[],
	facts: ReadonlyArray<Pick<FileFacts, 'file' | 'suppressions'>>,
): {sites: JudgedSite[]; diagnostics: Diagnostic[]} {
	const files = facts.filter(({suppressions}) => suppressions !== undefined);
	if (files.length === 0) return {sites: [...judged], diagnostics: []};
	const wrong = files.flatMap(({file, suppressions}) => suppressions!.flatMap(one => refusalOf(one, file) ?? []));
	const usable = new Map(
		files.map(({file, suppressions}) => [
			file,
			suppressions!.filter(one => refusalOf(one, file) === undefined).map(one => ({...one}) as Usable),
		]),
	);
	const sites = judged.map(site => putAside(site, usable.get(site.file) ?? []));
	const unused = [...usable].flatMap(([file, all]) =>
		all.filter(({isUsed}) => !isUsed).map(one => tellUnused(one, file)),
	);
	return {sites, diagnostics: [...wrong, ...unused]};
}

function putAside(site: JudgedSite, all: readonly Usable[]): JudgedSite {
	const near = all.filter(one => speaksOf(one, site));
	const byFlaw = new Map(
		site.flaws?.map(flaw => [flaw, all.filter(one => near.includes(one) || isOn(one, flaw.line))]),
	);
	if (near.length === 0 && [...byFlaw.values()].every(found => found.length === 0)) return site;
	const arcs = site.arcs.map(arc => {
		const named = near.filter(({targets}) => names(targets, [site.kind, `${site.kind}.${arc.arc}`]));
		// What is undecided today may be open tomorrow: no comment is unused for want of coverage.
		if (isOpen(arc) || arc.verdict === 'undecided') for (const one of named) one.isUsed = true;
		return named[0] && isOpen(arc) ? {...arc, suppressed: byOf(named[0])} : arc;
	});
	const flaws = site.flaws?.map(flaw => {
		const named = byFlaw.get(flaw)!.filter(({targets}) => names(targets, ['flaw', `flaw/${flaw.flaw}`]));
		for (const one of named) one.isUsed = true;
		return named[0] ? {...flaw, suppressed: byOf(named[0])} : flaw;
	});
	return {...site, arcs, ...(flaws && {flaws})};
}

const byOf = ({line, reason}: Usable): SuppressedBy => ({line, reason});

const names = (targets: readonly string[], any: readonly string[]): boolean =>
	targets.length === 0 || targets.some(target => any.includes(target));

const isOn = ({from, until}: Suppression, line: number): boolean => from <= line && line <= until;

/** On the line of the construct, or of the operation that it guards. */
function speaksOf(one: Suppression, {file, line, guards}: JudgedSite): boolean {
	if (isOn(one, line)) return true;
	return one.scope === 'next-line' && guards.some(guard => (guard.file ?? file) === file && isOn(one, guard.line));
}

function refusalOf({line, unknown, targets, reason}: Suppression, file: string): Diagnostic | undefined {
	const at = `The comment on line ${line}`;
	if (unknown !== undefined)
		return {
			level: 'warning',
			code: 'suppression-unknown',
			file,
			message: `${at} says unfired-ignore${unknown && `-${unknown}`}, which suppresses nothing. Write unfired-ignore-next-line, -start and -end, or -file.`,
		};
	const wrong = targets.flatMap(target => wrongTarget(target) ?? []);
	if (wrong.length > 0)
		return {level: 'warning', code: 'suppression-unknown', file, message: `${at} suppresses nothing: ${wrong[0]}`};
	if (reason !== null) return undefined;
	return {
		level: 'warning',
		code: 'suppression-without-reason',
		file,
		message: `${at} suppresses nothing, for it gives no reason. Write it behind two dashes: unfired-ignore-next-line retry -- the caller retries.`,
	};
}

function wrongTarget(target: string): string | undefined {
	const quoted = JSON.stringify(target);
	if (target === 'flaw' || FLAWS.some(flaw => target === `flaw/${flaw}`)) return undefined;
	if (target.startsWith('flaw'))
		return `there is no ${quoted}. The flaws are ${listed(FLAWS.map(flaw => `flaw/${flaw}`))}.`;
	const [name = '', arc] = target.split('.', 2);
	const kind = SITE_KINDS.find(known => known === name);
	if (!kind) return `there is no kind ${quoted}. The kinds are ${listed(SITE_KINDS)}, and flaw.`;
	const arcs: readonly string[] = ARCS[kind as SiteKind];
	if (arc === undefined && target === kind) return undefined;
	if (arc !== undefined && target === `${kind}.${arc}` && arcs.includes(arc)) return undefined;
	return `a ${kind} has no arc ${quoted}. Its arcs are ${listed(arcs.map(each => `${kind}.${each}`))}.`;
}

const listed = (words: readonly string[]): string => words.join(', ');

function tellUnused({scope, line, targets}: Usable, file: string): Diagnostic {
	const what = targets.length === 0 ? 'anything' : targets.join(' or ');
	const where = {'next-line': 'on the next line', lines: 'up to its end', file: 'in this file'}[scope];
	return {
		level: 'warning',
		code: 'suppression-unused',
		file,
		message: `The comment on line ${line} suppresses nothing: ${where} there is no ${what} that has not fired. Remove it, so that it hides nothing later.`,
	};
}
