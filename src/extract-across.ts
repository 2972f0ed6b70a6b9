import {extractAcross} from './extract/extract-across.ts';
import type {Failure} from './extract-files.ts';
import type {FileFacts} from './model/facts.ts';
import type {RuleBook} from './model/rule.ts';
import type {ProjectView} from './model/view.ts';

/** The files with the sites that only the whole project shows: a client made elsewhere, options of another file. */
export function extractProject(
	facts: readonly FileFacts[],
	view: ProjectView,
	read: (file: string) => {text: string} | undefined,
	bookFor: (file: string) => RuleBook,
	failures: Failure[],
): FileFacts[] {
	return facts.map(fact => {
		if (fact.role !== 'source') return fact;
		try {
			const sites = extractAcross(fact, view, bookFor(fact.file), file => read(file)?.text);
			return sites ? {...fact, sites} : fact;
		} catch (error) {
			failures.push({file: fact.file, error: error as Error});
			return fact;
		}
	});
}
