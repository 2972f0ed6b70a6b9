import {type DescribedSite, describeSites} from './catalogue/describe-rule.ts';
import {loadRulesFor} from './catalogue/index.ts';
import type {Diagnostic} from './model/diagnostic.ts';
import type {LibraryRule} from './model/rule.ts';

export interface ListedRule extends Pick<LibraryRule, 'package' | 'modules' | 'majors' | 'checked' | 'docs'> {
	/** The catalogue has a part in it. */
	catalogue: boolean;
	/** Files of the user's own rules that it is made of, relative to the root. */
	files: string[];
	sites: DescribedSite[];
}

export interface ListedRules {
	hash: string;
	rules: ListedRule[];
	diagnostics: Diagnostic[];
}

/** The rules that a scan of `root` goes by, by package: the catalogue's and the repository's own. */
export function listRules(root: string): ListedRules {
	const {book, catalogue, user, diagnostics} = loadRulesFor(root);
	const rules = Object.values(book.packages).map(rule => {
		const own = user.rules.filter(each => each.rule.package === rule.package);
		const {package: name, modules, majors, checked, docs} = rule;
		return {
			package: name,
			modules,
			majors,
			checked,
			docs,
			catalogue: Object.hasOwn(catalogue.packages, name) && !own.some(({replace}) => replace),
			files: own.map(({file}) => file),
			sites: describeSites(rule),
		};
	});
	return {hash: book.hash, rules, diagnostics};
}
