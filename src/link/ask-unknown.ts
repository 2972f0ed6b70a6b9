import type {AskChecker, CallAnswer, CallQuestion} from '../model/call-question.ts';
import type {Target} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';

/** What calls of the files call, once asked. */
export interface Targets {
	of(file: string, call: number): Target;
	replace(file: string, call: number, target: Target): void;
}

interface Unknown {
	file: string;
	call: number;
	question: CallQuestion;
}

/** Puts the calls of sources that stayed unknown to a type checker, and takes over the targets that it knows. */
export function askUnknown(
	facts: readonly FileFacts[],
	targets: Targets,
	ask: AskChecker,
	linkAnswer: (file: string, call: number, answer: CallAnswer) => Target,
): {asked: number; answered: number} {
	const unknown = facts.filter(({role}) => role === 'source').flatMap(fact => unknownIn(fact, targets));
	const answers = unknown.length === 0 ? [] : ask(unknown.map(({question}) => question));
	const counts = {asked: 0, answered: 0};
	for (const [at, {file, call}] of unknown.entries()) {
		const answer = answers[at] ?? {kind: 'unasked'};
		if (answer.kind === 'unasked') continue;
		counts.asked++;
		const target = linkAnswer(file, call, answer);
		if (target.kind === 'unknown') continue;
		counts.answered++;
		targets.replace(file, call, target);
	}
	return counts;
}

function unknownIn({file, code}: FileFacts, targets: Targets): Unknown[] {
	const before = new Map<string, number>();
	return code.calls.flatMap(({line, column, name}, call): Unknown[] => {
		const place = `${line}:${column}`;
		const nth = before.get(place) ?? 0;
		before.set(place, nth + 1);
		// What `import()` loads is a module, and no function of anyone.
		if (name === 'import' || targets.of(file, call).kind !== 'unknown') return [];
		return [{file, call, question: {file, line, column, nth}}];
	});
}
