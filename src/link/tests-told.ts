import type {HelperCall, StandIn} from '../model/tests.ts';
import type {TestFile} from './tests-near.ts';
import type {Seen} from './tests-order.ts';

/**
 * What a helper's stand-in does is often told by who calls it: `stubApi({status: 503})`. Each call in a test makes a
 * stand-in of its own there; tests whose calls say nothing that was written out keep the unknown one.
 */
export function followHelper(seen: Seen, {file, tests}: Pick<TestFile, 'file' | 'tests'>): Seen[] {
	const {standIn, cases} = seen;
	const {depends, helper} = standIn;
	if (!depends || helper === undefined) return [seen];
	const told: Seen[] = [];
	for (const call of tests.helperCalls ?? []) {
		const said = call.name === helper && cases.includes(call.test) ? saidBy(call, depends) : undefined;
		if (!said) continue;
		const behaviours = standIn.behaviours.flatMap(one =>
			one.kind === 'unknown' ? said.map(told => (one.once ? {...told, once: true} : told)) : [one],
		);
		const own: StandIn = {...standIn, behaviours, line: call.line, test: call.test};
		told.push({...seen, file, standIn: own, cases: [call.test]});
	}
	const rest = cases.filter(id => !told.some(one => one.cases.includes(id)));
	return rest.length > 0 ? [{...seen, cases: rest}, ...told] : told;
}

function saidBy(
	{args}: HelperCall,
	{index, field}: NonNullable<StandIn['depends']>,
): StandIn['behaviours'] | undefined {
	const said = args[index];
	if (!said) return undefined;
	if ('behaviours' in said) return field === undefined ? said.behaviours : undefined;
	// `stubApi({status: 503})` where the parameter as a whole is the answer.
	const key = field ?? ['status', 'statusCode'].find(name => Object.hasOwn(said.fields, name));
	return key !== undefined && Object.hasOwn(said.fields, key) ? said.fields[key] : undefined;
}
