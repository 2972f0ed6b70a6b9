import pc from 'picocolors';
import type {Addition} from '../find-additions.ts';
import type {Diagnostic} from '../model/diagnostic.ts';
import {renderHarmless} from '../report/harmless.ts';
import {renderCount} from '../report/text/numbers.ts';

export interface JudgedAddition extends Addition {
	/** It stands in a file of a critical module. */
	isCritical: boolean;
}

/** A few lines for each site that a commit adds, and one for all of them. */
export function renderAdditions(
	additions: readonly JudgedAddition[],
	diagnostics: readonly Diagnostic[],
	files: number,
	color: boolean,
): string {
	const {bold, dim} = pc.createColors(color);
	const lines = additions.flatMap(({site, arcs, flaws, next, isCritical}) => {
		const what = [site.kind, site.mechanism.replace(/^library:/, ''), site.name, ...(isCritical ? ['critical'] : [])];
		return [
			`${bold(renderHarmless(`${site.file}:${site.line}`))}  ${renderHarmless(what.join(' · '))}`,
			...(arcs.length > 0 ? [`    new: ${tellArcs(arcs)}`] : []),
			...flaws.map(({flaw, line, why}) => `    flaw ${flaw} (line ${line}): ${renderHarmless(why)}`),
			...(next.length > 0 ? [dim(`    next: ${renderHarmless(next.join('; '))}.`)] : []),
		];
	});
	const notes = diagnostics.map(({file, message}) => `${renderHarmless(`${file ? `${file}: ` : ''}${message}`)}`);
	return `${[...lines, ...notes, tellCount(additions, files)].join('\n')}\n`;
}

/** `retry, exhaust (no test ran this code yet)`. */
function tellArcs(arcs: JudgedAddition['arcs']): string {
	const names = arcs.map(({arc}) => arc).join(', ');
	return `${names} (${arcs.some(({isJudged}) => isJudged) ? 'never fired in the last scan' : 'no test result of this code is known'})`;
}

function tellCount(additions: readonly JudgedAddition[], files: number): string {
	const flaws = additions.reduce((sum, each) => sum + each.flaws.length, 0);
	const sites = additions.filter(({arcs}) => arcs.length > 0).length;
	const staged = renderCount(files, 'staged file');
	if (sites + flaws === 0) return `unfired: ${staged}, no new error path.`;
	return `unfired: ${staged}, ${renderCount(sites, 'site')} with new error paths, ${renderCount(flaws, 'new flaw')}.`;
}
