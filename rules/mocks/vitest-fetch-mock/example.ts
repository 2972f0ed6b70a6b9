import {vi} from 'vitest';
import createFetchMock from 'vitest-fetch-mock';

// ok: it says nothing yet
const fetchMock = createFetchMock(vi);
it('fails', () => {
	// expect: mocked ?: network
	fetchMock.mockAbort();
});
