import {isNode, parseDocument} from 'yaml';
import type {ValuePath} from './check-shape.ts';

/** YAML 1.2 with its plain types only; what repeats itself beyond reason is refused. */
export function parseYaml(text: string) {
	const document = parseDocument(text, {prettyErrors: false, schema: 'core', logLevel: 'error'});
	const [first] = document.errors;
	const offsetOf = (path: ValuePath) => {
		const node = document.getIn([...path], true);
		return isNode(node) ? node.range?.[0] : undefined;
	};
	if (first) return {value: undefined, offsetOf, error: {offset: first.pos[0], said: first.message.replace(/\.$/, '')}};
	try {
		return {value: document.toJS() as unknown, offsetOf};
	} catch (error) {
		return {value: undefined, offsetOf, error: {offset: 0, said: (error as Error).message.replace(/\.$/, '')}};
	}
}
