import type {ExecutionContext} from 'ava';
import {extractSites} from '../../../src/extract/sites/extract-sites.ts';
import {indexFile} from '../../../src/extract/walk.ts';
import type {SiteDraft} from '../../../src/model/site.ts';
import {readAnnotations} from '../../catalogue/annotations.ts';

/** The sites that a scan of the file alone reports by default. Plain handlers count only where the snippet speaks of them. */
export function sitesIn(source: string, file = 'src/a.ts'): SiteDraft[] {
	const speaksOfHandlers = readAnnotations(source).some(({kind}) => kind === 'handler');
	return extractSites(indexFile(file, source)).filter(
		({kind, certainty, open}) =>
			certainty !== 'possible' &&
			(kind !== 'handler' || speaksOfHandlers) &&
			!open?.some(end => end.kind === 'reaches'),
	);
}

/**
 * Holds a snippet against its own comments: `// expect: retry arcs=retry,recover` on the line above a site, `// ok: retry`
 * above what looks like one, `// todo-expect: …` for a known gap. What is not announced must not be found.
 */
export function expectSites(t: ExecutionContext, source: string, file?: string): void {
	const found = sitesIn(source, file).map(({line, kind, arcs}) => ({
		line,
		kind,
		arcs: arcs.map(({arc}) => arc).sort(),
	}));
	const annotations = readAnnotations(source);
	const expected = annotations.filter(({form}) => form === 'expect');
	const say = ({line, kind}: {line: number; kind: string}) => `${kind} on line ${line}`;
	t.deepEqual(found.map(say).sort(), expected.map(say).sort(), source);
	for (const {line, kind, arcs} of expected) {
		const site = found.find(one => one.line === line && one.kind === kind);
		if (arcs) t.deepEqual(site?.arcs.join(), [...arcs].sort().join(), source);
	}
	t.true(annotations.length > 0, 'a snippet announces something');
}
