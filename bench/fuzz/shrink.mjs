/**
 * The smallest text found that still fails alike: pieces are left out, large ones first, lines and then tokens. `fails`
 * says for a text whether it does; after `seconds` the best so far is returned.
 */
export async function shrink(text, split, fails, seconds) {
	const until = performance.now() + seconds * 1000;
	let pieces = split(text);
	for (let size = Math.ceil(pieces.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
		let at = 0;
		while (at < pieces.length) {
			if (performance.now() > until) return pieces.join('');
			const fewer = pieces.toSpliced(at, size);
			if (fewer.length > 0 && (await fails(fewer.join('')))) pieces = fewer;
			else at += size;
		}
	}
	return pieces.join('');
}

/** The names of the files that are needed, found in the same way. */
export async function shrinkList(list, fails, seconds) {
	const kept = await shrink(
		list.join('\n'),
		text => text.split(/(?<=\n)/),
		text => fails(text.split('\n').filter(Boolean)),
		seconds,
	);
	return kept.split('\n').filter(Boolean);
}
