import {resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Link} from '../report/text/page.ts';
import type {World} from './world.ts';

/**
 * Addresses of places in the scanned folder, for terminals that are known to make such text clickable (OSC 8). Editors'
 * terminals are left alone: they find `FILE:LINE` themselves and open it at its line, which a file's address cannot say.
 * FORCE_HYPERLINK says yes or (`0`) no, as elsewhere.
 */
export function useLinks({env, stdout}: Pick<World, 'env' | 'stdout'>, root: string): Link | undefined {
	const forced = env.FORCE_HYPERLINK;
	const isWanted = forced ? forced !== '0' : stdout.isTTY === true && isKnown(env);
	return isWanted ? file => pathToFileURL(resolve(root, file)).href : undefined;
}

const isKnown = ({TERM, TERM_PROGRAM, VTE_VERSION, WT_SESSION, KONSOLE_VERSION}: World['env']): boolean =>
	/^(?:iTerm\.app|WezTerm|ghostty)$/.test(TERM_PROGRAM ?? '') ||
	/^(?:xterm-kitty|xterm-ghostty|alacritty)$/.test(TERM ?? '') ||
	Number(VTE_VERSION) >= 5000 ||
	WT_SESSION !== undefined ||
	KONSOLE_VERSION !== undefined;
