import {findNodeAtLocation, getNodeValue, type ParseError, parseTree, printParseErrorCode} from 'jsonc-parser';
import type {ValuePath} from './check-shape.ts';

/** JSON with comments and trailing commas. Which of them the file's name allows is left to the editors. */
export function parseJsonc(text: string) {
	const errors: ParseError[] = [];
	const tree = parseTree(text, errors, {allowTrailingComma: true, allowEmptyContent: true});
	const [first] = errors;
	return {
		value: tree && getNodeValue(tree),
		offsetOf: (path: ValuePath) => tree && findNodeAtLocation(tree, [...path])?.offset,
		...(first && {error: {offset: first.offset, said: tell(first)}}),
	};
}

/** `CommaExpected` as "comma expected". */
const tell = ({error}: ParseError): string =>
	printParseErrorCode(error)
		.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
		.toLowerCase();
