import type {FileFacts} from '../model/facts.ts';
import {nodeKey} from '../model/graph.ts';
import type {Site, SiteDraft} from '../model/site.ts';
import type {ProjectView} from '../model/view.ts';
import {sha1} from '../util/sha1.ts';
import {linkDependencies} from './dependencies.ts';
import {createGuardSearch} from './guarded-functions.ts';
import type {LinkedCalls} from './linked-calls.ts';
import {linkOpenEnds} from './open-ends.ts';
import {linkOperations} from './operations.ts';
import {linkWrapped} from './wrappers.ts';

/** Makes sites of the drafts whose open ends close; in order of files and appearance. */
export function linkSites(facts: readonly FileFacts[], linked: LinkedCalls, view: ProjectView): Site[] {
	const search = {files: new Map(facts.map(fact => [fact.file, fact])), linked, view};
	const guarded = createGuardSearch(facts, linked);
	const operationOf = linkOperations(guarded);
	const dependenciesOf = linkDependencies(guarded);
	const seen = new Map<string, number>();
	const sites: Site[] = [];
	for (const fact of facts) {
		for (const written of fact.sites) {
			if (!linkOpenEnds(linked, view, fact, written)) continue;
			const draft = {...written, guards: linkWrapped(search, fact, written)};
			const {open: _, ...rest} = draft;
			sites.push({
				...rest,
				id: idOf(fact.file, draft, seen),
				file: fact.file,
				operation: operationOf(fact, draft),
				dependencies: dependenciesOf(fact, draft),
				node: nodeKey(fact.file, draft.owner),
			});
		}
	}
	return sites;
}

/** Rests on what a site is and not on where it stands; the second of two alike is told apart by its order. */
function idOf(file: string, {kind, fingerprint}: SiteDraft, seen: Map<string, number>): string {
	const key = `${kind}|${file}|${fingerprint}`;
	const ordinal = (seen.get(key) ?? 0) + 1;
	seen.set(key, ordinal);
	const text = ordinal === 1 ? key : `${key}|${ordinal}`;
	return `${kind}:${sha1(text).slice(0, 12)}`;
}
