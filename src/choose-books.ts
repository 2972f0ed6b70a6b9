import {aliasModules} from './catalogue/alias-modules.ts';
import {bookFor, versionedPackages} from './catalogue/book-for.ts';
import type {Project, ProjectConfig} from './model/project.ts';
import type {RuleBook} from './model/rule.ts';
import {readMajors} from './project/read-majors.ts';

/**
 * The rule book as it holds for each file: of libraries whose API changed, the sites of the major that the file gets, and
 * the modules of the project that a user's rules name under the aliases of the tsconfig around the file.
 */
export function chooseBooks(book: RuleBook, project: Project): (file: string) => RuleBook {
	const majorsOf = readMajors(project, versionedPackages(book));
	const byMajors = remember((majors: ReturnType<typeof majorsOf>) => bookFor(book, majors));
	const byConfig = remember((chosen: RuleBook) =>
		remember((config: ProjectConfig | undefined) => aliasModules(chosen, config)),
	);
	const configs = project.configs
		.filter(({paths, baseUrl}) => baseUrl !== undefined || Object.keys(paths).length > 0)
		.sort((a, b) => b.folder.length - a.folder.length);
	const configOf = (file: string) => configs.find(({folder}) => folder === '.' || file.startsWith(`${folder}/`));
	return file => byConfig(byMajors(majorsOf(file)))(configOf(file));
}

/** Same input, same book: what is made of a book is made once. */
function remember<In, Out>(make: (input: In) => Out): (input: In) => Out {
	const made = new Map<In, Out>();
	return input => {
		if (!made.has(input)) made.set(input, make(input));
		return made.get(input)!;
	};
}
