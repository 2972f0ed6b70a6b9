import type {Seam, StandIn} from '../../model/tests.ts';
import type {Context} from './context.ts';

/** What a test expects never to be called shows nothing of what happens when it is. */
export function withoutUncalled({index, blocks}: Context, standIns: readonly StandIn[]): StandIn[] {
	const lines = index.source.getLineStarts();
	const uncalled = new Map<number, Set<string>>();
	const ofTest = (id: number): Set<string> => {
		const known = uncalled.get(id);
		if (known) return known;
		const {line, endLine} = blocks.tests[id]!;
		const names = namesUncalled(index.source.text.slice(lines[line - 1], lines[endLine]));
		uncalled.set(id, names);
		return names;
	};
	return standIns.filter(({test, seam}) => {
		const name = test >= 0 ? nameOf(seam) : undefined;
		return name === undefined || !ofTest(test).has(name);
	});
}

/** The ways of jest, vitest, chai, sinon, ava and node to say it. */
const UNCALLED = [
	/\bexpect\(([^()]+)\)\s*\.not\s*\.(?:toHaveBeenCalled|toBeCalled)\(\)/g,
	/\bexpect\(([^()]+)\)\s*\.(?:toHaveBeenCalledTimes|toBeCalledTimes)\(\s*0\s*\)/g,
	/\bexpect\(([^()]+)\)\s*\.(?:not\.to|to\.not)(?:\.have)?(?:\.been|\.be)?\.called\b(?!With)/g,
	/\bexpect\(([^()]+)\.(?:called|calledOnce)\)\s*\.(?:toBe\(false\)|toBeFalsy\(\)|to\.be\.false|to\.equal\(false\))/g,
	/\bnotCalled\(\s*([\w$.[\]#]+?)\s*[,)]/g,
	/\b(?:falsy|false|notOk)\(\s*([\w$.[\]#]+?)\.called(?:Once)?\s*[,)]/g,
	/!\s*([\w$.]+)\.called\b/g,
	/([\w$.#]+)\.notCalled\b/g,
	/([\w$.#]+?)\.(?:callCount|mock\.callCount\(\)|mock\.calls\.length)\s*(?:,\s*0\b|\)\s*\.(?:toBe|toEqual|toStrictEqual|to\.equal|to\.eql)\(\s*0\s*\)|\.should\.equal\(\s*0\s*\))/g,
	/\bexpect\(([^()]+)\.mock\.calls\)\s*\.toHaveLength\(\s*0\s*\)/g,
];

function namesUncalled(text: string): Set<string> {
	const subjects = UNCALLED.flatMap(pattern => [...text.matchAll(pattern)].map(found => found[1]!));
	return new Set(subjects.flatMap(subject => /([\w$]+)\W*$/.exec(subject)?.[1] ?? []));
}

function nameOf(seam: Seam): string | undefined {
	switch (seam.kind) {
		case 'member':
			return seam.member;
		case 'option':
		case 'global':
			return seam.name;
		default:
			return undefined;
	}
}
