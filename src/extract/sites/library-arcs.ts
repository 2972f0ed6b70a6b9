import {all, any, type Condition, followed, signal} from '../../model/condition.ts';
import type {ArcRule} from '../../model/rule.ts';
import type {ArcDraft} from '../../model/site.ts';
import {proofOf} from './library-evidence.ts';
import {type Match, siteHolds} from './library-keys.ts';
import type {Proof} from './library-proof.ts';
import {recoveredCall} from './library-runs.ts';
import {watchOf} from './library-watch.ts';

/** The arcs that the construct can have, each with what decides it. `after` refers to arcs written before. */
export function arcsOf(match: Match, needs: Condition): ArcDraft[] {
	const arcs: ArcDraft[] = [];
	for (const rule of match.site.arcs) {
		const proofs = proofsOf(match, rule, arcs);
		if (canHappen(match, rule, proofs)) arcs.push(arcOf(match, rule, needs, proofs));
	}
	return arcs;
}

/** Where the options cannot be read, only what does not depend on them is claimed. */
function canHappen(match: Match, rule: ArcRule, proofs: readonly Proof[]): boolean {
	if (rule.unless && siteHolds(match, rule.unless) === 'yes') return false;
	if (rule.shown && proofs.length > 0) return true;
	return rule.when ? siteHolds(match, rule.when) === 'yes' : !rule.shown;
}

function proofsOf(match: Match, rule: ArcRule, earlier: readonly ArcDraft[]): Proof[] {
	return rule.fires.flatMap(evidence => {
		const proof = evidence.after ? afterProof(match, evidence, earlier) : proofOf(match, evidence);
		return proof ? [proof] : [];
	});
}

function arcOf(match: Match, rule: ArcRule, needs: Condition, proofs: readonly Proof[]): ArcDraft {
	const whole = proofs.filter(proof => proof.proves === 'both');
	const used = whole.length > 0 ? whole : proofs;
	return {
		arc: rule.arc,
		needs,
		fires:
			whole.length > 0
				? any(...whole.map(proof => proof.condition))
				: followed(
						combined(proofs, signal(rule.arc)),
						(match.site.kind === 'retry' && rule.arc === 'recover' ? recoveredCall(match) : undefined) ??
							watchOf(match, rule),
					),
		reading: used[0]?.reading ?? 'library',
		witnesses: used.flatMap(proof => proof.witnesses),
	};
}

/** No earlier arc, so not this one. */
function afterProof(match: Match, evidence: ArcRule['fires'][number], earlier: readonly ArcDraft[]): Proof | undefined {
	const first = earlier.find(({arc}) => arc === evidence.after);
	if (!first || isUnknown(first.fires)) return undefined;
	if (evidence.when && siteHolds(match, evidence.when) !== 'yes') return undefined;
	return {condition: first.fires, proves: 'no', reading: 'derived', witnesses: []};
}

const isUnknown = (condition: Condition): boolean => 'signal' in condition;

/** One-sided proofs beside an unknown: each gives its own answer and leaves the other open. */
function combined(proofs: readonly Proof[], unknown: Condition): Condition {
	const no = proofs.filter(proof => proof.proves === 'no').map(proof => proof.condition);
	const yes = proofs.filter(proof => proof.proves === 'yes').map(proof => proof.condition);
	const rest = no.length > 0 ? all(...no, unknown) : unknown;
	return yes.length > 0 ? any(...yes, rest) : rest;
}
