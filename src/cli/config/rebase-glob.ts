import ignore from 'ignore';

/**
 * A glob of a config as it reads from a folder below the config's: `packages/api/src/**` from `packages/api` is `src/**`.
 * None where it can match nothing there; several where a `**` of it can end at several depths.
 * @param inner names of the folders from the config's to the other
 */
export function rebaseGlob(glob: string, inner: readonly string[]): string[] {
	const [, not = '', path = ''] = /^(!?)\/?(.*)$/s.exec(glob)!;
	const isAnchored = path.replace(/\/$/, '').includes('/') || glob.startsWith(`${not}/`);
	if (inner.length === 0 || !isAnchored) return [glob];
	const rests = [...new Set(restsOf(path.split('/'), inner).map(rest => rest.join('/')))];
	return rests.map(
		rest => `${not}${rest === '' ? '**' : rest.replace(/\/$/, '').includes('/') || rest === '**' ? rest : `/${rest}`}`,
	);
}

function restsOf([head, ...rest]: readonly string[], inner: readonly string[]): string[][] {
	const [folder, ...deeper] = inner;
	if (folder === undefined) return [head === undefined ? [] : [head, ...rest]];
	// What names a folder means all that is in it.
	if (head === undefined || (head === '' && rest.length === 0)) return [[]];
	if (head === '**') return [...restsOf(rest, inner), ...restsOf([head, ...rest], deeper)];
	return ignore().add(`/${head}`).ignores(folder) ? restsOf(rest, deeper) : [];
}
