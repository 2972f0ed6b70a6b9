/** The words of a name, in lower case: `HTTPRequestPool` and `http_request_pool` are http, request, pool. */
export function wordsOf(name: string): string[] {
	return name
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z\d]+/)
		.filter(Boolean);
}

/** Names are read word by word: a `ToggleBlock` is no lock, an `aggregate` no gate, a `browser` no websocket. */
export const speaksOf = (name: string, word: RegExp): boolean => wordsOf(name).some(one => word.test(one));
