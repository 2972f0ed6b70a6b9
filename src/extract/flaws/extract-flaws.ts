import type {ts} from '@ts-morph/common';
import type {FlawDraft} from '../../model/flaw.ts';
import type {SiteDraft} from '../../model/site.ts';
import {positionOf, spanOf} from '../places.ts';
import type {FileIndex} from '../walk.ts';
import {findBreakerFlaws} from './breakers.ts';
import type {FindFlaws, FlawFound} from './found.ts';
import {findOverbroad} from './overbroad.ts';
import {findRetryFlaws} from './retries.ts';
import {findSwallowed} from './swallowed.ts';
import {findUnguarding} from './unguarding.ts';

const FINDERS: readonly FindFlaws[] = [findUnguarding, findSwallowed, findOverbroad, findRetryFlaws];

/**
 * Hangs on each site what is wrong with it. What the rules of the catalogue know (`rules/libraries`) hangs there
 * already. Each finder has one narrow shape that is wrong whatever the rest of the program does; what it leaves out, and
 * why, stands beside it.
 */
export function extractFlaws(index: FileIndex, drafts: readonly SiteDraft[]): SiteDraft[] {
	if (drafts.length === 0) return [];
	const found = [...FINDERS.flatMap(find => find(index)), ...findBreakerFlaws(index, drafts)];
	const byDraft = new Map<SiteDraft, FlawDraft[]>();
	for (const flaw of found) {
		const draft = draftOf(index, drafts, flaw.on);
		// A flaw is reported with its site or not at all.
		if (draft) byDraft.set(draft, [...(byDraft.get(draft) ?? []), describe(index, flaw)]);
	}
	return drafts.map(draft => withFlaws(draft, byDraft.get(draft) ?? []));
}

function describe(index: FileIndex, {flaw, at, why, open}: FlawFound): FlawDraft {
	const [line] = positionOf(index, at.getStart(index.source));
	return {flaw, line, why, ...(open ? {open} : {})};
}

function withFlaws(draft: SiteDraft, more: readonly FlawDraft[]): SiteDraft {
	const flaws = [...(draft.flaws ?? []), ...more];
	if (flaws.length === 0) return draft;
	const key = ({flaw, line}: FlawDraft) => `${flaw}:${line}`;
	const once = flaws.filter((flaw, at) => flaws.findIndex(other => key(other) === key(flaw)) === at);
	return {...draft, flaws: once.sort((a, b) => a.line - b.line || (a.flaw < b.flaw ? -1 : 1))};
}

/** The site that starts where the construct does; a catch that only serves a retry or a breaker belongs to that one. */
function draftOf(index: FileIndex, drafts: readonly SiteDraft[], node: ts.Node): SiteDraft | undefined {
	const span = spanOf(index, node);
	const own = drafts.find(({line, column}) => line === span.line && column === span.column);
	if (own) return own;
	const around = drafts.filter(
		draft =>
			isBefore(draft.line, draft.column, span.line, span.column) &&
			isBefore(span.endLine, span.endColumn, draft.endLine, draft.endColumn),
	);
	return around.sort((a, b) => sizeOf(a) - sizeOf(b))[0];
}

const isBefore = (line: number, column: number, otherLine: number, otherColumn: number): boolean =>
	line < otherLine || (line === otherLine && column <= otherColumn);

const sizeOf = ({line, endLine}: SiteDraft): number => endLine - line;
