import {createHash} from 'node:crypto';
import {renderHarmless} from '../harmless.ts';

const BREAKING = /[<>&\u2028\u2029]/g;

/** JSON that can stand in a script element: nothing in it ends or opens an element or comment, and every text is harmless. */
export function embedJson(value: unknown): string {
	const json = JSON.stringify(value, (_, inner: unknown) =>
		typeof inner === 'string' ? renderHarmless(inner) : inner,
	);
	return json.replace(BREAKING, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const ENTITIES: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};

export const embedText = (text: string): string =>
	renderHarmless(text).replace(/[&<>"']/g, character => ENTITIES[character]!);

/** The source of a Content-Security-Policy that lets exactly this text be used. */
export const hashSource = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
