import test from 'ava';
import {FORMATS} from '../../src/report/formats.ts';
import {RENDERERS} from '../../src/report/index.ts';
import {plainText, sampleReport} from './sample-report.ts';

test('every format gives the same text for the same report, and leaves the report alone', t => {
	for (const format of FORMATS) {
		const report = sampleReport();
		const text = RENDERERS[format](report, plainText);
		t.true(text.endsWith('\n'));
		t.is(RENDERERS[format](report, plainText), text);
		t.deepEqual(report, sampleReport());
	}
});
