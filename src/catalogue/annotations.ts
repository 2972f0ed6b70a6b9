/** What the comment lines above a line of an example promise of it. */
export interface Annotation {
	/** 1-based: the first line below that is no annotation. */
	line: number;
	/** `implicit`: found only where defaults are asked for. */
	form: 'expect' | 'implicit' | 'ok' | 'todo-expect';
	kind: string;
	/** Undefined where the annotation names none. */
	arcs?: string[];
}

const ANNOTATION = /^\s*\/\/ (expect|implicit|ok|todo-expect): ([\w-]+)(?: arcs=([\w,-]+))?\s*$/;

export function readAnnotations(text: string): Annotation[] {
	const lines = text.split('\n');
	return lines.flatMap((line, i) => {
		const match = ANNOTATION.exec(line);
		if (!match) return [];
		let target = i + 1;
		while (ANNOTATION.test(lines[target] ?? '')) target++;
		const [, form, kind, arcs] = match;
		return [{line: target + 1, form: form as Annotation['form'], kind: kind!, arcs: arcs?.split(',')}];
	});
}
