import {readFileSync} from 'node:fs';
import {Ajv2020} from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {loadRules} from '../../src/catalogue/index.ts';
import {TooDeep} from '../../src/extract/depth.ts';
import {extractFile} from '../../src/extract/extract-file.ts';
import {renderJson, renderSarif, renderText} from '../../src/report/index.ts';
import {scan} from '../../src/scan.ts';

export const {book} = loadRules();

const ajv = new Ajv2020({strict: false});
addFormats.default(ajv);
const isReport = ajv.compile(JSON.parse(readFileSync(new URL('../../schema/report.json', import.meta.url), 'utf8')));

/** What one file says in both roles, as JSON. Throws what `extractFile` throws, but for nesting that no parser takes. */
export function factsOf(file, text) {
	return ['source', 'test'].map(role => {
		try {
			return JSON.stringify(extractFile({file, role, text}, book));
		} catch (error) {
			const isDeep = error instanceof TooDeep || (error instanceof RangeError && /call stack/i.test(error.message));
			if (isDeep) return 'too deep';
			throw error;
		}
	});
}

/** A whole scan, in every format. Throws where a file failed, or where the report contradicts itself or its schema. */
export async function reportsOf(dir) {
	const {report, read, failures} = await scan({dir, certainty: 'possible'});
	if (failures.length > 0) throw failures[0].error;
	const json = renderJson(report);
	if (!isReport(JSON.parse(json))) throw new Error(`against the schema: ${ajv.errorsText(isReport.errors)}`);
	checkSites(report, read);
	return [json, renderSarif(report), renderText(report, {top: 1000, handlers: true, read})];
}

function checkSites({sites}, read) {
	if (new Set(sites.map(({id}) => id)).size < sites.length) throw new Error('two sites with one id');
	for (const {file, line, endLine, weight, exposure} of sites) {
		const lines = read(file).split(/\r\n|[\n\r\u2028\u2029]/).length;
		if (line < 1 || endLine < line || endLine > lines)
			throw new Error(`a site outside of its file: line ${line} to ${endLine} of ${lines}`);
		for (const share of [weight, exposure])
			if (!(share >= 0 && share <= 1)) throw new Error(`a share that is none: ${share}`);
	}
}
