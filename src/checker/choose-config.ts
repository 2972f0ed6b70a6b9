import {join, resolve} from 'node:path';
import {ts} from '@ts-morph/common';
import type {ProjectConfig} from '../model/project.ts';
import {CONFIG_HOST} from './compiler-host.ts';

/** The config that says how a file is compiled: its path, empty where none does. `known`: it could be read. */
export interface ChosenConfig {
	file: string;
	known?: ProjectConfig;
}

const NAMES = ['tsconfig.json', 'jsconfig.json'];

/**
 * Of the configs that cover a file the innermost; else the nearest one above it, for its options: plain JavaScript is seldom
 * covered. A config that is there and unknown is one that could not be read.
 */
export function chooseConfigs(root: string, configs: readonly ProjectConfig[]): (file: string) => ChosenConfig {
	const covering = new Map<string, ProjectConfig>();
	for (const config of [...configs].sort((a, b) => a.folder.length - b.folder.length))
		for (const file of config.files) covering.set(file, config);
	const nearest = new Map<string, ChosenConfig>();
	const nearestTo = (folder: string): ChosenConfig => {
		const found = nearest.get(folder) ?? configIn(root, folder, configs) ?? nearestAbove(folder);
		nearest.set(folder, found);
		return found;
	};
	const nearestAbove = (folder: string): ChosenConfig => (folder === '.' ? {file: ''} : nearestTo(folderOf(folder)));
	return file => {
		const known = covering.get(file);
		return known ? {file: known.file, known} : nearestTo(folderOf(file));
	};
}

function configIn(root: string, folder: string, configs: readonly ProjectConfig[]): ChosenConfig | undefined {
	const names = NAMES.map(name => (folder === '.' ? name : `${folder}/${name}`));
	const known = configs.find(({file}) => names.includes(file));
	if (known) return {file: known.file, known};
	const broken = names.find(name => CONFIG_HOST.fileExists(join(root, name)));
	return broken === undefined ? undefined : {file: broken};
}

const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.');

/** Types of plain JavaScript are asked for as well; nothing is written, and nothing but types looked at. */
const OURS: ts.CompilerOptions = {
	allowJs: true,
	checkJs: false,
	maxNodeModuleJsDepth: 0,
	noEmit: true,
	noLib: false,
	libReplacement: false,
	skipLibCheck: true,
	composite: false,
	incremental: false,
};

const WITHOUT_CONFIG: ts.CompilerOptions = {
	target: ts.ScriptTarget.ESNext,
	module: ts.ModuleKind.Preserve,
	moduleResolution: ts.ModuleResolutionKind.Bundler,
	jsx: ts.JsxEmit.Preserve,
	strict: true,
	...OURS,
};

/** Undefined where the config cannot be read. Plugins are data here: only an editor runs them. */
export function readOptions(root: string, {file, known}: ChosenConfig): ts.CompilerOptions | undefined {
	if (file === '') return WITHOUT_CONFIG;
	const path = join(root, file);
	const {config, error} = ts.readConfigFile(path, CONFIG_HOST.readFile);
	if (!known || error || config === undefined) return undefined;
	const folder = resolve(root, known.folder);
	const {options} = ts.parseJsonConfigFileContent(config, CONFIG_HOST, folder, undefined, path);
	return {...options, ...OURS};
}
