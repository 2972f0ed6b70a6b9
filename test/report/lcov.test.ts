import test from 'ava';
import {renderLcov} from '../../src/report/lcov.ts';
import {sampleArc, sampleReport, sampleSite} from './sample-report.ts';

test('decided arcs are branches at the line of their site, numbered as their kind numbers them', t => {
	const sites = [
		sampleSite({
			file: 'src/b.ts',
			arcs: [sampleArc('retry', 'fired'), sampleArc('recover', 'undecided'), sampleArc('exhaust', 'unfired')],
		}),
		sampleSite({
			id: 'pool:1',
			kind: 'pool',
			file: 'src/a.ts',
			line: 9,
			arcs: [sampleArc('resource-error', 'uncovered')],
		}),
		sampleSite({id: 'timeout:1', kind: 'timeout', file: 'src/b.ts', arcs: [sampleArc('fire', 'proven')], column: 30}),
		sampleSite({id: 'timeout:2', kind: 'timeout', file: 'src/c.ts', arcs: [sampleArc('fire', 'undecided')]}),
	];
	t.deepEqual(renderLcov(sampleReport({sites})).split('\n'), [
		'TN:unfired',
		'SF:src/a.ts',
		'BRDA:9,0,2,-',
		'BRF:1',
		'BRH:0',
		'DA:9,0',
		'LF:1',
		'LH:0',
		'end_of_record',
		'SF:src/b.ts',
		'BRDA:42,0,0,1',
		'BRDA:42,0,2,0',
		'BRDA:42,1,0,1',
		'BRF:3',
		'BRH:2',
		'DA:42,1',
		'LF:1',
		'LH:1',
		'end_of_record',
		'',
	]);
});

test('a name cannot forge a record', t => {
	const site = sampleSite({file: 'a\nend_of_record\nSF:b'});
	t.is(renderLcov(sampleReport({sites: [site]})).match(/^(?:SF|end_of_record)/gm)!.length, 2);
});
