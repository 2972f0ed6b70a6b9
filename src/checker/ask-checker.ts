import {join} from 'node:path';
import {ts} from '@ts-morph/common';
import type {AskChecker, CallAnswer, CallQuestion} from '../model/call-question.ts';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {Project} from '../model/project.ts';
import {addToList} from '../util/add-to-list.ts';
import {answerCall, type Homes} from './answer-call.ts';
import {type ChosenConfig, chooseConfigs, readOptions} from './choose-config.ts';
import {type HostRequest, type MakeHost, makeHosts, relativeTo} from './compiler-host.ts';
import {describeUnasked, type Unasked} from './describe-unasked.ts';
import {findCalls} from './find-calls.ts';

export interface CheckerRequest {
	project: Pick<Project, 'root' | 'configs' | 'files'>;
	read: HostRequest['read'];
	/** Questions beyond this are left unasked. */
	most?: number;
}

export interface Checker {
	ask: AskChecker;
	/** Why some questions were not asked. */
	diagnostics(): Diagnostic[];
}

const MOST_QUESTIONS = 5000;

/** A type checker that is loaded by the first question: one program for each config that has some, one after the other. */
export function openChecker({project, read, most = MOST_QUESTIONS}: CheckerRequest): Checker {
	const unasked: Unasked = {beyond: 0, most, configs: new Map()};
	return {
		ask(questions) {
			unasked.beyond += Math.max(0, questions.length - most);
			const answers = new Map<CallQuestion, CallAnswer>();
			const makeHost = makeHosts({root: project.root, read});
			for (const {config, asked} of groupByConfig(project, questions.slice(0, most))) {
				const failure = askProgram({project, makeHost, config, questions: asked, answers});
				if (failure !== undefined) unasked.configs.set(config.file, failure);
			}
			return questions.map(question => answers.get(question) ?? {kind: 'unasked'});
		},
		diagnostics: () => describeUnasked(unasked),
	};
}

interface ConfigGroup {
	config: ChosenConfig;
	asked: CallQuestion[];
}

function groupByConfig({root, configs}: CheckerRequest['project'], questions: readonly CallQuestion[]): ConfigGroup[] {
	const configOf = chooseConfigs(root, configs);
	const groups = new Map<string, ConfigGroup>();
	for (const question of questions) {
		const config = configOf(question.file);
		const group = groups.get(config.file) ?? {config, asked: []};
		groups.set(config.file, group);
		group.asked.push(question);
	}
	return [...groups.values()];
}

interface ProgramRequest {
	project: CheckerRequest['project'];
	makeHost: MakeHost;
	config: ChosenConfig;
	questions: readonly CallQuestion[];
	answers: Map<CallQuestion, CallAnswer>;
}

/** Why not all of the questions could be asked. A checker that failed once is not asked again. */
function askProgram({project, makeHost, config, questions, answers}: ProgramRequest): string | undefined {
	try {
		const options = readOptions(project.root, config);
		if (!options) return 'could not be read';
		const byFile = new Map<string, CallQuestion[]>();
		for (const question of questions) addToList(byFile, question.file, question);
		const rootNames = [...byFile.keys(), ...declarationsOf(config)].map(file => join(project.root, file));
		const program = ts.createProgram({rootNames: [...new Set(rootNames)], options, host: makeHost(options)});
		const homes = homesIn(project);
		for (const [file, asked] of byFile) askFile(program, join(project.root, file), {asked, answers, homes});
		return undefined;
	} catch (error) {
		return `made the type checker fail (${(error as Error).message.split('\n')[0]})`;
	}
}

function askFile(
	program: ts.Program,
	path: string,
	{asked, answers, homes}: Pick<ProgramRequest, 'answers'> & {asked: CallQuestion[]; homes: Homes},
): void {
	const source = program.getSourceFile(path);
	const nodes = source ? findCalls(source, asked) : [];
	for (const [at, question] of asked.entries()) {
		const node = nodes[at];
		answers.set(question, node ? answerCall(program.getTypeChecker(), node, homes) : {kind: 'unknown'});
	}
}

/** What is declared for all files of a config, imported or not. */
const declarationsOf = ({known}: ChosenConfig): string[] =>
	known?.files.filter(file => /\.d\.[cm]?ts$/.test(file)) ?? [];

function homesIn({root, files}: CheckerRequest['project']): Homes {
	const known = new Set(files.map(({file}) => file));
	return {
		ownFile({fileName}) {
			const file = relativeTo(root, fileName);
			return file !== undefined && known.has(file) ? file : undefined;
		},
		isOutside: ({fileName}) => (relativeTo(root, fileName) ?? 'node_modules/').includes('node_modules/'),
	};
}
