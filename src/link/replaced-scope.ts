import type {FileFacts} from '../model/facts.ts';
import type {StandIn, TestFacts} from '../model/tests.ts';

/** Every test that may run sees one of these stand-ins: those of the module, of a hook around it, or its own. */
export function coversAll({tests}: FileFacts, standIns: readonly StandIn[]): boolean {
	const kept = standIns.filter(standIn => !isTakenBack(tests!, standIn));
	const running = tests!.tests.flatMap(({mode}, id) => (mode === 'skip' || mode === 'todo' ? [] : [id]));
	return running.length > 0 && running.every(id => kept.some(standIn => covers(tests!, standIn, id)));
}

function covers({tests, names}: TestFacts, standIn: StandIn, id: number): boolean {
	const {line, names: used} = tests[id]!;
	const {suite, helper} = standIn;
	if (standIn.test >= 0) return standIn.test === id;
	if (suite && (line < suite.line || line > suite.endLine)) return false;
	// Who calls the function that sets it up is known for sure only where the test itself names it.
	return helper === undefined || used.includes(names.indexOf(helper));
}

const UNMOCKS = ['unmock', 'doUnmock', 'dontMock', 'deepUnmock'];
const PASSES = ['passThrough', 'passthrough', 'allowUnmocked'];
const RESTORES = ['mockRestore', 'restoreAllMocks', 'restoreAll', 'restore'];
const ONCE_FOR_ALL = ['beforeAll', 'before'];

/**
 * The file names something that may bring the real thing back, and when it does so is not followed: what is set up
 * once is gone then, what is set up for each test is there again.
 */
function isTakenBack({names}: TestFacts, {seam, form, test}: StandIn): boolean {
	const uses = (some: readonly string[]) => some.some(name => names.includes(name));
	if (/spy|stub|sinon|mock\.method/i.test(form))
		return test < 0 && uses(RESTORES) && (test === -1 || uses(ONCE_FOR_ALL));
	if (seam.kind === 'host') return uses(PASSES);
	return (seam.kind === 'module' || (seam.kind === 'member' && seam.module !== undefined)) && uses(UNMOCKS);
}
