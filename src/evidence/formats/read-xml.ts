import sax from 'sax';

export interface XmlVisitor {
	/** `path`: names of the elements around it and its own, outermost first, without prefixes. */
	open(path: readonly string[], attribute: (name: string) => string | undefined): void;
	/** All of an element's own text, entities resolved. */
	text?(path: readonly string[], text: string): void;
	close?(path: readonly string[]): void;
}

/** Text of an element that is kept; no path is longer. */
const MOST_TEXT = 64 * 1024;

/**
 * Walks XML as it is read. Document types are skipped: nothing outside the text is ever looked up, and no entity but
 * XML's own five and characters by number means anything. Throws where the text is not well-formed or breaks off.
 */
export function walkXml(pieces: Iterable<string>, visitor: XmlVisitor): void {
	const parser = sax.parser(true, {position: true});
	// It refuses long comments and document types else, which say nothing here.
	Object.assign(parser, {bufferCheckPosition: Number.POSITIVE_INFINITY});
	const path: string[] = [];
	const texts: string[] = [];
	parser.onerror = error => {
		throw error;
	};
	parser.onopentag = ({name, attributes}) => {
		path.push(localName(name));
		texts.push('');
		visitor.open(path, wanted => attributeOf(attributes, wanted));
	};
	const addText = (text: string) => {
		if (texts.length > 0 && texts.at(-1)!.length < MOST_TEXT) texts[texts.length - 1] += text;
	};
	parser.ontext = addText;
	parser.oncdata = addText;
	parser.onclosetag = () => {
		visitor.text?.(path, texts.pop()!);
		visitor.close?.(path);
		path.pop();
	};
	for (const piece of pieces) parser.write(piece);
	parser.close();
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function attributeOf(attributes: {[name: string]: unknown}, name: string): string | undefined {
	const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
	return typeof value === 'string' ? value : undefined;
}

/** The first element and its child, whatever comments and types stand before them. */
export function rootOf(start: string): {root: string; child: string} {
	const text = start.replace(/<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^[>]*(?:\[.*?\]\s*)?>/gs, '');
	const [root = '', child = ''] = [...text.matchAll(/<([A-Za-z][^\s<>]*(?:\s[^<>]*)?)>/g)].map(([, tag]) => tag!);
	return {root, child};
}
