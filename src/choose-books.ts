import {bookFor, versionedPackages} from './catalogue/book-for.ts';
import type {Project} from './model/project.ts';
import type {RuleBook} from './model/rule.ts';
import {type Majors, readMajors} from './project/read-majors.ts';

/** The rule book as it holds for each file: of libraries whose API changed, the sites of the major that the file gets. */
export function chooseBooks(book: RuleBook, project: Project): (file: string) => RuleBook {
	const names = versionedPackages(book);
	if (names.length === 0) return () => book;
	const majorsOf = readMajors(project, names);
	const books = new Map<Majors, RuleBook>();
	return file => {
		const majors = majorsOf(file);
		let chosen = books.get(majors);
		if (!chosen) books.set(majors, (chosen = bookFor(book, majors)));
		return chosen;
	};
}
