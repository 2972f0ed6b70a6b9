import type {Progress} from '../progress.ts';
import type {World} from './world.ts';

const WORDS = {
	project: 'looking for sources',
	extract: 'reading files',
	link: 'linking calls',
	evidence: 'reading coverage',
	judge: 'judging',
	weigh: 'weighing',
	copy: 'copying the repository',
} as const satisfies Record<Progress['phase'], string>;

const CLEAR = '\r\u001B[K';

export interface ShownProgress {
	show(progress: Progress): void;
	clear(): void;
}

/** One line on the terminal that is written over; nothing where nobody watches: no terminal, CI, a dumb terminal. */
export function showProgress({env, stderr}: Pick<World, 'env' | 'stderr'>, quiet: boolean): ShownProgress {
	const watched = stderr.isTTY === true && !quiet && !isSet(env.CI) && env.TERM !== 'dumb';
	if (!watched) return {show() {}, clear() {}};
	let last = '';
	return {
		show({phase, done, total}) {
			const line = `${WORDS[phase]}${done !== undefined && total ? shareOf(phase, done, total) : ''}`;
			if (line === last) return;
			last = line;
			stderr.write(`${CLEAR}${line}`);
		},
		clear() {
			if (last !== '') stderr.write(CLEAR);
			last = '';
		},
	};
}

/** Documents of coverage are few and large: which one it is says more than a share. */
const shareOf = (phase: Progress['phase'], done: number, total: number): string =>
	phase === 'evidence' ? ` ${Math.min(done + 1, total)} of ${total}` : ` ${Math.floor((done / total) * 100)} %`;

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '' && value !== 'false';
